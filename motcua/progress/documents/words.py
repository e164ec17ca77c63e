"""What a finding is called, and how it is told in a comment or beside a paragraph."""

from __future__ import annotations

from motcua.progress import telling
from motcua.progress.types import Finding

LEVELS = {level: words[:1].upper() + words[1:] for level, words in telling.LEVELS.items()}
KINDS = {kind: words[:1].upper() + words[1:] for kind, words in telling.KINDS.items()}


def repairs(finding: Finding) -> list[str]:
    """Each repair as words: what to print in place of what."""
    return [f"“{repair.printed}” sửa thành “{repair.put}”" for repair in finding.repairs]


def told(number: int, finding: Finding) -> str:
    """A finding as the lines of a comment: its number, level, what it says, what is exact, the repairs proposed."""
    lines = [f"{number}. {LEVELS[finding.level]}: {finding.says}"]
    if finding.exact:
        name = telling.EXACT.get(finding.kind, "chính xác")
        lines.append(f"Đã in: {finding.printed}; {name}: {finding.exact}.")
    proposed = repairs(finding)
    if len(proposed) == 1:
        lines.append(f"Có thể sửa: {proposed[0]}.")
    elif proposed:
        lines.append("Có thể sửa một trong các chỗ sau:")
        lines += [f"- {words};" for words in proposed[:-1]] + [f"- {proposed[-1]}."]
    if finding.rule:
        lines.append(f"Theo quy tắc “{finding.rule}”.")
    return "\n".join(lines)

"""YAML as plain nodes that know their line: nothing is constructed, every scalar stays text, every name stands once.

YAML would read a figure named `no` as false and 010 as eight; a rule file means what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NoReturn

import yaml

from motcua.kernel.text import fold, normalise
from motcua.progress.types import BadRules

_LONGEST, _DEEPEST, _MOST = 300_000, 12, 20_000  # characters, nested levels, nodes after aliases are followed
_PLAIN = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")}
_PLAIN |= {"tag:yaml.org,2002:value", "!"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or a mapping of the rule file, with where it stands: its line, and its names from the top."""

    line: int
    place: str
    text: str | None = None
    items: tuple[Node, ...] | None = None
    named: dict[str, Node] | None = field(default=None, hash=False)

    def refuse(self, why: str) -> NoReturn:
        """Say what is wrong here."""
        raise BadRules(f"Dòng {self.line}{f', {self.place}' if self.place else ''}: {why}.")

    def words(self) -> str:
        """The text of a scalar."""
        if self.text is None:
            self.refuse("chỗ này phải là một dòng chữ hoặc số")
        return self.text

    def entries(self, prefix: str) -> Iterator[tuple[str, Node]]:
        """Named parts; a list is read as rows that carry their own name, or are numbered after `prefix`."""
        if self.named is not None:
            yield from self.named.items()
        elif self.items is not None:
            seen: set[str] = set()
            for number, item in enumerate(self.items, start=1):
                name = next((item.named[key].words() for key in _NAMES if item.named and key in item.named), "")
                name = spelt(name) or f"{prefix}{number}"
                if name in seen:
                    item.refuse(f"tên «{name}» đã có ở trên; mỗi tên chỉ khai một lần")
                seen.add(name)
                yield name, Node(item.line, f"{self.place}.{name}", item.text, item.items, item.named)
        elif self.words().strip():
            self.refuse("chỗ này phải là các mục có tên, mỗi mục một dòng «tên: nội dung»")


_NAMES = ("key", "name", "id", "khoa", "ten", "ma")


def spelt(name: str) -> str:
    """A name as all places write it: one spelling, no blanks around."""
    from unicodedata import normalize

    return normalize("NFKC", normalise(name)).strip()


def key(name: str) -> str:
    """A keyword without marks, case and blanks: «Làm tròn» is lam_tron."""
    return "_".join(fold(name).replace("-", " ").replace("_", " ").split())


def parse(source: str) -> Node:
    """The nodes of a rule file; `BadRules` with the line where it is no YAML."""
    if len(source) > _LONGEST:
        raise BadRules(f"Tệp quy tắc dài quá {_LONGEST // 1000} nghìn ký tự; hãy chia thành nhiều tệp.")
    try:
        depth = 0
        for event in yaml.parse(source, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise BadRules(f"Dòng {event.start_mark.line + 1}: lồng quá {_DEEPEST} tầng; hãy viết phẳng hơn.")
        root = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"Dòng {mark.line + 1}: " if mark else ""
        raise BadRules(
            f"{line}không đọc được YAML ở đây; hãy xem lại dấu hai chấm, thụt lề, "
            "và đặt trong ngoặc kép những câu có dấu «:», «{» hoặc «#»."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise BadRules("Tệp quy tắc không phải là văn bản YAML; hãy lưu lại dưới dạng UTF-8.") from None
    if root is None:
        raise BadRules("Tệp quy tắc trống; hãy khai ít nhất phần figures và claims.")
    return _Reader().node(root, "", 0)


class _Reader:
    """Follows a composed document within a budget, so that aliases cannot multiply without end."""

    def __init__(self) -> None:
        self.seen = 0

    def node(self, node: yaml.Node, place: str, depth: int) -> Node:
        line = node.start_mark.line + 1
        here = Node(line, place)
        self.seen += 1
        if self.seen > _MOST or depth > _DEEPEST:
            here.refuse("các tham chiếu «*» nhân lên quá nhiều; hãy viết rõ nội dung thay cho tham chiếu")
        if node.tag not in _PLAIN:
            here.refuse(f"nhãn «{node.tag.removeprefix('tag:yaml.org,2002:')}» không được dùng; hãy bỏ nhãn")
        if isinstance(node, yaml.ScalarNode):
            null = node.style is None and node.value in {"~", "null", "Null", "NULL"}
            return Node(line, place, text="" if null else normalise(node.value))
        if isinstance(node, yaml.SequenceNode):
            items = (self.node(item, f"{place}[{at}]", depth + 1) for at, item in enumerate(node.value, start=1))
            return Node(line, place, items=tuple(items))
        named: dict[str, Node] = {}
        for name_node, value in node.value:
            if not isinstance(name_node, yaml.ScalarNode):
                here.refuse("tên mục phải là một từ, không phải một danh sách")
            name = spelt(name_node.value)
            part = self.node(value, f"{place}.{name}" if place else name, depth + 1)
            if name in named:
                Node(name_node.start_mark.line + 1, place).refuse(
                    f"tên «{name}» đã có ở trên; mỗi tên chỉ khai một lần"
                )
            named[name] = part
        return Node(line, place, named=named)


def fields(node: Node, known: dict[str, str]) -> dict[str, Node]:
    """A mapping by keyword; `known` leads every accepted spelling to one. A near miss is refused, a stranger's own
    remark is let through."""
    if node.named is None:
        node.refuse("chỗ này phải là các mục «tên: nội dung» trong ngoặc nhọn hoặc mỗi mục một dòng")
    found: dict[str, Node] = {}
    for name, part in node.named.items():
        word = known.get(key(name))
        if word is None:
            if near := get_close_matches(key(name), known, n=1, cutoff=0.8):
                part.refuse(f"không có mục «{name}»; có phải «{near[0]}» không")
            continue
        if word in found:
            part.refuse(f"mục «{name}» khai hai lần dưới hai tên")
        found[word] = part
    return found

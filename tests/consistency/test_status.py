"""A dossier's status moves through one door, `onestop.actions.status`, and nowhere else."""

from __future__ import annotations

import ast

from django.conf import settings

from tests.consistency.source import HOUSE, code, last_name, place, tree

DOOR = HOUSE / "onestop" / "actions" / "status.py"


def writes(module: ast.Module) -> list[int]:
    """Lines that write a status: by assignment, `update`, `setattr`, or as a column of a bulk update."""
    lines = []
    for node in ast.walk(module):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            written = any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets)
        elif isinstance(node, ast.Call) and last_name(node) == "update":
            written = any(k.arg == "status" for k in node.keywords)
        elif isinstance(node, ast.Call) and last_name(node) in {"setattr", "bulk_update"}:
            written = any(isinstance(n, ast.Constant) and n.value == "status" for n in ast.walk(node))
        else:
            continue
        if written:
            lines.append(node.lineno)
    return lines


def test_only_the_status_module_writes_a_dossiers_status() -> None:
    """Looked for in onestop and above: below it nobody knows a dossier. Tests may try the trigger."""
    order = [name.removeprefix("motcua.") for name in settings.MOTCUA_APPS]
    above = order[order.index("onestop") :]
    found = {
        place(path): writes(tree(path))
        for path in code()
        if path.is_relative_to(HOUSE)
        and path.relative_to(HOUSE).parts[0] in above
        and "tests" not in path.parts
        and path != DOOR
    }
    assert DOOR.exists()
    assert "transition" in {n.name for n in tree(DOOR).body if isinstance(n, ast.FunctionDef)}
    assert found
    assert not {name: lines for name, lines in found.items() if lines}


def test_a_planted_write_of_a_status_is_caught() -> None:
    planted = [
        "d.status = 4",
        "q.update(status=9)",
        "q.bulk_update(rows, ['status'])",
        "setattr(d, 'status', 1)",
        "d.status_code = 2",
    ]
    assert writes(ast.parse("\n".join(planted))) == [1, 2, 3, 4]

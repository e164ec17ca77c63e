"""Every dated rule says where it bites, every place that reads one is named by it, and nothing is read by guess."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from motcua.kernel import dated
from tests.consistency.source import HOUSE, code, last_name, place, tree

READERS = {"rule", "national"}
"""The two readers, `org.queries.rule` and `kernel.dated.national`; both take the code as their first argument."""

Place = tuple[str, str]


def reads(module: ast.AST, name: str) -> Iterator[tuple[str, str | None]]:
    """Where a module reads a rule, as dotted name of function or module, and which; None for a code not written out."""
    for node in ast.iter_child_nodes(module):
        inner = name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{name}.{node.name}"
        if isinstance(node, ast.Call) and last_name(node) in READERS:
            first = node.args[0] if node.args else None
            yield name, first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
        yield from reads(node, inner)


def dotted(path: Path) -> str:
    """The module a file is."""
    parts = path.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def readings() -> list[tuple[str, str | None]]:
    """All readings of the product, tests apart."""
    return [
        reading
        for path in code()
        if path.is_relative_to(HOUSE) and "tests" not in path.parts
        for reading in reads(tree(path), dotted(path))
    ]


def test_every_rule_names_exactly_the_places_that_read_it() -> None:
    found = defaultdict(set)
    for where, rule in readings():
        found[rule].add(where)
    assert found
    declared = {rule.code: set(rule.bites) for rule in dated.rules() if rule.bites}
    assert dict(found) == declared, "«bites» of the rule's file and the readings of the code differ"


def test_no_code_of_a_rule_is_put_together_at_run_time() -> None:
    assert not [where for where, rule in readings() if rule is None]


def test_a_planted_reading_is_seen_with_its_place() -> None:
    planted = ast.parse(
        "A = national('a.b')\n"
        "class C:\n    def f(self): return org.rule('c.d').on(day)\n"
        "def g(code):\n    return rule(code)\n"
    )
    assert list(reads(planted, "m")) == [("m", "a.b"), ("m.C.f", "c.d"), ("m.g", None)]


def test_every_rule_says_for_people_what_it_decides_there() -> None:
    for rule in dated.rules():
        assert rule.title[0].isupper(), rule.code
        assert rule.meaning.endswith("."), rule.code
        assert all(len(words) > 10 and words[0].isupper() for words in rule.bites.values()), rule.code


def test_what_only_the_house_agreed_on_is_not_passed_off_as_law() -> None:
    """An assumed value says that its basis is the product itself, and no other value does."""
    for rule in dated.rules():
        for value in rule.values:
            assumed = value.standing is dated.Standing.ASSUMED
            assert assumed == value.basis.startswith("Quy ước của phần mềm"), f"{rule.code} {value.period}"


def test_every_file_of_parameters_tells_where_its_form_is_described() -> None:
    files = sorted(HOUSE.glob("*/parameters/*"))
    assert files
    assert {file.suffix for file in files} == {".yaml"}
    described = "Dạng tệp: docs/rules.md."
    assert not [place(file) for file in files if described not in file.read_text(encoding="utf-8").splitlines()[0]]

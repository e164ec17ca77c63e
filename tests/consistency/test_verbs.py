"""Every verb has one shape: one transaction, keywords only, an actor and a moment, and a fact in the ledger."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.consistency.source import apps, last_name, modules, place, tree

NOT_VERBS_OF_A_DEED = {
    "motcua/ledger/actions.py:record": "is the recording itself",
    "motcua/ledger/actions.py:next_number": "a number is part of its caller's deed, whose fact tells it",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: ast.Module) -> Iterator[Function]:
    """The functions at the top of a module."""
    return (node for node in module.body if isinstance(node, Function))


def records(verb: Function, helpers: dict[str, Function], seen: frozenset[str] = frozenset()) -> bool:
    """True where a verb, or a function of its own app's actions that it calls, calls `record(...)`."""
    called = {last_name(call) for call in ast.walk(verb) if isinstance(call, ast.Call)}
    if "record" in called:
        return True
    return any(records(helpers[name], helpers, seen | called) for name in called & helpers.keys() - seen)


def faults(verb: Function, helpers: dict[str, Function]) -> list[str]:
    """What a verb lacks."""
    given = verb.args
    names = {argument.arg for argument in given.kwonlyargs}
    return [
        fault
        for fault, here in {
            "is not in one transaction": not any(last_name(d) == "atomic" for d in verb.decorator_list),
            "takes more than keywords": bool(given.posonlyargs or given.args or given.vararg or given.kwarg),
            "has no actor (by) or no moment (at)": not {"by", "at"} <= names,
            "records no fact": not records(verb, helpers),
        }.items()
        if here
    ]


def shown(paths: Iterable[Path]) -> set[str] | None:
    """What a package of verbs shows in its `__all__`; None for a single file, which shows all that has no underscore."""
    for path in paths:
        for node in tree(path).body if path.name == "__init__.py" else ():
            if isinstance(node, ast.Assign) and last_name(node.targets[0]) == "__all__":
                return set(ast.literal_eval(node.value))
    return None


def misshapen(files: Iterable[Path]) -> dict[str, list[str]]:
    """The verbs among these files of one app that lack something, and what."""
    paths = list(files)
    helpers = {function.name: function for path in paths for function in functions(tree(path))}
    face = shown(paths)
    return {
        f"{place(path)}:{function.name}": lacking
        for path in paths
        for function in functions(tree(path))
        if (function.name in face if face is not None else not function.name.startswith("_"))
        if (lacking := faults(function, helpers))
    }


def test_every_verb_has_the_shape_of_a_verb() -> None:
    verbs = {name: lacking for app in apps() for name, lacking in misshapen(modules(app, "actions")).items()}
    assert not {name: lacking for name, lacking in verbs.items() if name not in NOT_VERBS_OF_A_DEED}
    assert NOT_VERBS_OF_A_DEED.keys() <= verbs.keys(), "an exemption that is no longer needed must go"


SOUND = """
@transaction.atomic
def suspend(*, dossier, by, at):
    _tell(dossier, by, at)

def _tell(dossier, by, at):
    ledger.record(Suspended(dossier.id), by=by, at=at)
"""


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("@transaction.atomic\n", "", "is not in one transaction"),
        ("*, dossier, by", "dossier, *, by", "takes more than keywords"),
        ("*, dossier, by, at)", "*, dossier, by)", "has no actor (by) or no moment (at)"),
        ("ledger.record(", "print(", "records no fact"),
    ],
)
def test_a_planted_verb_that_lacks_something_is_caught(
    tmp_path: Path, was: str, becomes: str, fault: str
) -> None:
    sound, planted = tmp_path / "sound.py", tmp_path / "planted.py"
    sound.write_text(SOUND, encoding="utf-8")
    planted.write_text(SOUND.replace(was, becomes, 1), encoding="utf-8")
    assert not misshapen([sound])
    assert misshapen([planted]) == {"planted.py:suspend": [fault]}

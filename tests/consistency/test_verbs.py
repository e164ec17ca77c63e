"""Every verb has one shape: one transaction, keywords, actor and moment, a policy asked, a fact recorded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from motcua.upkeep.reading.verbs import Function, called, functions, shown
from tests.consistency.source import apps, last_name, modules, place, tree

RECORDS_NO_FACT, ASKS_NO_POLICY = "records no fact", "asks no policy"
NOT_IN_TRANSACTION, NOT_KEYWORDS = "is not in one transaction", "takes more than keywords"
NO_ACTOR = "has no actor (by) or no moment (at)"

EXEMPT = {
    "motcua/people/actions/signing_in.py:knock": {
        RECORDS_NO_FACT: "a try is told when it has been answered",
        ASKS_NO_POLICY: "whoever stands at the door may try",
    },
    "motcua/people/actions/signing_in.py:answer": {ASKS_NO_POLICY: "whoever stands at the door may try"},
    "motcua/people/actions/clients.py:claim_key": {
        RECORDS_NO_FACT: "the deed done under the key tells itself",
        ASKS_NO_POLICY: "a key is its client's own; the verb done under it asks",
    },
    "motcua/people/actions/clients.py:count_call": {
        RECORDS_NO_FACT: "a count is worth no more than its minute",
        ASKS_NO_POLICY: "every client is counted; the verb it calls asks",
    },
    "motcua/people/actions/clients.py:keep_answer": {
        RECORDS_NO_FACT: "the deed done under the key tells itself",
        ASKS_NO_POLICY: "a key is its client's own; the verb done under it asks",
    },
    "motcua/people/actions/clients.py:forget_answers": {RECORDS_NO_FACT: "what was done under the keys stays told"},
    "motcua/ledger/actions/facts.py:record": {
        NOT_IN_TRANSACTION: "joins its verb's transaction and refuses outside one",
        NOT_KEYWORDS: "the fact comes first, so that a verb reads as a sentence",
        RECORDS_NO_FACT: "is the recording itself",
        ASKS_NO_POLICY: "the verb that records has asked",
    },
    "motcua/ledger/actions/facts.py:record_many": {
        NOT_IN_TRANSACTION: "joins its verb's transaction and refuses outside one",
        NOT_KEYWORDS: "the facts come first, so that a verb reads as a sentence",
        RECORDS_NO_FACT: "is the recording itself",
        ASKS_NO_POLICY: "the verb that records has asked",
    },
    "motcua/ledger/actions/facts.py:next_number": {
        NOT_IN_TRANSACTION: "joins its verb's transaction and refuses outside one",
        NOT_KEYWORDS: "takes one thing, the key",
        NO_ACTOR: "belongs to the deed of the verb that asks for it",
        RECORDS_NO_FACT: "the verb's own fact tells the number",
        ASKS_NO_POLICY: "the verb that numbers has asked",
    },
    "motcua/files/actions.py:store": {
        ASKS_NO_POLICY: "a file alone gives nobody a right; the verb that uses it asks",
    },
    "motcua/population/actions.py:register_applicant": {
        ASKS_NO_POLICY: "whoever receives a dossier may; that verb asks",
    },
}


def faults(verb: Function, helpers: dict[str, Function]) -> list[str]:
    """What a verb lacks."""
    given = verb.args
    names = {argument.arg for argument in given.kwonlyargs}
    calls = called(verb, helpers)
    return [
        fault
        for fault, here in {
            NOT_IN_TRANSACTION: not any(last_name(d) == "atomic" for d in verb.decorator_list),
            NOT_KEYWORDS: bool(given.posonlyargs or given.args or given.vararg or given.kwarg),
            NO_ACTOR: not {"by", "at"} <= names,
            ASKS_NO_POLICY: not any(name.startswith(("policy.must", "rights.must")) for name in calls),
            RECORDS_NO_FACT: not calls & {"record", "ledger.record", "record_many"},
        }.items()
        if here
    ]


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
    found = {
        (verb, fault)
        for app in apps()
        for verb, lacking in misshapen(modules(app, "actions")).items()
        for fault in lacking
    }
    excused = {(verb, fault) for verb, reasons in EXEMPT.items() for fault in reasons}
    assert sorted(found - excused) == []
    assert sorted(excused - found) == [], "an exemption that nothing needs must go"


SOUND = """
@transaction.atomic
def suspend(*, dossier, by, at):
    policy.must(by, "onestop.suspend", dossier, on=at.date())
    _tell(dossier, by, at)

def _tell(dossier, by, at):
    ledger.record(Suspended(dossier.id), by=by, at=at)
"""


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("@transaction.atomic\n", "", NOT_IN_TRANSACTION),
        ("*, dossier, by", "dossier, *, by", NOT_KEYWORDS),
        ("*, dossier, by, at)", "*, dossier, by)", NO_ACTOR),
        ("policy.must(", "print(", ASKS_NO_POLICY),
        ("ledger.record(", "print(", RECORDS_NO_FACT),
    ],
)
def test_a_planted_verb_that_lacks_something_is_caught(tmp_path: Path, was: str, becomes: str, fault: str) -> None:
    sound, planted = tmp_path / "sound.py", tmp_path / "planted.py"
    sound.write_text(SOUND, encoding="utf-8")
    planted.write_text(SOUND.replace(was, becomes, 1), encoding="utf-8")
    assert not misshapen([sound])
    assert misshapen([planted]) == {"planted.py:suspend": [fault]}

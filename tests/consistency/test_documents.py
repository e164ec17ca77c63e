"""The documents keep up with the code: every table in the glossary, every app with its page of the house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps as registry
from django.conf import settings

from tests.consistency.source import ROOT, apps, files, place

GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def glossary(text: str) -> dict[str, str]:
    """English term, as in code, to its Vietnamese."""
    rows = re.findall(r"^\| `?([A-Za-z][^|`]*?)`? +\| *([^|]*?) *\|", text, flags=re.MULTILINE)
    return {english: vietnamese for english, vietnamese in rows if english != "Term"}


def test_every_model_is_in_the_glossary_with_its_vietnamese_word() -> None:
    words = glossary(GLOSSARY.read_text(encoding="utf-8"))
    ours = [m for m in registry.get_models() if registry.get_app_config(m._meta.app_label).name in settings.MOTCUA_APPS]
    assert ours
    assert not [model._meta.label for model in ours if not words.get(model.__name__)]


def test_a_planted_word_without_vietnamese_is_not_a_word() -> None:
    text = "| Term | Vietnamese |\n|---|---|\n| `Dossier` | hồ sơ | x |\n| `Parcel` |  | x |\n"
    assert glossary(text) == {"Dossier": "hồ sơ", "Parcel": ""}


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_every_app_says_what_it_is_whose_law_its_words_its_figures_and_its_limits(app: Path) -> None:
    page = app / "README.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    assert re.match(rf"# {app.name} \(.+\)\n\n\S", text), "opens with its name, the Vietnamese name, and what it is"
    for part in ("Law:", "| word | Vietnamese | meaning |", "Figures:", "It does not"):
        assert part in text, f"{app.name}/README.md lacks «{part}»"


@pytest.mark.parametrize("record", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_says_when_why_and_at_what_price(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert re.match(r"# \d+\. \S", text)
    assert int(text[2:].split(".")[0]) == int(record.name[:4]), "number and file name agree"
    for part in ("Decided on", "## Why", "## What we decided", "## What follows"):
        assert part in text
    assert len(text.splitlines()) <= 40, "a record is short"


def test_decisions_are_numbered_without_gap() -> None:
    assert [int(record.name[:4]) for record in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [path for path in files() if path.suffix == ".md"]
    broken = {
        f"{place(page)} -> {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    }
    assert pages
    assert not broken

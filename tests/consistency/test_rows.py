"""An app may hold rows of the apps below it, by key and from `queries`, but asks only its own tables."""

from __future__ import annotations

import ast

from tests.consistency.source import HOUSE, apps, code, modules, place, tree

MANAGERS = {"objects", "_default_manager", "_base_manager"}


def asked(module: ast.Module) -> set[str]:
    """The classes whose tables a module asks: `X` of `X.objects` and of `app.X.objects`."""
    return {
        node.value.attr if isinstance(node.value, ast.Attribute) else node.value.id
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and node.attr in MANAGERS
        and isinstance(node.value, ast.Attribute | ast.Name)
    }


def test_no_app_asks_the_tables_of_another() -> None:
    owner = {
        node.name: app.name
        for app in apps()
        for path in modules(app, "models")
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
    }
    assert owner
    strangers = {
        f"{place(path)} asks {name} of {owner[name]}"
        for path in code()
        if path.is_relative_to(HOUSE) and "tests" not in path.parts
        for name in asked(tree(path)) & owner.keys()
        if owner[name] != path.relative_to(HOUSE).parts[0]
    }
    assert not strangers


def test_a_planted_question_to_a_table_is_seen() -> None:
    assert asked(ast.parse("Unit.objects.all()\norg.Unit._default_manager.get()\nself.runs.all()")) == {"Unit"}

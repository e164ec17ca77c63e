"""Every fact is frozen, named for its app in the past tense, and tells itself in Vietnamese."""

from __future__ import annotations

import ast

from tests.consistency.source import apps, last_name, modules, place, tree

MARKS = frozenset("ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")


def keywords(call: ast.expr) -> dict[str, object]:
    """The constant keywords of a decorator."""
    given = call.keywords if isinstance(call, ast.Call) else []
    return {str(k.arg): k.value.value for k in given if isinstance(k.value, ast.Constant)}


def faults(declared: ast.ClassDef, app: str) -> list[str]:
    """What a class in a `facts` module lacks to be a fact of its app."""
    decorators = {last_name(d): d for d in declared.decorator_list}
    fact, frozen = decorators.get("fact"), decorators.get("dataclass")
    kind = fact.args[0].value if isinstance(fact, ast.Call) and isinstance(fact.args[0], ast.Constant) else ""
    says = next((f for f in declared.body if isinstance(f, ast.FunctionDef) and f.name == "says"), declared)
    words = "".join(n.value for n in ast.walk(says) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [
        fault
        for fault, here in {
            f"is not declared as a fact of {app}": not str(kind).startswith(f"{app}."),
            "names no subject as app.model": "." not in str(fact and keywords(fact).get("subject", "")),
            "is not a frozen dataclass": not (frozen and keywords(frozen).get("frozen")),
            "does not say itself in Vietnamese": says is declared or not MARKS & set(words.lower()),
        }.items()
        if here
    ]


def facts_in(module: ast.Module) -> list[ast.ClassDef]:
    """The classes of a `facts` module, without those that only others there build on."""
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    shared = {last_name(base) for declared in classes for base in declared.bases}
    return [declared for declared in classes if declared.name not in shared]


def test_every_fact_is_frozen_and_says_itself_in_vietnamese() -> None:
    declared = [
        (path, node, app.name) for app in apps() for path in modules(app, "facts") for node in facts_in(tree(path))
    ]
    assert declared
    found = {f"{place(path)}:{node.name}": faults(node, app) for path, node, app in declared}
    assert not {name: lacking for name, lacking in found.items() if lacking}


def test_a_planted_fact_that_is_none_is_caught() -> None:
    planted = ast.parse(
        "@fact('people.begun', subject='unit')\n@dataclass\nclass Begun:\n    def says(self): return 'It began.'\n"
    ).body[0]
    assert isinstance(planted, ast.ClassDef)
    assert len(faults(planted, "org")) == 4

"""What stands behind an address: door, verbs, facts and tests, all found in the code and kept in no table."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from motcua.access import rights
from motcua.access.rights import ROLE_NAMES
from motcua.ui.api.house import doors_of
from motcua.upkeep.reading import names, testing
from motcua.upkeep.reading.names import Found, instantiated, mentioned
from motcua.upkeep.reading.routes import Route, door_of, find, source_of
from motcua.upkeep.reading.source import HOUSE, last_name, modules, tree
from motcua.upkeep.reading.verbs import called, functions
from motcua.upkeep.types import Explained, FactTold, Place, VerbTold

METHODS = {"require_GET": ("GET",), "require_POST": ("POST",), "require_safe": ("GET", "HEAD")}


def explain(asked: str, on: date) -> Explained:
    """Everything about the route of a path, a URL or a name; the law of its door as it stands on a day."""
    route = find(asked)
    views = [found for each in route.functions if (found := _view(each))]
    first = views[0] if views else None
    answering = route.functions[0]
    reached = list(_reached(views, lambda found: found.kind == "web" or found.kind == "api"))
    verbs = [_verb(found) for found in _unique(reached) if _is_verb(found)]
    sees = sorted({f"{each.app}.policy.{each.name}" for each in reached if _is_policy(each)})
    return Explained(
        route=f"/{route.pattern}",
        name=route.name,
        route_place=route.place or (first.place if first else None),  # routers of the API are in no URL conf
        view=f"{answering.__module__}.{answering.__qualname__}",
        view_place=first.place if first else None,
        says=_first_line(first) if first else "",
        methods=tuple(name for each in route.operations for name in each.methods) or _methods(views),
        door=_door_of_route(route, on) | {"sees": sees},
        verbs=tuple(verbs),
        tests=tuple(testing.tests_of(route, _own(first, verbs))),
    )


def _own(view: Found | None, verbs: list[VerbTold]) -> list[str]:
    """The verbs by which tests are looked for: of the view's own app where it calls any, since others are helpers."""
    every = [verb.name for verb in verbs]
    return [name for name in every if view and name.startswith(f"{view.app}.")] or every


def _view(function: Any) -> Found | None:
    """The function or class behind a view as a thing of ours."""
    source = source_of(function)
    if source is None:
        return None
    return names.meant(f"{names.module_of(source)}.{function.__qualname__.partition('.')[0]}")


def _first_line(found: Found) -> str:
    has = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    told = ast.get_docstring(found.node) if isinstance(found.node, has) else None
    return (told or "").partition("\n")[0]


def _is_verb(found: Found) -> bool:
    return found.kind == "actions" and isinstance(found.node, ast.FunctionDef) and not found.name.startswith("_")


def _is_policy(found: Found) -> bool:
    return found.kind == "policy" and isinstance(found.node, ast.FunctionDef)


def _reached(begun: Iterable[Found], goes_on: Callable[[Found], bool]) -> Iterator[Found]:
    """What these things name, and what is named by those of it that are of the same kind of thought, and so on."""
    waiting, seen = list(begun), set[tuple[str, str]]()
    while waiting:
        found = waiting.pop(0)
        for other in mentioned(found):
            if (other.module, other.name) not in seen:
                seen.add((other.module, other.name))
                yield other
                if goes_on(other):
                    waiting.append(other)


def _unique(found: Iterable[Found]) -> list[Found]:
    return list({(each.module, each.name): each for each in found}.values())


def _verb(verb: Found) -> VerbTold:
    """A verb, the policy it asks, and the facts that it and the verbs it calls record."""
    assert isinstance(verb.node, ast.FunctionDef)
    inside = [verb, *(f for f in _reached([verb], lambda f: f.kind == "actions") if f.kind == "actions")]
    facts = _unique(each for part in inside for each in instantiated(part) if each.kind == "facts")
    paths = modules(HOUSE / verb.app, "actions")
    helpers = {function.name: function for path in paths for function in functions(tree(path))}
    asked = {name for name in called(verb.node, helpers) if name.startswith(("policy.must", "rights.must"))}
    return VerbTold(
        name=f"{verb.app}.{verb.name}",
        says=_first_line(verb),
        place=verb.place,
        asks=tuple(sorted(f"{verb.app}.{name}" if name.startswith("policy") else name for name in asked)),
        facts=tuple(told for each in facts if (told := _fact(each))),
    )


def _fact(found: Found) -> FactTold | None:
    assert isinstance(found.node, ast.ClassDef)
    for decorator in found.node.decorator_list:
        if isinstance(decorator, ast.Call) and last_name(decorator) == "fact":
            kind = decorator.args[0]
            assert isinstance(kind, ast.Constant)
            return FactTold(str(kind.value), found.name, _sentence(found.node), found.place)
    return None


def _sentence(declared: ast.ClassDef) -> str:
    """What `says` answers, with its gaps as in the code: `Đã nhận xử lý bước «{step}».`"""
    says = next((f for f in declared.body if isinstance(f, ast.FunctionDef) and f.name == "says"), None)
    answers = [n.value for n in ast.walk(says) if isinstance(n, ast.Return) and n.value] if says else []
    return _words(answers[-1]) if answers else ""


def _words(expression: ast.expr) -> str:
    if isinstance(expression, ast.Constant):
        return str(expression.value)
    if isinstance(expression, ast.JoinedStr):
        return "".join(_words(part) for part in expression.values)
    if isinstance(expression, ast.FormattedValue):
        return f"{{{ast.unparse(expression.value)}}}".replace("self.", "")
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Add):
        return _words(expression.left) + _words(expression.right)
    return f"{{{ast.unparse(expression)}}}".replace("self.", "")


def _methods(views: list[Found]) -> tuple[str, ...]:
    """Which methods a view takes, by its decorators; nothing where it takes all."""
    for view in views:
        for decorator in getattr(view.node, "decorator_list", ()):
            name = last_name(decorator)
            if name in METHODS:
                return METHODS[name]
            if name == "require_http_methods" and isinstance(decorator, ast.Call):
                return tuple(ast.literal_eval(decorator.args[0]))
    return ()


def _door_of_route(route: Route, on: date) -> dict[str, Any]:
    """The door of a page; of an address of the API that of its first operation, and those of all by method."""
    doors = [(methods, _door(found, on)) for methods, found in doors_of(route.view)]
    if not doors:
        return _door(door_of(route.view), on)
    return doors[0][1] | {"operations": {methods: door["says"] for methods, door in doors}}


def _door(found: tuple[str, str | None] | None, on: date) -> dict[str, Any]:
    """Who may come in, in words: public and why, staff or programs, or the holders of a right, with its law."""
    if found is None:
        return {"kind": "library", "says": "do thư viện giữ cửa (đăng nhập, đăng xuất, bảo mật tài khoản)"}
    kind, detail = found
    who = "chương trình" if kind == "client" else "cán bộ"
    if kind == "public":
        return {"kind": "public", "says": f"mọi người: {detail}"}
    if detail is None:
        return {"kind": kind, "says": f"mọi {who} đã đăng nhập"}
    right = next(each for each in rights.rights() if each.code == detail)
    roles = [ROLE_NAMES[role] for role in sorted(right.roles)]
    return {
        "kind": "right",
        "right": right.code,
        "says": f"{who} có quyền {right.words}",
        "roles": roles,
        "law": right.cited(on),
        "place": _declared(right.code),
    }


def _declared(code: str) -> str | None:
    """Where a right is declared."""
    for source in HOUSE.glob("*/policy.py"):
        for call in ast.walk(tree(source)):
            if isinstance(call, ast.Call) and last_name(call) == "declare" and call.args:
                first = call.args[0]
                if isinstance(first, ast.Constant) and first.value == code:
                    return str(Place(source.relative_to(HOUSE.parent).as_posix(), call.lineno))
    return None

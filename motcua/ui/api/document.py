"""The OpenAPI document: ninja's, with problems under their own media type, and as chapters for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from motcua.ui.problems import PROBLEM, TITLES

WORDS = {200: "Được", 201: "Đã tạo", 204: "Được, không có nội dung", **TITLES}
HEADERS = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "Cách xác thực."}},
    429: {"Retry-After": {"schema": {"type": "integer"}, "description": "Số giây phải chờ."}},
}


class Document(OpenAPISchema):
    """The document of an API."""

    def responses(self, operation: Operation) -> dict[int, Any]:
        """Each answer in our words; a refusal is a problem document."""
        told: dict[int, Any] = super().responses(operation)
        for status, answer in told.items():
            answer["description"] = WORDS.get(status, answer["description"])
            if status >= 400 and "content" in answer:
                answer["content"] = {PROBLEM: next(iter(answer["content"].values()))}
            if status in HEADERS:
                answer["headers"] = HEADERS[status]
        return told


def chapters(document: Document) -> list[dict[str, Any]]:
    """The operations by tag, in the order of the document, with all that the page shows of each."""
    found: dict[str, list[dict[str, Any]]] = {}
    for where, methods in document["paths"].items():
        for method, told in methods.items():
            for tag in told.get("tags", ["Khác"])[:1]:
                found.setdefault(tag, []).append(_section(method, where, told, document))
    return [
        {"id": f"phan-{number}", "title": tag, "operations": operations}
        for number, (tag, operations) in enumerate(found.items(), 1)
    ]


def _section(method: str, where: str, told: dict[str, Any], document: Document) -> dict[str, Any]:
    answers = [(int(status), answer) for status, answer in told["responses"].items()]
    return {
        "id": told["operationId"],
        "method": method.upper(),
        "path": where,
        "summary": told["summary"],
        "about": told.get("description", ""),
        "is_open": not told.get("security"),
        "parameters": [_parameter(each, document) for each in told["parameters"]],
        "sent": _contents(told.get("requestBody"), document),
        "given": [
            (status, answer["description"], _contents(answer, document)) for status, answer in answers if status < 400
        ],
        "refused": [(status, answer["description"]) for status, answer in answers if status >= 400],
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A field or parameter as the page tells it; one inside another is named with all that is around it."""

    name: str
    kind: str
    is_required: bool
    says: str
    where: str = ""


PLACES = {"path": "trong địa chỉ", "query": "sau dấu ?", "header": "đầu thư HTTP"}


def _parameter(told: dict[str, Any], document: Document) -> Told:
    schema = told["schema"]
    says = told.get("description") or schema.get("description", "")
    return Told(told["name"], _kind(schema, document), told["required"], says, PLACES.get(told["in"], told["in"]))


def _contents(part: Any, document: Document) -> list[tuple[str, list[Told]]]:
    """Each media type with the fields of what it holds; a file has none."""
    found: dict[str, Any] = (part or {}).get("content", {})
    return [(media, list(_fields(each["schema"], document))) for media, each in found.items()]


def _fields(schema: dict[str, Any], document: Document, outer: str = "") -> Iterator[Told]:
    """The fields of an object, each before those inside it: `papers`, `papers[].code`."""
    shape = _resolved(schema, document)
    must = set(shape.get("required", ()))
    for name, each in shape.get("properties", {}).items():
        full = f"{outer}{name}"
        yield Told(full, _kind(each, document), name in must, each.get("description", ""))
        inside, is_list = _inside(each)
        if full.count(".") < DEPTH:
            yield from _fields(inside, document, f"{full}{'[]' if is_list else ''}.")


DEPTH = 3
"""So far down fields are told."""


def _inside(schema: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """What a field holds that may have fields of its own, and whether it holds several."""
    if "anyOf" in schema:
        return next((_inside(each) for each in schema["anyOf"] if each.get("type") != "null"), ({}, False))
    if schema.get("type") == "array":
        return schema.get("items", {}), True
    return schema, False


def _resolved(schema: dict[str, Any], document: Document) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        return found
    return schema


WORDS_OF_KIND = {
    "string": "chuỗi",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "đúng/sai",
    "null": "null",
    "date": "ngày",
    "date-time": "thời điểm",
    "binary": "tệp",
}


def _kind(schema: dict[str, Any], document: Document) -> str:
    """`chuỗi`, `số nguyên`, `danh sách đối tượng`, `một trong: 1, 2, 3`."""
    if "anyOf" in schema:
        return " hoặc ".join(_kind(each, document) for each in schema["anyOf"])
    if "allOf" in schema:
        return _kind(schema["allOf"][0], document)
    shape = _resolved(schema, document)
    if values := shape.get("enum") or ([shape["const"]] if "const" in shape else []):
        return f"một trong: {', '.join(map(str, values))}"
    if shape.get("type") == "array":
        return f"danh sách {_kind(shape.get('items', {}), document)}"
    return WORDS_OF_KIND.get(shape.get("format", "")) or WORDS_OF_KIND.get(shape.get("type", ""), "đối tượng")

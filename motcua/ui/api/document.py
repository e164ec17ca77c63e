"""The OpenAPI document: ninja's, with problems under their own media type, and as chapters for the page."""

from __future__ import annotations

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
    return [{"title": tag, "operations": operations} for tag, operations in found.items()]


def _section(method: str, where: str, told: dict[str, Any], document: Document) -> dict[str, Any]:
    sent = [(media, _fields(each["schema"], document)) for media, each in _content(told.get("requestBody")).items()]
    return {
        "id": told["operationId"],
        "method": method.upper(),
        "path": where,
        "summary": told["summary"],
        "about": told.get("description", ""),
        "is_open": not told.get("security"),
        "parameters": [
            (each["name"], each["in"], each["required"], each["schema"].get("description", ""))
            for each in told["parameters"]
        ],
        "sent": sent,
        "answers": [
            (status, answer["description"], [_fields(each["schema"], document) for each in _content(answer).values()])
            for status, answer in told["responses"].items()
        ],
    }


def _content(part: Any) -> dict[str, Any]:
    found: dict[str, Any] = (part or {}).get("content", {})
    return found


def _fields(schema: dict[str, Any], document: Document) -> list[tuple[str, str, bool, str]]:
    """The fields of an object: name, kind, whether it must be there, what it is."""
    schema = _resolved(schema, document)
    must = set(schema.get("required", ()))
    return [
        (name, _kind(each, document), name in must, each.get("description", ""))
        for name, each in schema.get("properties", {}).items()
    ]


def _resolved(schema: dict[str, Any], document: Document) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        return found
    return schema


def _kind(schema: dict[str, Any], document: Document) -> str:
    """`chuỗi`, `số nguyên`, `danh sách PaperIn`, `PaperIn`."""
    words = {"string": "chuỗi", "integer": "số nguyên", "number": "số", "boolean": "đúng/sai", "null": "null"}
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in schema:
        return " hoặc ".join(_kind(each, document) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"danh sách {_kind(schema.get('items', {}), document)}"
    shape = {"date": "ngày", "date-time": "thời điểm", "binary": "tệp"}.get(schema.get("format", ""))
    return shape or words.get(str(schema.get("type", "")), "đối tượng")

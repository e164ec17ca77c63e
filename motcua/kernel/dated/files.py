"""Reads parameters kept as YAML: `<app>/parameters/*.yaml`, each file a mapping from code to parameter.

`docs/rules.md` describes the form. What does not have it is refused with file, code, day and what to write instead:
a rule that cannot be read must stop the product, not be guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from motcua.kernel.dated.rule import Kind, Rule, Standing, Value
from motcua.kernel.period import Period
from motcua.kernel.refusal import Malformed
from motcua.kernel.term import Term

_FIELDS = {"title", "meaning", "kind", "values", "unit", "words", "local", "bites"}
_NEEDED = ("title", "meaning", "kind", "values")
_VALUE_FIELDS = {"value", "basis", "status", "note", "until"}
_STANDINGS = (Standing.VERIFIED, Standing.REMEMBERED, Standing.ASSUMED)
_HOW = {
    Kind.COUNT: "một số nguyên, ví dụ 45",
    Kind.DECIMAL: 'một số trong dấu nháy, ví dụ "0.5"',
    Kind.TEXT: "một dòng chữ",
    Kind.TERM: "một thời hạn: 8h, 5d, 10c hoặc 1m",
    Kind.LIST: "một danh sách chữ hoặc số nguyên, không rỗng",
    Kind.MAPPING: "các cặp khóa và giá trị, giá trị là chữ hoặc số nguyên",
}


class BadParameter(Malformed):
    """A parameter that does not have the form it must have."""

    code = "bad_parameter"


def read_parameters(house: Path) -> Mapping[str, Rule]:
    """Every parameter of the apps in a folder, by code; a code belongs to one file only."""
    found: dict[str, Rule] = {}
    origin: dict[str, str] = {}
    for path in sorted(house.glob("*/parameters/*.yaml")):
        name = path.relative_to(house).as_posix()
        for code, entry in _mapping(_load(path, name), name).items():
            if code in found:
                raise BadParameter(f"Quy tắc «{code}» có trong cả {origin[code]} và {name}; hãy giữ lại một nơi.")
            found[code], origin[code] = _rule(code, entry, f"{name}, quy tắc {code}"), name
    return MappingProxyType(found)


def read_value(kind: Kind, raw: object) -> Any:
    """A value as files and local decisions keep it, in the type of its kind; else `Malformed`."""
    match kind, raw:
        case Kind.COUNT, int() if not isinstance(raw, bool):
            return raw
        case Kind.TEXT, str() if raw.strip():
            return raw
        case Kind.TERM, str():
            return Term.parse(raw)
        case Kind.DECIMAL, str():
            try:
                number = Decimal(raw)
            except InvalidOperation:
                number = Decimal("NaN")
            if number.is_finite():
                return number
        case Kind.LIST, list() if raw and all(map(_is_plain, raw)):
            return tuple(raw)
        case Kind.MAPPING, dict() if raw and all(isinstance(k, str) and _is_plain(v) for k, v in raw.items()):
            return MappingProxyType(dict(raw))
    raise Malformed(f"Giá trị «{raw}» không đúng loại; hãy ghi {_HOW[kind]}.", field="value")


class _Loader(yaml.SafeLoader):
    """YAML in which no key may be written twice: the last would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise BadParameter(f"khóa «{twice[0]}» được ghi hai lần; hãy giữ lại một.")
        return super().construct_mapping(node, deep)


def _load(path: Path, name: str) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except BadParameter as fault:
        raise BadParameter(f"{name}: {fault.says}") from None
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadParameter(f"Không đọc được tệp quy tắc {name}; hãy xem lại cách viết YAML.") from error


def _mapping(entry: object, where: str) -> dict[Any, Any]:
    if not isinstance(entry, dict) or not entry:
        raise BadParameter(f"{where}: phải là các cặp khóa và giá trị; hãy xem mẫu ở một tệp khác.")
    return entry


def _rule(code: object, entry: object, where: str) -> Rule:
    given = _mapping(entry, where)
    if not isinstance(code, str) or "." not in code:
        raise BadParameter(f"{where}: mã phải có dạng nhóm.tên; hãy đặt lại mã.")
    _must_have(given, _FIELDS, _NEEDED, where)
    if given["kind"] not in tuple(_HOW):
        raise BadParameter(f"{where}: không có loại «{given['kind']}»; hãy dùng {', '.join(_HOW)}.")
    kind, local = Kind(given["kind"]), given.get("local", False)
    if not isinstance(local, bool) or (local and not kind.is_single):
        raise BadParameter(f"{where}: «local» là true hoặc false; hãy chỉ ghi true cho count, decimal, text, term.")
    words = _texts(given.get("words"), f"{where}, words")
    return Rule(
        code=code,
        title=_text(given, "title", where),
        meaning=_text(given, "meaning", where),
        kind=kind,
        values=_values(kind, words, given["values"], where),
        unit=_text(given, "unit", where) if "unit" in given else "",
        words=words,
        local=local,
        bites=_texts(given.get("bites"), f"{where}, bites"),
    )


def _values(kind: Kind, words: Mapping[str, str], entry: object, where: str) -> tuple[Value, ...]:
    """The values in order; each ends where it says so, or where the next begins."""
    given = _mapping(entry, f"{where}, values")
    if misread := [day for day in given if type(day) is not date]:
        raise BadParameter(f"{where}: «{misread[0]}» không phải ngày; hãy viết dạng 2025-07-01.")
    starts = sorted(given)
    return tuple(
        _value(kind, words, start, following, given[start], f"{where}, ngày {start}")
        for start, following in zip(starts, [*starts[1:], None], strict=True)
    )


def _value(
    kind: Kind, words: Mapping[str, str], start: date, following: date | None, entry: object, where: str
) -> Value:
    given = _mapping(entry, where)
    _must_have(given, _VALUE_FIELDS, ("value", "basis", "status"), where)
    if given["status"] not in _STANDINGS:
        raise BadParameter(f"{where}: không có status «{given['status']}»; hãy dùng {', '.join(_STANDINGS)}.")
    until = given.get("until", following)
    if until is not None and (type(until) is not date or until <= start or (following and until > following)):
        raise BadParameter(f"{where}: «until» phải là ngày sau ngày bắt đầu và không sau giá trị kế tiếp; hãy sửa lại.")
    try:
        value = read_value(kind, given["value"])
    except Malformed as fault:
        raise BadParameter(f"{where}: {fault.says}") from None
    if stray := [item for item in _named(kind, value) if words and item not in words]:
        raise BadParameter(f"{where}: «{stray[0]}» không có trong words; hãy thêm tên gọi của nó.")
    if kind is Kind.MAPPING and not words:
        raise BadParameter(f"{where}: thiếu words; hãy ghi tên gọi của từng khóa.")
    note = _text(given, "note", where) if "note" in given else ""
    return Value(value, Period(start, until), _text(given, "basis", where), Standing(given["status"]), note)


def _named(kind: Kind, value: Any) -> list[str]:
    """What of a value must have a word: the keys of a mapping, the texts of a list, a text."""
    items = value if kind in (Kind.LIST, Kind.MAPPING) else [value]
    return [item for item in items if isinstance(item, str)]


def _must_have(given: dict[Any, Any], known: set[str], needed: tuple[str, ...], where: str) -> None:
    if strange := [key for key in given if key not in known]:
        raise BadParameter(f"{where}: có trường lạ «{strange[0]}»; hãy chỉ dùng {', '.join(sorted(known))}.")
    if missing := [key for key in needed if key not in given]:
        raise BadParameter(f"{where}: thiếu «{missing[0]}»; hãy ghi thêm.")


def _text(given: dict[Any, Any], key: str, where: str) -> str:
    text = given[key]
    if not isinstance(text, str) or not text.strip():
        raise BadParameter(f"{where}: «{key}» phải là một dòng chữ; hãy ghi lại, trong dấu nháy nếu cần.")
    return " ".join(text.split())


def _texts(entry: object, where: str) -> Mapping[str, str]:
    if entry is None:
        return MappingProxyType({})
    given = _mapping(entry, where)
    if any(not isinstance(key, str) for key in given):
        raise BadParameter(f"{where}: khóa phải là chữ; hãy đặt số trong dấu nháy.")
    return MappingProxyType({key: _text(given, key, where) for key in given})


def _is_plain(item: object) -> bool:
    return isinstance(item, str | int) and not isinstance(item, bool)

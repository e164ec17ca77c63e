"""The rules of a rule file: a relation written out, or one of the known kinds with its terms listed."""

from __future__ import annotations

from fractions import Fraction

from motcua.progress.declared.expressions import (
    Binary,
    Comparison,
    Extreme,
    Number,
    Term,
    names,
    read_relation,
    read_term,
    total,
)
from motcua.progress.declared.rulefile import Rule
from motcua.progress.declared.tree import Node, fields, key
from motcua.progress.types import Kind, Level


def spread(words: dict[str, str]) -> dict[str, str]:
    """Each accepted spelling to the one word it stands for."""
    return {spelling: word for word, spellings in words.items() for spelling in spellings.split()}


LEVELS = {
    word: level
    for level, spellings in {
        Level.ERROR: "loi error sai errors",
        Level.WARNING: "canh_bao warning warn",
        Level.QUESTION: "goi_y question hint info cau_hoi hoi",
    }.items()
    for word in spellings.split()
}
_KINDS = spread({
    "sum": "sum tong cong", "ratio": "ratio ty_le ti_le", "difference": "difference hieu chenh_lech",
    "part_of": "part_of phan_cua thuoc", "identity": "identity bang dong_nhat", "target": "target muc_tieu chi_tieu",
    "balance": "balance can_doi", "percent_sum": "percent_sum tong_ty_le tong_phan_tram",
    "mean_bound": "mean_bound trung_binh can_trung_binh",
})  # fmt: skip
_FIELDS = spread({
    "expr": "expr bieu_thuc cong_thuc formula", "kind": "kind loai type", "level": "level muc muc_do",
    "strict": "strict chat nghiem_ngat", "missing": "missing thieu", "label": "label nhan ten says note message ghi_chu loi_nhan",
    "of": "of cua total whole mean result", "parts": "parts gom thanh_phan terms figures cac_so", "part": "part phan",
    "num": "num numerator tu tu_so", "den": "den denominator mau mau_so base", "value": "value gia_tri figure so",
    "from": "from minuend tu_so_cu", "less": "less subtrahend tru", "goal": "goal at_least dat it_nhat", "id": "key id ma khoa name",
    "opening": "opening ton_dau dau_ky", "new": "new in vao moi", "out": "out ra giam", "closing": "closing ton_cuoi cuoi_ky",
    **{word: f"{word} {word.replace('_', '')}" for word in ("balance", "percent_sum", "part_of", "mean_bound")},
    "sum": "sum", "ratio": "ratio", "difference": "difference", "identity": "identity", "target": "target",
}) | {"can_doi": "balance", "tong_ty_le": "percent_sum", "phan_cua": "part_of", "bang": "identity", "tong": "sum",
      "hieu": "difference", "muc_tieu": "target", "ty_le": "ratio", "trung_binh": "mean_bound"}  # fmt: skip
_SAID = {"sum": Kind.SUM, "ratio": Kind.RATIO, "difference": Kind.DIFFERENCE, "part_of": Kind.PART_OF}
_SAID |= {"identity": Kind.IDENTITY, "target": Kind.TARGET, "balance": Kind.SUM, "percent_sum": Kind.PERCENT_SUM}
_SAID |= {"mean_bound": Kind.PART_OF}
_MISSING = spread({"skip": "skip bo_qua ignore", "zero": "zero coi_0 0 nought", "error": "error loi"})
_TRUE, _FALSE = {"true", "yes", "co", "dung", "1", "on"}, {"false", "no", "khong", "sai", "0", "off", ""}


def read_rule(name: str, row: Node) -> Rule:
    """One rule; refused with its line where it says nothing that can be checked."""
    has = {"expr": row} if row.text is not None else fields(row, _FIELDS)
    said = key(has["kind"].words()) if "kind" in has else ""
    if said and said not in _KINDS:
        has["kind"].refuse(f"không có loại quy tắc «{has['kind'].words()}»; các loại là {', '.join(_SAID)}")
    kind = _KINDS.get(said, "")
    stated = next((word for word in _SAID if word in has), "")
    if "expr" in has:
        listed = has["expr"].items or (has["expr"],)
        found = tuple(each for part in listed for each in read_relation(part))
    elif stated and has[stated].text is not None:
        kind = stated
        found = read_relation(has[stated])
    elif stated:
        kind = stated
        content = has[stated]
        found = (
            _from_list(content, kind)
            if content.items is not None
            else _from_names(content, kind, fields(content, _FIELDS))
        )
    elif kind:
        found = _from_list(has["parts"], kind) if _bare_list(has) else _from_names(row, kind, has)
    else:
        row.refuse("quy tắc phải có «expr» hoặc một loại như balance, sum, percent_sum kèm các số liệu")
    strict = key(has["strict"].words()) if "strict" in has else "false"
    if strict not in _TRUE | _FALSE:
        has["strict"].refuse("strict chỉ nhận true hoặc false")
    missing = key(has["missing"].words()) if "missing" in has else "skip"
    if missing not in _MISSING:
        has["missing"].refuse("missing chỉ nhận bỏ qua, coi 0 hoặc lỗi")
    if "level" in has and key(has["level"].words()) not in LEVELS:
        has["level"].refuse(f"không có mức «{has['level'].words()}»; hãy viết lỗi, cảnh báo hoặc gợi ý")
    level = LEVELS[key(has["level"].words())] if "level" in has else Level.ERROR
    label = has["label"].words() if "label" in has else ""
    return Rule(name, found, _SAID.get(kind) or _seen(found[0]), level, strict in _TRUE, _MISSING[missing], label)


def _bare_list(has: dict[str, Node]) -> bool:
    return "parts" in has and not {"of", "value", "part"} & has.keys()


def _terms(node: Node) -> list[Term]:
    return [read_term(part) for part in node.items] if node.items is not None else [read_term(node)]


def _from_list(content: Node, kind: str) -> tuple[Comparison, ...]:
    """A kind whose terms are listed: the whole, the result or the part first; a balance from opening to closing."""
    terms = _terms(content)
    least = {"percent_sum": 2, "part_of": 2, "identity": 2, "target": 2, "sum": 2}.get(kind, 3)
    if len(terms) < least:
        content.refuse(f"loại «{kind}» cần ít nhất {least} số liệu")
    first, second, *rest = terms
    match kind:
        case "balance":
            return (Comparison(Binary("+", first, second), "==", total(rest)),)
        case "sum":
            return (Comparison(first, "==", total(terms[1:])),)
        case "percent_sum":
            return (Comparison(total(terms), "==", Number(Fraction(100))),)
        case "part_of":
            return tuple(Comparison(part, "<=", terms[-1]) for part in terms[:-1])
        case "identity":
            return tuple(Comparison(first, "==", other) for other in terms[1:])
        case "difference":
            return (Comparison(first, "==", Binary("-", second, total(rest))),)
        case "ratio":
            return (Comparison(first, "==", Binary("/", second, rest[0])),)
        case "target":
            return (Comparison(first, ">=", second),)
        case _:
            return _mean(first, terms[1:])


def _mean(mean: Term, parts: list[Term]) -> tuple[Comparison, ...]:
    least, greatest = Extreme(greatest=False, terms=tuple(parts)), Extreme(greatest=True, terms=tuple(parts))
    return Comparison(least, "<=", mean), Comparison(mean, "<=", greatest)


def _from_names(row: Node, kind: str, has: dict[str, Node]) -> tuple[Comparison, ...]:
    """A kind whose terms are named: of and parts, num and den, opening and closing."""

    def one(*words: str) -> Term:
        for word in words:
            if word in has:
                return total(_terms(has[word]))
        row.refuse(f"loại «{kind}» phải có «{words[0]}»")

    def listed(*words: str) -> list[Term]:
        return _terms(has[next(word for word in words if word in has)]) if set(words) & has.keys() else [one(words[0])]

    match kind:
        case "balance":
            out = total([*listed("out"), one("closing")])
            return (Comparison(Binary("+", one("opening"), one("new")), "==", out),)
        case "sum":
            return (Comparison(one("of", "value"), "==", total(listed("parts", "part"))),)
        case "percent_sum":
            goal = one("of") if "of" in has else Number(Fraction(100))
            return (Comparison(total(listed("parts", "part")), "==", goal),)
        case "part_of":
            return tuple(Comparison(part, "<=", one("of", "from")) for part in listed("part", "parts", "value"))
        case "identity":
            return tuple(Comparison(one("of", "value"), "==", other) for other in listed("parts", "part"))
        case "difference":
            return (Comparison(one("of", "value"), "==", Binary("-", one("from", "num"), one("less", "den"))),)
        case "ratio":
            return (Comparison(one("of", "value"), "==", Binary("/", one("num"), one("den"))),)
        case "target":
            return (Comparison(one("value", "part", "of"), ">=", one("goal", "target")),)
        case _:
            return _mean(one("of", "value"), listed("parts", "part"))


def _seen(relation: Comparison) -> Kind:
    """The kind of a relation that was written out, by its shape."""
    left, right = relation.left, relation.right
    operators = _operators(left) | _operators(right)
    if relation.operator != "==":
        bare = not operators and not any(isinstance(side, Number) for side in (left, right))
        return Kind.PART_OF if bare and relation.operator in {"<=", "<", ">=", ">"} else Kind.TARGET
    if "/" in operators or "*" in operators:
        return Kind.RATIO
    if Number(Fraction(100)) in (left, right) and len(list(names(relation))) > 1:
        return Kind.PERCENT_SUM
    if "+" in operators:
        return Kind.SUM
    return Kind.DIFFERENCE if "-" in operators else Kind.IDENTITY


def _operators(term: Term) -> set[str]:
    if isinstance(term, Binary):
        return {term.operator} | _operators(term.left) | _operators(term.right)
    return set()

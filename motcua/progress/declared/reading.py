"""The reader of rule files: every keyword in Vietnamese or English, every mistake refused with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from motcua.kernel.text import fold
from motcua.progress.declared import relations
from motcua.progress.declared.expressions import Binary, Number, Term, names, read_relation, read_term, total
from motcua.progress.declared.relations import LEVELS, spread
from motcua.progress.declared.rulefile import BALANCE, HALF_UP, Breakdown, Claim, Figure, Ratio, Rule, RuleFile, Section
from motcua.progress.declared.templates import compile_template
from motcua.progress.declared.tree import Node, fields, key, parse, spelt
from motcua.progress.types import BadRules, Level

_PARTS = spread({
    "sections": "sections section phan muc cac_phan", "figures": "figures figure so_lieu chi_tieu chi_so",
    "breakdowns": "breakdowns breakdown phan_to co_cau phan_chia cach_chia", "ratios": "ratios ratio ty_le ti_le",
    "rules": "rules rule quy_tac rang_buoc", "claims": "claims claim cau menh_de cau_mau cac_cau",
    "": "title name version description note notes meta ten tieu_de phien_ban mo_ta ghi_chu bao_cao report",
})  # fmt: skip
_SECTION = spread({"period": "period ky thoi_ky thoi_gian", "scope": "scope pham_vi", "figures": "figures so_lieu"})
_FIGURE = spread({
    "label": "label nhan ten ten_goi name", "unit": "unit don_vi don_vi_tinh", "kind": "kind loai",
    "query": "query truy_van nguon", "expr": "expr bieu_thuc cong_thuc formula", "round": "round lam_tron so_le decimals",
    "section": "section phan muc", "period": "period ky", "id": "key id ma khoa",
})  # fmt: skip
_BREAKDOWN = spread({
    "of": "of cua tong total whole", "parts": "parts gom thanh_phan cac_phan phan", "round": "round lam_tron so_le decimals",
    "policy": "policy cach_lam_tron cach", "level": "level muc muc_do", "label": "label nhan ten name", "id": "key id ma khoa",
})  # fmt: skip
_RATIO = spread({
    "num": "num numerator tu tu_so", "den": "den denominator mau mau_so base", "round": "round lam_tron so_le decimals",
    "label": "label nhan ten name", "unit": "unit don_vi", "per": "per factor tren he_so", "level": "level muc muc_do",
    "expr": "expr bieu_thuc cong_thuc", "id": "key id ma khoa",
})  # fmt: skip
_CLAIM = spread({
    "text": "text cau loi mau template", "needs": "needs need can dieu_kien", "requires": "requires require doi phai_co dua_vao",
    "level": "level muc muc_do", "section": "section phan muc", "id": "key id ma khoa name ten",
})  # fmt: skip
_FORMS = spread({
    "flow": "flow phat_sinh dong luong", "stock": "stock ton thoi_diem so_du", "date": "date ngay",
    "text": "text chu van_ban", "": "rate ratio number so ty_le percent count",
})  # fmt: skip
_POLICIES = {"half_up": HALF_UP, "balance100": BALANCE, "lam_tron_thuong": HALF_UP, "thuong": HALF_UP}
_POLICIES |= {"can_bang_100": BALANCE, "can_bang": BALANCE, "half_up|balance100": HALF_UP}
_DATED = set(
    [
        "tu",
        "den",
        "toi",
        "ngay",
        "thang",
        "nam",
        "quy",
        "ky",
        "from",
        "to",
        "date",
        "start",
        "end",
        "day",
        "month",
        "year",
        "until",
        "since",
        "moc",
    ]
)
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_MOST_SLOTS = 200
_HUNDRED = Number(Fraction(100))


def read(source: str) -> RuleFile:
    """A rule file, sound and complete; `BadRules` names the line and what to write instead."""
    top = parse(source)
    if top.named is None:
        top.refuse("tệp quy tắc phải gồm các phần figures, breakdowns, ratios, rules, claims")
    for name, part in top.named.items():
        if key(name) not in _PARTS:
            part.refuse(f"không có phần «{name}»; các phần là sections, figures, breakdowns, ratios, rules, claims")
    return _Reader(fields(top, _PARTS)).file()


class _Reader:
    """Reads part by part, then asks whether every name means something."""

    def __init__(self, parts: dict[str, Node]) -> None:
        self.parts = parts
        self.known: set[str] = set()

    def file(self) -> RuleFile:
        """Everything; figures and ratios first, because the others name them."""
        figure_rows, ratio_rows = list(self._rows("figures", "figure")), list(self._rows("ratios", "ratio"))
        for name, row in [*figure_rows, *ratio_rows]:
            if not _NAME.fullmatch(name):
                row.refuse(f"tên «{name}» phải bắt đầu bằng chữ và chỉ gồm chữ, số, dấu gạch dưới")
            if name in self.known:
                row.refuse(f"tên «{name}» khai hai lần")
            self.known.add(name)
        file = RuleFile(
            sections={name: self._section(name, row) for name, row in self._rows("sections", "section")},
            figures={name: self._figure(name, row) for name, row in figure_rows},
            breakdowns={name: self._breakdown(name, row) for name, row in self._rows("breakdowns", "breakdown")},
            ratios={name: self._ratio(name, row) for name, row in ratio_rows},
        )
        self._refuse_circles(file)
        for name, row in self._rows("rules", "rule"):
            file.rules[name] = self._rule(name, row)
        for name, row in self._rows("claims", "c"):
            file.claims[name] = self._claim(name, row, file)
        if not file.claims and not file.rules and not file.figures:
            raise BadRules("Tệp quy tắc không khai số liệu, quy tắc hay câu nào; hãy khai ít nhất figures và claims.")
        return file

    def _rows(self, part: str, prefix: str) -> Iterable[tuple[str, Node]]:
        node = self.parts.get(part)
        return node.entries(prefix) if node else ()

    def _section(self, name: str, row: Node) -> Section:
        has = fields(row, _SECTION)
        start = end = None
        if "period" in has and (written := has["period"].words().strip()):
            days = re.findall(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{4}", written)
            try:
                read_days = [_day(day) for day in days]
            except ValueError:
                has["period"].refuse(f"không có ngày nào như trong «{written}»")
            if len(read_days) == 2:
                start, end = read_days
                if start > end:
                    has["period"].refuse("ngày đầu kỳ đứng sau ngày cuối kỳ")
        return Section(name, start, end, has["scope"].words() if "scope" in has else "")

    def _figure(self, name: str, row: Node) -> Figure:
        if row.text is not None:
            return Figure(name, row.text)
        has = fields(row, _FIGURE)
        said = {word: has[word].words().strip() for word in ("label", "unit", "kind", "query") if word in has}
        kind = _FORMS.get(key(said.get("kind", "")), "?" if said.get("kind") else "")
        if kind == "?":
            has["kind"].refuse(f"không có loại «{said['kind']}»; hãy viết flow (phát sinh) hoặc stock (thời điểm)")
        return Figure(
            name,
            said.get("label", ""),
            said.get("unit", ""),
            kind=kind,
            query=said.get("query", ""),
            form=kind if kind in {"date", "text"} else "number",
            term=self._term(has["expr"]) if "expr" in has else None,
            places=_whole(has["round"], 0, 9) if "round" in has else None,
        )

    def _breakdown(self, name: str, row: Node) -> Breakdown:
        has = fields(row, _BREAKDOWN)
        for word in ("of", "parts"):
            if word not in has:
                row.refuse(f"phân tổ phải có «{word}»")
        of, parts = self._figure_name(has["of"]), tuple(self._figure_name(part) for part in _several(has["parts"]))
        if not parts:
            has["parts"].refuse("phân tổ phải có ít nhất một thành phần")
        if twice := {part for part in parts if parts.count(part) > 1}:
            has["parts"].refuse(f"thành phần «{min(twice)}» kể hai lần")
        policy = has["policy"].words() if "policy" in has else HALF_UP
        if fold(policy).replace(" ", "_") not in _POLICIES:
            has["policy"].refuse(f"không có cách làm tròn «{policy}»; hãy viết half_up hoặc balance100")
        places = _whole(has["round"], 0, 9) if "round" in has else 2
        return Breakdown(name, of, parts, places, _POLICIES[fold(policy).replace(" ", "_")], _level(has))

    def _ratio(self, name: str, row: Node) -> Ratio:
        has = {"expr": row} if row.text is not None else fields(row, _RATIO)
        if "expr" in has:
            term = _without_hundred(self._term(has["expr"]))
            if not (isinstance(term, Binary) and term.operator == "/"):
                row.refuse("tỷ lệ phải là một phép chia, như «dang / giao»")
            num, den = term.left, term.right
        elif "num" in has and "den" in has:
            num = total([self._term(part) for part in _several(has["num"])] or [self._term(has["num"])])
            den = total([self._term(part) for part in _several(has["den"])] or [self._term(has["den"])])
        else:
            row.refuse("tỷ lệ phải có tử «num» và mẫu «den»")
        unit = has["unit"].words().strip() if "unit" in has else "%"
        factor = {"%": 100, "phần trăm": 100, "‰": 1000, "": 100}.get(unit, 100 if unit.startswith("%") else 1)
        if "per" in has:
            factor = _whole(has["per"], 1, 10**9)
        label = has["label"].words() if "label" in has else ""
        places = _whole(has["round"], 0, 9) if "round" in has else 2
        return Ratio(name, label, num, den, places, factor, unit or "%", _level(has))

    def _rule(self, name: str, row: Node) -> Rule:
        rule = relations.read_rule(name, row)
        for relation in rule.relations:
            self._known(row, relation.left, relation.right)
        return rule

    def _claim(self, name: str, row: Node, file: RuleFile) -> Claim:
        has = {"text": row} if row.text is not None else fields(row, _CLAIM)
        if "text" not in has:
            row.refuse("câu phải có «text»")
        text = has["text"].words()
        try:
            template = compile_template(text)
        except ValueError as error:
            has["text"].refuse(str(error))
        if len(template.slots) > _MOST_SLOTS:
            has["text"].refuse(f"câu có quá {_MOST_SLOTS} ô; hãy tách thành nhiều câu")
        for slot in template.slots:
            if slot.name not in self.known and not _dated(slot.name):
                has["text"].refuse(f"ô «{{{slot.name}}}» không có trong figures hay ratios")
        needs = tuple(each for part in _several(has.get("needs")) for each in read_relation(part))
        for need in needs:
            self._known(has["needs"], need.left, need.right)
        requires = tuple(_rule_name(part, file) for part in _several(has.get("requires"), commas=True))
        section = spelt(has["section"].words()) if "section" in has else ""
        if section and section not in file.sections:
            has["section"].refuse(f"không có phần «{section}» trong sections")
        words_level = _level(has) if "level" in has else Level.WARNING
        return Claim(name, text, template, needs, requires, _level(has), words_level, section)

    # Names -------------------------------------------------------------------------------------------------

    def _term(self, node: Node) -> Term:
        term = read_term(node)
        self._known(node, term)
        return term

    def _figure_name(self, node: Node) -> str:
        name = spelt(node.words())
        if name not in self.known:
            node.refuse(f"không có số liệu «{name}» trong figures hay ratios")
        return name

    def _known(self, node: Node, *terms: Term) -> None:
        for name in (each.name for term in terms for each in names(term)):
            if name not in self.known and not (
                name.endswith((".value", ".printed")) and name.rpartition(".")[0] in self.known
            ):
                node.refuse(f"không có số liệu «{name}» trong figures hay ratios")

    def _refuse_circles(self, file: RuleFile) -> None:
        leads: dict[str, set[str]] = {}
        for figure in file.figures.values():
            leads[figure.name] = {each.name.split(".")[0] for each in names(figure.term)} if figure.term else set()
        for ratio in file.ratios.values():
            leads[ratio.name] = {each.name.split(".")[0] for term in (ratio.num, ratio.den) for each in names(term)}
        _refuse_circle(leads, "được tính từ chính nó; hãy bỏ một công thức", self.parts)
        wholes: dict[str, set[str]] = {}
        for breakdown in file.breakdowns.values():
            wholes.setdefault(breakdown.of, set()).update(breakdown.parts)
        _refuse_circle(wholes, "là thành phần của chính nó; hãy xem lại các phân tổ", self.parts)


def _refuse_circle(leads: dict[str, set[str]], why: str, parts: dict[str, Node]) -> None:
    done: set[str] = set()
    for start in leads:
        path, stack = [start], [iter(sorted(leads[start] - done))]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                done.add(path.pop())
                stack.pop()
            elif step in path:
                circle = " → ".join([*path[path.index(step) :], step])
                node = parts.get("breakdowns" if "thành phần" in why else "figures") or next(iter(parts.values()))
                named = (node.named or {}).get(step, node)
                named.refuse(f"«{step}» {why} ({circle})")
            elif step not in done:
                path.append(step)
                stack.append(iter(sorted(leads.get(step, set()) - done)))


def _without_hundred(term: Term) -> Term:
    """`a / b` from `a / b * 100`, `100 * a / b` and `a * 100 / b`."""
    if not isinstance(term, Binary):
        return term
    if term.operator == "*" and _HUNDRED in (term.left, term.right):
        return term.left if term.right == _HUNDRED else term.right
    if term.operator == "/":
        return Binary("/", _without_hundred(term.left), term.right)
    return term


def _several(node: Node | None, *, commas: bool = False) -> list[Node]:
    """The items of a list; a lone text is a list of one, or of what stands between its commas."""
    if node is None:
        return []
    if node.items is not None:
        return list(node.items)
    written = node.words()
    parts = written.split(",") if commas or ("," in written and not re.search(r"\d,\d", written)) else [written]
    return [Node(node.line, node.place, text=part.strip()) for part in parts if part.strip()]


def _whole(node: Node, least: int, most: int) -> int:
    written = node.words().strip()
    if not re.fullmatch(r"\d{1,10}", written) or not least <= int(written) <= most:
        node.refuse(f"chỗ này phải là số nguyên từ {least} đến {most}")
    return int(written)


def _level(has: dict[str, Node]) -> Level:
    if "level" not in has:
        return Level.ERROR
    written = has["level"].words()
    if key(written) not in LEVELS:
        has["level"].refuse(f"không có mức «{written}»; hãy viết lỗi, cảnh báo hoặc gợi ý")
    return LEVELS[key(written)]


def _rule_name(node: Node, file: RuleFile) -> str:
    name = re.sub(r"^(?:rule|quy tắc)\s+", "", spelt(node.words()), flags=re.IGNORECASE)
    if name not in file.rules:
        node.refuse(f"câu dựa vào quy tắc «{name}» mà rules không có")
    return name


def _dated(name: str) -> bool:
    return bool(_DATED & set(re.split(r"[_\d.]+", fold(name))))


def _day(written: str) -> date:
    if "-" in written:
        year, month, day = (int(part) for part in written.split("-"))
    else:
        day, month, year = (int(part) for part in written.split("/"))
    return date(year, month, day)

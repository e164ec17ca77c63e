"""The figures of control: as reported, open to exactly their rows, closing as balances, and told where they do not."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from motcua.kernel.refusal import Malformed
from motcua.ledger import figures
from motcua.ledger.figures import Number, Scope
from motcua.org.queries import unit_by_slug
from motcua.procedures.models import Listing, PublicationDecision, ReviewItem
from tests.control.test_pages import said, words
from tests.walk.pages import read, sit_as
from tests.world import MONDAY, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("control", "monday")]
DAY, BEGUN = MONDAY.date(), date(2021, 9, 28)
CONTROL, CLERK = "/kiem-soat-tthc/", "canbo.motcua"
OWN = [each.name for each in figures.figures("procedures")]
OUTCOMES = "Đã rà soát bằng bãi bỏ, sửa đổi, thay thế và giữ nguyên"
LIST = "Đã ra khỏi danh mục bằng có quyết định bãi bỏ đã có hiệu lực"


def scope(first: date = BEGUN, last: date = DAY, unit: str = "", **narrowed: str) -> Scope:
    unit_id = unit_by_slug(unit, DAY).id if unit else None
    narrowed = {name.replace("_", "-"): value for name, value in narrowed.items()}
    return figures.scope(figures.days(first, last), as_of=MONDAY, unit_id=unit_id, narrowed=narrowed)


def numbers(within: Scope, *names: str) -> list[Number]:
    return [figures.count(f"procedures.{name}", within) for name in names]


def ratio(name: str, within: Scope) -> str:
    (found,) = [each for each in figures.rated(None, within) if each.ratio.name == f"procedures.share_{name}"]
    return f"{found.share} của {found.base.title}"


SCOPES: dict[str, dict[str, Any]] = {
    "all": {},
    "to the end of 2023": {"last": date(2023, 12, 31)},
    "since 2024": {"first": date(2024, 1, 1)},
    "the first day": {"last": BEGUN},
    "land": {"linh_vuc": "Đất đai"},
    "trade": {"bo": "Bộ Công thương"},
    "the plan of 2023": {"nam": "2023"},
    "an agency": {"unit": "so-tu-phap"},
    "without a decision": {"quyet_dinh": "-"},
}
every_scope = pytest.mark.parametrize("given", SCOPES.values(), ids=SCOPES.keys())


def test_the_reported_figures_come_from_records() -> None:
    assert numbers(scope(), "abolished", "amended", "listed", "standing") == [175, 759, 1777, 1602]
    assert ratio("simplified", scope()) == "52,56% của Thủ tục trong danh mục, kể cả đã bãi bỏ"
    land = scope(linh_vuc="Đất đai")
    assert numbers(land, "shortened", "listed", "deep") == [20, 35, 14]
    assert ratio("shortened", land) == "57,14% của Thủ tục trong danh mục, kể cả đã bãi bỏ"
    assert ratio("deep", land) == "70,00% của Cắt giảm thời hạn"
    assert ratio("days_cut", scope(bo="Bộ Công thương")) == "24,28% của Thời hạn trước rà soát"


@every_scope
def test_every_figure_opens_to_exactly_its_rows(given: dict[str, Any]) -> None:
    """The rows that anybody sees, counted, or what each of them gives, added up, are the figure."""
    within = scope(**given)
    told = [name for name in OWN if figures.is_told(name, within)]
    assert "procedures.reviewed" in told
    for name in told:
        figure, drilled = figures.named(name), figures.drill(name, within, by=actor(CLERK), on=DAY)
        rows = list(drilled.visible)
        by_hand = sum(figure.amount(row) for row in rows) if figure.amount else len(rows)
        assert (by_hand, drilled.hidden) == (figures.count(name, within), 0), name


@every_scope
def test_every_sum_agrees(given: dict[str, Any]) -> None:
    within = scope(**given)
    found = [each for each in figures.checked(None, within) if each.identity.left[0] in OWN]
    assert OUTCOMES in [each.identity.title for each in found]
    assert [each.says for each in found if not each.holds] == []


@pytest.mark.parametrize("given", [SCOPES[name] for name in ("all", "land", "an agency", "without a decision")])
@pytest.mark.parametrize("name", OWN)
def test_every_breakdown_closes_and_each_part_is_the_figure_of_its_scope(name: str, given: dict[str, Any]) -> None:
    within = scope(**given)
    if not figures.is_told(name, within):
        with pytest.raises(Malformed, match="hãy bỏ"):
            figures.count(name, within)
        return
    for by in figures.subject_of(name).dimensions:
        broken = figures.breakdown(name, by, within)
        assert broken.holds, broken.says
        if by not in dict(within.narrowed):
            for part in broken.parts[:1]:
                narrowed = {**dict(within.narrowed), by: part.key}
                part_scope = figures.scope(within.period, as_of=within.as_of, unit_id=within.unit_id, narrowed=narrowed)
                assert figures.count(name, part_scope) == part.count, (by, part)


def test_agencies_add_up_to_the_province() -> None:
    broken = figures.breakdown("procedures.reviewed", "co-quan", scope())
    assert len(broken.parts) > 3
    own = figures.count("procedures.reviewed", scope(unit="so-tu-phap"))
    assert own in [part.count for part in broken.parts if part.words == unit_by_slug("so-tu-phap", DAY).short_name]


def test_figures_of_the_list_mean_nothing_for_a_unit_and_say_so() -> None:
    with pytest.raises(Malformed, match="chỉ có cho toàn tỉnh"):
        figures.count("procedures.listed", scope(unit="so-tu-phap"))
    with pytest.raises(Malformed, match="không chia theo quyết định"):
        figures.count("procedures.listed", scope(quyet_dinh="1"))
    with pytest.raises(Malformed, match="hãy chọn cách chia khác"):
        figures.breakdown("procedures.listed", "co-quan", scope())


def test_a_procedure_on_the_list_twice_counts_once() -> None:
    gone = Listing.objects.exclude(valid__endswith=None).select_related("procedure").first()
    assert gone is not None
    before = numbers(scope(), "listed", "standing")
    Listing.objects.create(
        procedure=gone.procedure, decision=gone.decision, valid=(gone.valid.upper + timedelta(days=9), None)
    )
    assert numbers(scope(), "listed", "standing") == [before[0], before[1] + 1]


# Contradictions -------------------------------------------------------------------------------------------


def broken_outcome() -> None:
    item = ReviewItem.objects.filter(outcome="kept").first()
    assert item is not None
    ReviewItem.objects.filter(pk=item.pk).update(outcome="lost")


def broken_list() -> None:
    gone = Listing.objects.exclude(valid__endswith=None).first()
    assert gone is not None
    Listing.objects.filter(pk=gone.pk).update(valid=(gone.valid.lower, None))


@pytest.mark.parametrize(("break_it", "title"), [(broken_outcome, OUTCOMES), (broken_list, LIST)])
def test_a_row_that_was_broken_is_shown_as_a_contradiction_wherever_its_numbers_are(break_it: Any, title: str) -> None:
    admin, days = sit_as("quantri"), {"tu": "28/09/2021", "den": "09/09/2024"}
    name = "procedures.reviewed" if title is OUTCOMES else "procedures.withdrawn"
    pages: list[tuple[str, dict[str, str]]] = [(CONTROL, {}), ("/so-lieu/", days), (f"/so-lieu/{name}/", days)]
    for address, asked in pages:
        page = said(admin, address, **asked)
        assert f"Khớp {title}: khớp, hai vế cùng bằng" in page
        assert "KHÔNG khớp" not in page
    break_it()
    for address, asked in pages:
        page = said(admin, address, **asked)
        assert f"Không khớp {title}: KHÔNG khớp, vế trái" in page, address
        assert page.count("KHÔNG khớp") == 1


# Pages ----------------------------------------------------------------------------------------------------


def test_every_number_of_the_overview_leads_to_the_page_of_its_figure_that_says_the_same() -> None:
    admin = sit_as("quantri")
    html = read(admin.get(CONTROL))
    tiles = re.findall(r'<a class="tile" href="([^"]+)"><strong>([^<]+)</strong>', html)
    cells = re.findall(r'<td class="num"[^>]*><a href="([^"]+)">([^<]+)</a>', html)
    bases = re.findall(r'gốc là <a href="([^"]+)">([0-9.,]+)', html)
    assert (len(tiles), len(bases)) == (8, 5)
    assert len(cells) > 20
    for address, count in {*tiles, *cells, *bases}:
        page = said(admin, address.replace("&amp;", "&"))
        assert re.search(rf"{re.escape(count)} (thủ tục|ngày|đồng) ", page), address


@pytest.mark.parametrize("name", OWN)
def test_every_figure_has_its_page_with_rows_and_parts(name: str) -> None:
    client, asked = sit_as(CLERK), {"tu": "28/09/2021", "den": "09/09/2024"}
    assert figures.named(name).says in said(client, f"/so-lieu/{name}/", **asked)
    for by in figures.subject_of(name).dimensions:
        page = said(client, f"/so-lieu/{name}/", **asked, theo=by)
        assert "Cộng theo" in page
        assert "khớp, hai vế cùng bằng" in page


def test_a_part_is_a_narrower_scope_that_is_said_and_can_be_left() -> None:
    admin = sit_as("quantri")
    html = read(admin.get("/so-lieu/procedures.shortened/", {"tu": "28/09/2021", "linh-vuc": "Đất đai"}))
    assert "Chỉ lĩnh vực <strong>Đất đai</strong>" in html
    assert "<strong>20</strong> thủ tục" in html
    decision = PublicationDecision.objects.get(number="TD03/QĐ-UBND")
    page = said(admin, "/so-lieu/procedures.abolished/", tu="28/09/2021", **{"quyet-dinh": str(decision.pk)})
    assert f"Chỉ quyết định {decision}" in page
    assert "30 thủ tục" in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"quyet-dinh": "x"}, "Không đọc được «x»"),
        ({"nam": "9" * 12}, "hãy chọn lại"),
        ({"cach-nop": "direct"}, "không chia theo cách nộp"),
        ({"theo": "x"}, "hãy chọn cách chia khác"),
    ],
)
def test_nonsense_is_refused_on_the_page_of_a_figure(asked: dict[str, str], says: str) -> None:
    answer = sit_as("quantri").get("/so-lieu/procedures.reviewed/", asked)
    assert answer.status_code == 400
    assert says in read(answer)


def test_a_day_to_come_has_no_numbers_yet() -> None:
    answer = sit_as("quantri").get(CONTROL, {"ngay": "10/09/2024"})
    page = words(answer)
    assert answer.status_code == 400
    assert "Chưa có số liệu của ngày 10/09/2024" in page
    assert "175 bãi bỏ" in page

"""The pages of rules: what holds on which day and why, who may look, and how an administrator decides and repeals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.kernel import clock, dated
from motcua.kernel.term import Term
from motcua.org import queries
from motcua.org.models import LocalDecision
from tests.walk.pages import read, sit_as
from tests.world import CLERK, MONDAY, OTHER_COMMUNE, ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
RULES = "/quy-tac/"
ONLINE = f"{RULES}receipt.online/"
ADMINISTRATOR = "quantri"


@pytest.fixture
def monday() -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def codes(client: Client, **asked: str) -> list[str]:
    """The rules a page lists, in its order."""
    return re.findall(r'<section class="panel" id="([a-z._0-9]+)"', client.get(RULES, asked).content.decode())


def test_the_list_turns_pages_and_leaves_no_rule_out() -> None:
    clerk = sit_as(CLERK)
    pages = [codes(clerk, trang=str(number)) for number in range(1, 5)]
    listed = list(dict.fromkeys(code for page in pages for code in page))
    assert listed == [rule.code for rule in dated.rules()]
    assert max(map(len, pages)) == 10


def test_every_rule_has_its_page() -> None:
    clerk = sit_as(CLERK)
    for rule in dated.rules():
        response = clerk.get(f"{RULES}{rule.code}/")
        assert response.status_code == 200, rule.code
        page = read(response)
        assert rule.title in page
        assert all(value.basis in page for value in rule.values), rule.code
        assert all(place in page for place in rule.bites), rule.code


@pytest.mark.parametrize(
    ("day", "counter", "basis"),
    [
        ("14/09/2025", "Bộ phận tiếp nhận và trả kết quả", "Thông tư số 01/2018/TT-VPCP"),
        ("15/09/2025", "Trung tâm Phục vụ hành chính công", "Thông tư số 03/2025/TT-VPCP"),
        ("2025-09-15", "Trung tâm Phục vụ hành chính công", "Thông tư số 03/2025/TT-VPCP"),
        ("", "Bộ phận tiếp nhận và trả kết quả", "Thông tư số 01/2018/TT-VPCP"),
    ],
)
def test_a_rule_is_shown_as_it_stands_on_the_day_asked_for(day: str, counter: str, basis: str) -> None:
    for address in (f"{RULES}onestop.forms/", RULES):
        page = read(sit_as(CLERK).get(address, {"ngay": day, "q": "onestop.forms"}))
        held = page[: page.index("Các giá trị theo thời gian")]
        assert counter in held
        assert basis in held


def test_a_day_on_which_a_rule_says_nothing_is_told_not_filled() -> None:
    page = read(sit_as(CLERK).get(RULES, {"q": "svc.levels.default", "ngay": "30/06/2026"}))
    assert "Không có giá trị vào ngày này" in page
    assert "quy định sớm nhất có từ ngày 01/07/2026" in page
    assert "không có giá trị vào ngày 30/06/2026" in read(
        sit_as(CLERK).get(f"{RULES}svc.levels.default/", {"ngay": "30/06/2026"})
    )


def test_a_day_that_is_none_is_refused_and_today_is_shown() -> None:
    response = sit_as(CLERK).get(RULES, {"ngay": "31/02/2025"})
    assert response.status_code == 400
    page = read(response)
    assert "Không có ngày «31/02/2025»" in page
    assert 'value="31/02/2025"' in page
    assert "thứ Hai 09/09/2024" in page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("một cửa", {"onestop.regime", "onestop.forms"}),
        ("mot cua", {"onestop.regime", "onestop.forms"}),
        ("mốt cua", set()),
        ("SEC.ACCOUNT.FAIL", {"sec.account.failures"}),
        ("03/2025/TT-VPCP", {"onestop.forms"}),
        ("thu tuc cong bo", {"tthc.publish.before", "tthc.publish.entry"}),
        ("khôngcógì", set()),
    ],
)
def test_rules_are_found_by_words_with_or_without_marks_by_code_and_by_document(words: str, found: set[str]) -> None:
    listed = set(codes(sit_as(CLERK), q=words))
    assert found <= listed
    assert len(listed) <= len(found) + 4


def test_nothing_found_is_said() -> None:
    assert "Không có quy tắc nào khớp" in read(sit_as(CLERK).get(RULES, {"q": "khôngcógì"}))


def test_the_public_is_asked_to_sign_in_and_an_unknown_rule_is_not_found() -> None:
    assert Client().get(RULES).status_code == 302
    response = sit_as(CLERK).get(f"{RULES}khong.co/")
    assert response.status_code == 404
    assert "Không có quy tắc mang mã «khong.co»" in read(response)


def typed(**changed: str) -> dict[str, str]:
    return {
        "value": "4h",
        "unit": "toan-tinh",
        "since": "01/10/2024",
        "last": "31/12/2024",
        "document": "Quyết định 12/2024/QĐ-UBND",
        "note": "",
    } | changed


def decide(**changed: str) -> Any:
    return sit_as(ADMINISTRATOR).post(f"{ONLINE}quyet-dinh/", typed(**changed))


def on(day: str) -> str:
    """The page of the rule on a day, up to the table of all values."""
    page = read(sit_as(CLERK).get(ONLINE, {"ngay": day}))
    return page[: page.index("Các giá trị theo thời gian")]


def test_an_administrator_decides_and_the_last_day_named_still_counts() -> None:
    assert decide().status_code == 302
    assert "4 giờ làm việc" in on("31/12/2024")
    assert "Quyết định của địa phương" in on("31/12/2024")
    for outside in ("30/09/2024", "01/01/2025"):
        assert "8 giờ làm việc" in on(outside)
    assert queries.rule("receipt.online").on(MONDAY.date().replace(month=10)) == Term.parse("4h")


def test_a_decision_for_one_unit_is_listed_but_is_not_the_provinces() -> None:
    decide(unit=str(ward().id))
    assert "8 giờ làm việc" in on("01/10/2024")
    assert "Phường Đông Hải" in read(sit_as(CLERK).get(ONLINE))


def test_a_number_is_typed_as_vietnamese_write_it() -> None:
    administrator = sit_as(ADMINISTRATOR)
    response = administrator.post(f"{RULES}sec.account.idle_days/quyet-dinh/", typed(value="1.030"))
    assert response.status_code == 302
    assert LocalDecision.objects.get().value == 1030
    refused = administrator.post(f"{RULES}sec.account.idle_days/quyet-dinh/", typed(value="30,5"))
    assert refused.status_code == 422
    assert "hãy ghi một số nguyên" in read(refused)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"value": "bốn giờ"}, "Không đọc được thời hạn «bốn giờ»"),
        ({"value": ""}, "Hãy nhập giá trị"),
        ({"last": "30/09/2024"}, "Ngày kết thúc phải sau ngày bắt đầu"),
        ({"since": "31/02/2024"}, "Không có ngày «31/02/2024»"),
        ({"document": " "}, "Hãy nhập quyết định"),
        ({"since": "01/01/2019"}, "không có giá trị vào ngày 01/01/2019"),
    ],
)
def test_a_refused_decision_comes_back_with_what_was_typed(changed: dict[str, str], says: str) -> None:
    response = decide(**changed)
    assert response.status_code == 422
    page = read(response)
    assert says in page
    kept = typed(**changed)
    assert all(f'value="{kept[name]}"' in page for name in ("value", "document") if kept[name].strip())
    assert not LocalDecision.objects.exists()


def test_a_second_decision_for_the_same_time_is_refused_naming_the_first() -> None:
    decide()
    response = decide(value="2h", document="Quyết định 15/2024/QĐ-UBND")
    assert response.status_code == 422
    assert "Đã có Quyết định 12/2024/QĐ-UBND" in read(response)


def test_an_administrator_repeals_and_the_law_holds_again() -> None:
    decide()
    address = f"{ONLINE}quyet-dinh/{LocalDecision.objects.get().pk}/bai-bo/"
    administrator = sit_as(ADMINISTRATOR)
    assert "Quyết định 12/2024/QĐ-UBND" in read(administrator.get(address))
    late = administrator.post(address, {"on": "01/02/2025", "document": "Quyết định 30/2024/QĐ-UBND"})
    assert late.status_code == 422
    assert "đã hết hiệu lực vào ngày 01/02/2025" in read(late)
    assert administrator.post(address, {"on": "01/11/2024", "document": "30/2024/QĐ-UBND"}).status_code == 302
    assert "4 giờ làm việc" in on("31/10/2024")
    assert "8 giờ làm việc" in on("01/11/2024")


def test_only_administrators_find_and_pass_the_ways_to_decide() -> None:
    decide()
    decision = LocalDecision.objects.get().pk
    clerk = sit_as(CLERK)
    assert "Ghi quyết định của địa phương" not in read(clerk.get(ONLINE))
    assert "Ghi quyết định của địa phương" in read(sit_as(ADMINISTRATOR).get(ONLINE))
    for address in (f"{ONLINE}quyet-dinh/", f"{ONLINE}quyet-dinh/{decision}/bai-bo/"):
        assert clerk.get(address).status_code == 403
        assert clerk.post(address, typed(on="01/11/2024")).status_code == 403
    assert LocalDecision.objects.get().valid.upper.isoformat() == "2025-01-01"


def test_a_rule_of_the_law_cannot_be_decided_even_by_an_administrator() -> None:
    administrator = sit_as(ADMINISTRATOR)
    assert "Ghi quyết định của địa phương" not in read(administrator.get(f"{RULES}onestop.forms/"))
    response = administrator.get(f"{RULES}onestop.forms/quyet-dinh/")
    assert response.status_code == 422
    assert "do văn bản của trung ương quy định" in read(response)


def test_a_decision_of_another_rule_is_not_found_under_this_one() -> None:
    decide()
    decision = LocalDecision.objects.get().pk
    address = f"{RULES}sec.account.failures/quyet-dinh/{decision}/bai-bo/"
    assert sit_as(ADMINISTRATOR).get(address).status_code == 404


def test_the_list_costs_the_same_however_much_was_decided() -> None:
    clerk = sit_as(CLERK)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(RULES, {"q": "receipt.online"}).status_code == 200
        return len(asked)

    decide(unit=str(ward().id))
    few = cost()
    for unit in (ward(OTHER_COMMUNE), queries.unit_by_slug("tinh-ninh-thuan-58", MONDAY.date())):
        assert decide(unit=str(unit.id)).status_code == 302
    assert cost() == few

"""The lists: what waits for me, the dossiers I may see, and finding one of them by whatever I hold in my hand."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.onestop import actions
from motcua.onestop.models import Dossier
from motcua.onestop.types import Receiver
from tests.walk.pages import DOSSIERS, INBOX, read, said, sit_as, url
from tests.world import CLERK, LEADER, OTHER_COMMUNE, SPECIALIST, actor, at_specialist, finished, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LONG = "1.001699"  # 25 working days


def codes(client: Client, address: str, **asked: str) -> list[str]:
    """The dossiers of a list's page, in its order."""
    html = client.get(address, asked).content.decode()
    return list(dict.fromkeys(re.findall(rf'href="{DOSSIERS}([^"/]+)/"', html)))


def test_the_inbox_is_ordered_by_remaining_working_time_late_ones_first() -> None:
    later, sooner = at_specialist(moment(15)), at_specialist(moment(9))
    far = receive(moment(8), code=LONG)
    actions.pass_on(dossier_id=far.pk, seen=None, by=actor(CLERK), at=moment(8))
    late = at_specialist(moment(15, day=5))
    waiting = codes(sit_as(SPECIALIST), INBOX)
    assert waiting == [late.code, sooner.code, later.code, far.code]
    page = read(sit_as(SPECIALIST).get(INBOX))
    assert page.index("Quá 3 giờ") < page.index("Còn 5 giờ") < page.index("Còn 1 ngày 5 giờ")


def test_the_inbox_turns_pages_and_loses_and_repeats_nothing() -> None:
    made = [at_specialist(moment(8)).code for _ in range(27)]
    specialist = sit_as(SPECIALIST)
    pages = [codes(specialist, INBOX, trang=number) for number in ("1", "2")]
    assert [len(page) for page in pages] == [20, 7]
    assert [*pages[0], *pages[1]] == made
    assert codes(specialist, INBOX, trang="99") == pages[1]
    assert codes(specialist, INBOX, trang="abc") == codes(specialist, INBOX, trang="-1x") == pages[0]


def test_the_index_turns_pages_newest_first_and_keeps_the_words_asked_for() -> None:
    made = [receive(moment(8, minute)).code for minute in range(25)]
    clerk = sit_as(CLERK)
    first, second = (codes(clerk, DOSSIERS, q="chamalea", trang=number) for number in ("1", "2"))
    assert [*first, *second] == made[::-1]
    assert "q=chamalea" in read(clerk.get(DOSSIERS, {"q": "chamalea"}))


def test_an_empty_inbox_says_so() -> None:
    assert "Không có việc nào đang chờ bạn" in read(sit_as(LEADER).get(INBOX))


def test_what_waits_at_the_counter_to_be_handed_out_is_no_longer_timed_and_comes_last() -> None:
    done, new = finished(), receive(moment(15))
    clerk = sit_as(CLERK)
    assert codes(clerk, INBOX) == [new.code, done.code]
    assert read(clerk.get(INBOX)).count("Chờ trả kết quả") == 1


@pytest.mark.parametrize("words", ["code", "lookup", "spaced lookup", "id", "spaced id", "phone", "spaced phone"])
def test_a_dossier_is_found_by_whatever_is_in_ones_hand(words: str) -> None:
    dossier = receive(phone="0900 000 018", id_number="058192000018", name="Kiều Văn Thuận")
    receive(moment(9))
    lookup = dossier.lookup_code
    typed = {
        "code": dossier.code,
        "lookup": lookup.lower(),
        "spaced lookup": f"{lookup[:5]} {lookup[5:]}",
        "id": "058192000018",
        "spaced id": "058 192 000 018",
        "phone": "0900000018",
        "spaced phone": "0900.000.018",
    }
    assert codes(sit_as(CLERK), DOSSIERS, q=typed[words]) == [dossier.code]
    assert codes(sit_as(CLERK), DOSSIERS, q=f" {typed[words]} ") == [dossier.code]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("Chamaléa", True),
        ("chamalea thi mo", True),
        ("Thị Mơ", True),
        ("THI MO", True),
        ("khai sinh", True),
        ("con gái", True),
        ("con gai", True),
        ("Thí Mơ", False),
        ("Thị Mở", False),
        ("Nguyễn", False),
    ],
)
def test_a_dossier_is_found_by_words_with_and_without_marks(words: str, finds: bool) -> None:
    dossier = receive()
    assert codes(sit_as(CLERK), DOSSIERS, q=words) == [dossier.code] * finds


def test_the_beginning_of_a_code_finds_a_whole_day_in_small_letters_too() -> None:
    today, friday = receive(), receive(moment(9, day=6))
    day = today.code.rpartition("-")[0]
    assert codes(sit_as(CLERK), DOSSIERS, q=day) == [today.code]
    assert codes(sit_as(CLERK), DOSSIERS, q=day.lower()) == [today.code]
    assert codes(sit_as(CLERK), DOSSIERS, q=friday.code.lower()) == [friday.code]
    assert not codes(sit_as(CLERK), DOSSIERS, q=f"{day}_")
    assert not codes(sit_as(CLERK), DOSSIERS, q=f"{day[:3]}.%")


@pytest.mark.parametrize("words", ["xyzzy", "'; --", "a & !b:*", "%", "0581", "🙂", "9" * 400, "\\", "(" * 50])
def test_words_that_mean_nothing_find_nothing_and_break_nothing(words: str) -> None:
    receive()
    answer = sit_as(CLERK).get(DOSSIERS, {"q": words})
    assert answer.status_code == 200
    assert "Không có hồ sơ nào khớp" in read(answer)


def test_the_state_filters_and_an_unknown_one_filters_nothing() -> None:
    new, done = receive(moment(9)), finished()
    clerk = sit_as(CLERK)
    assert codes(clerk, DOSSIERS, **{"trang-thai": "2"}) == [new.code]
    assert codes(clerk, DOSSIERS, **{"trang-thai": "9"}) == [done.code]
    assert not codes(clerk, DOSSIERS, **{"trang-thai": "8"})
    for none in ("", "99", "x", "-1", "²"):
        assert set(codes(clerk, DOSSIERS, **{"trang-thai": none})) == {new.code, done.code}
    assert not codes(clerk, DOSSIERS, **{"trang-thai": "2", "q": done.code})


def test_the_list_and_its_search_stay_within_ones_units() -> None:
    ours = receive()
    theirs = receive(by="phuocson.motcua", unit=OTHER_COMMUNE)
    assert codes(sit_as(CLERK), DOSSIERS) == [ours.code]
    for words in (theirs.code, theirs.lookup_code, "058192000017", "chamalea"):
        assert theirs.code not in codes(sit_as(CLERK), DOSSIERS, q=words)
    assert codes(sit_as("phuocson.motcua"), DOSSIERS) == [theirs.code]


def test_a_finished_dossier_shows_its_class_in_the_list() -> None:
    finished(moment(11, day=10))
    with clock.at(moment(12, day=10)):
        assert "Quá hạn" in read(sit_as(CLERK).get(DOSSIERS))


def test_the_desk_counts_what_waits_what_is_late_and_what_is_due_today() -> None:
    at_specialist(moment(15, day=5))
    at_specialist(moment(15, day=6))
    first = at_specialist(moment(9))
    desk = said(answer := sit_as(SPECIALIST).get("/ban-lam-viec/"))
    for number, what in ((3, "việc chờ tôi"), (1, "đã quá hạn"), (2, "phải xong hôm nay")):
        assert f"{number} {what}" in desk
    assert url(first) in read(answer)
    roles = desk[desk.index("Vai trò hôm nay") :]
    assert roles.index("Công chức chuyên môn thụ lý") < roles.index("Ủy ban nhân dân phường Đông Hải")


def test_a_returned_dossier_waits_for_nobody() -> None:
    dossier = finished()
    taker = Receiver(dossier.applicant_name, dossier.applicant_id_number)
    actions.hand_out(dossier_id=dossier.pk, seen=None, receiver=taker, by=actor(CLERK), at=moment(11))
    assert not codes(sit_as(CLERK), INBOX)
    assert Dossier.objects.get().code in codes(sit_as(CLERK), DOSSIERS)

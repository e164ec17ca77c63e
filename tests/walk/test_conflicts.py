"""Two officials acting at once: the second is told who was first, and loses nothing typed."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.files.tests.samples import PDF
from motcua.kernel import clock
from motcua.onestop import actions
from motcua.onestop.models import Dossier
from motcua.onestop.types import Receiver
from tests.walk.pages import read, scan, sit_as, url, values
from tests.world import CLERK, LEADER, SPECIALIST, actor, at_leader, at_specialist, finished, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
COLLEAGUE = "donghai.vanhoa"


def late(dossier: Dossier, username: str, verb: str, **typed: Any) -> Any:
    """Post a form as somebody who still has the page of before in front of them."""
    with clock.at(moment(14)):
        return sit_as(username).post(url(dossier, f"{verb}/"), {"seen": dossier.version} | typed)


def meanwhile(dossier: Dossier, by: str, verb: Any = actions.pass_on, **more: Any) -> None:
    """Somebody else acts at 13:30."""
    verb(dossier_id=dossier.pk, seen=None, by=actor(by), at=moment(13, 30), **more)


def test_the_form_stays_on_the_page_with_what_was_typed_and_may_be_sent_again() -> None:
    dossier = at_specialist()
    meanwhile(dossier, SPECIALIST, actions.take)
    answer = late(dossier, SPECIALIST, "chuyen", note="Đã đối chiếu sổ gốc")
    page = read(answer)
    assert answer.status_code == 409
    assert f"{actor(SPECIALIST).name} (Công chức Tư pháp - Hộ tịch) đã làm trước lúc 13:30 ngày 09/09/2024" in page
    assert "Nhận xử lý bước «Thẩm tra hồ sơ»" in page
    assert "Đã đối chiếu sổ gốc" in page
    dossier.refresh_from_db()
    assert set(values(answer, "seen")) == {str(dossier.version)}
    assert late(dossier, SPECIALIST, "chuyen", note="Đã đối chiếu sổ gốc").status_code == 302


def test_what_was_typed_stays_even_where_the_form_has_no_place_any_more() -> None:
    dossier = at_specialist()
    meanwhile(dossier, SPECIALIST)
    answer = late(dossier, COLLEAGUE, "chuyen", note="Hồ sơ còn thiếu trang 2", enclosed=scan("trang 2.pdf"))
    page = read(answer)
    assert answer.status_code == 409
    assert "Đàng Xuân Hiếu" in page
    assert "13:30 ngày 09/09/2024" in page
    assert "Nội dung bạn đã nhập, chưa gửi" in page
    assert "Hồ sơ còn thiếu trang 2" in page
    assert "trang 2.pdf (hãy chọn lại)" in page
    assert "việc này dành cho lãnh đạo phê duyệt" in page


def test_files_chosen_are_kept_where_the_form_is_shown_again_and_may_be_left_out() -> None:
    dossier = at_specialist()
    meanwhile(dossier, SPECIALIST, actions.take)
    answer = late(dossier, SPECIALIST, "chuyen", enclosed=[scan("a.pdf"), scan("b.pdf", PDF + b"2")])
    tokens = values(answer, "enclosed-kept")
    assert len(tokens) == 2
    dossier.refresh_from_db()
    assert late(dossier, SPECIALIST, "chuyen", **{"enclosed-kept": tokens[1]}).status_code == 302
    assert [each.name for each in dossier.attachments.filter(step_run__isnull=False)] == ["b.pdf"]


def test_a_result_refused_for_its_number_keeps_its_file() -> None:
    dossier = at_leader()
    typed = {"number": "", "signed_on": "09/09/2024", "result_file": scan("giấy khai sinh.pdf")}
    answer = late(dossier, LEADER, "ket-qua", **typed)
    assert answer.status_code == 422
    (token,) = values(answer, "result_file-kept")
    sent = {"number": "113/2024", "signed_on": "09/09/2024", "result_file-kept": token}
    assert late(dossier, LEADER, "ket-qua", **sent).status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).result.file_name == "giấy khai sinh.pdf"


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("tra-lai", {"to": "xu_ly", "reason": "Sai ngày sinh"}),
        ("ket-qua", {"number": "113/2024", "signed_on": "09/09/2024", "result_note": "In lại"}),
        ("chuyen", {"note": "Đồng ý"}),
        ("nhan", {}),
    ],
)
def test_a_leader_who_was_second_keeps_every_word(verb: str, typed: dict[str, str]) -> None:
    dossier = at_leader()
    meanwhile(dossier, "donghai.chutich")
    answer = late(dossier, LEADER, verb, **typed)
    page = read(answer)
    assert answer.status_code == 409
    assert "Võ Thành Lộc" in page
    assert "đã làm trước lúc 13:30 ngày 09/09/2024: Phê duyệt" in page
    assert all(word in page for name, word in typed.items() if name != "to")
    assert dossier.runs.get(closed_at=None).step.code == "tra_ket_qua"


def test_a_result_is_not_handed_out_twice_from_two_counters() -> None:
    dossier = finished()
    taker = Receiver(dossier.applicant_name, dossier.applicant_id_number)
    meanwhile(dossier, CLERK, actions.hand_out, receiver=taker)
    typed = {"receiver_name": "Lê Thị Lý", "receiver_id": "058192000018", "relation": "chị, giấy ủy quyền 08/09/2024"}
    answer = late(dossier, CLERK, "tra-ket-qua", **typed)
    page = read(answer)
    assert answer.status_code == 409
    assert "Trả kết quả cho Chamaléa Thị Mơ" in page
    assert all(word in page for word in typed.values())
    assert dossier.hand_over.receiver_name == "Chamaléa Thị Mơ"


def test_a_step_somebody_else_took_is_refused_with_the_takers_name() -> None:
    dossier = at_specialist()
    meanwhile(dossier, SPECIALIST, actions.take)
    dossier.refresh_from_db()
    answer = late(dossier, COLLEAGUE, "chuyen", note="Tôi làm thay")
    page = read(answer)
    assert answer.status_code == 403
    assert "đang do Đàng Xuân Hiếu nhận xử lý" in page
    assert "Tôi làm thay" in page


@pytest.mark.parametrize("seen", ["", "abc", "-1", "9" * 30])
def test_a_page_without_a_sound_version_changes_nothing(seen: str) -> None:
    dossier = receive()
    with clock.at(moment(14)):
        answer = sit_as(CLERK).post(url(dossier, "chuyen/"), {"seen": seen, "note": "Chuyển ngay"})
    assert answer.status_code in (409, 422)
    assert 'role="alert"' in read(answer)
    assert "Chuyển ngay" in read(answer)
    assert dossier.runs.get(closed_at=None).step.code == "tiep_nhan"

"""The pages of the whole catalogue and of its control, as officials and citizens use them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from motcua.procedures import queries
from motcua.procedures.models import PublicationDecision, ReviewItem, ReviewPlan, VersionDraft
from tests.walk.pages import read, sit_as
from tests.world import CLERK, MARITAL, MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("control", "monday")]
CATALOGUE, CONTROL = "/thu-tuc/", "/kiem-soat-tthc/"
ADMIN = "quantri"
CUSTOMS = "1.000005"


@pytest.fixture
def admin() -> Client:
    return sit_as(ADMIN)


def words(answer: Any) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", read(answer)).split())


def said(client: Client, address: str, **asked: str) -> str:
    """The words of a page that answers."""
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return words(answer)


# The catalogue --------------------------------------------------------------------------------------------


def test_the_catalogue_counts_filters_and_says_what_it_does_not_know() -> None:
    page = said(Client(), CATALOGUE)
    assert "5.807 thủ tục" in page
    assert "534 thủ tục" in said(Client(), CATALOGUE, **{"linh-vuc": "Đất đai"})
    assert "66 thủ tục đang có hiệu lực ngày 09/09/2024" in said(Client(), CATALOGUE, **{"hieu-luc": "1"})
    assert "Chưa có dữ liệu ngày này" in said(Client(), CATALOGUE, q=CUSTOMS)
    assert "Chưa có dữ liệu ngày này" not in said(Client(), CATALOGUE, q=CUSTOMS, ngay="01/08/2025")


def test_a_procedure_without_data_on_the_day_shows_the_nearest_and_says_so() -> None:
    page = said(Client(), f"{CATALOGUE}{CUSTOMS}/")
    assert "Chưa có dữ liệu trước ngày 01/07/2025" in page
    assert "trình tự thực hiện; thành phần, số lượng hồ sơ" in page
    assert "Chi cục Hải quan khu vực" in page
    assert "Chưa có dữ liệu trước" not in said(Client(), f"{CATALOGUE}{CUSTOMS}/", ngay="01/08/2025")


@pytest.mark.parametrize("typed", ["x", "31/02/2024", "'; --"])
def test_a_day_that_is_none_is_refused_beside_the_page_of_today(typed: str) -> None:
    for address in (CATALOGUE, f"{CATALOGUE}{MARITAL}/"):
        answer = Client().get(address, {"ngay": typed})
        page = words(answer)
        assert answer.status_code == 400
        assert typed in page
        assert "hãy" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"cap": "x"},
        {"don-vi": "x"},
        {"linh-vuc": "x"},
        {"co-quan": "'; --"},
        {"trang": "-1"},
        {"q": "&|!"},
        {"nam": "²"},
    ],
)
def test_nonsense_in_a_filter_breaks_nothing(admin: Client, asked: dict[str, str]) -> None:
    assert Client().get(CATALOGUE, asked).status_code == 200
    assert admin.get(f"{CONTROL}ra-soat/", asked).status_code == 200


def test_two_versions_are_compared_on_a_page() -> None:
    earlier, later = queries.versions_of("1.004859")
    page = said(Client(), f"{CATALOGUE}1.004859/so-sanh/{later.pk}/")
    assert "Nộp trực tiếp 3 ngày làm việc 1 ngày làm việc Đổi" in page
    assert Client().get(f"{CATALOGUE}1.004859/so-sanh/{earlier.pk}/").status_code == 404
    assert Client().get(f"{CATALOGUE}1.004859/so-sanh/999999/").status_code == 404


# The register ---------------------------------------------------------------------------------------------


def test_the_overview_shows_the_reported_figures(admin: Client) -> None:
    page = said(admin, CONTROL)
    for told in (
        "175 bãi bỏ",
        "759 sửa đổi",
        "1.777 thủ tục",
        "52,56%",
        "20 thủ tục đất đai được cắt giảm",
        "35 thủ tục đất đai trong danh mục",
        "14 cắt giảm",
        "24,28%",
        "trình diễn",
    ):
        assert told in page, told


def test_the_register_is_narrowed_by_outcome_agency_year_and_decision(admin: Client) -> None:
    decision = PublicationDecision.objects.get(number="TD03/QĐ-UBND")
    register = f"{CONTROL}ra-soat/"
    assert "30 thủ tục «bãi bỏ, hủy bỏ»" in said(admin, register, loai="abolished", **{"quyet-dinh": str(decision.pk)})
    assert "180 thủ tục" in said(admin, register, **{"quyet-dinh": str(decision.pk)})
    agency = ReviewItem.objects.filter(agency__slug="so-tu-phap", plan__year=2023).exclude(outcome="").count()
    assert f"{agency} thủ tục" in said(admin, register, **{"co-quan": "so-tu-phap", "nam": "2023"})
    assert "Văn bản tự mâu thuẫn" in said(admin, register, loai="shortened", **{"linh-vuc": "Bảo trợ xã hội"})


def test_as_of_an_earlier_day_less_had_been_done(admin: Client) -> None:
    page = said(admin, CONTROL, ngay="31/12/2022")
    assert "100 bãi bỏ" in page
    assert "270 sửa đổi" in page
    assert "1.717 thủ tục còn trong danh mục" in page


def test_late_plans_and_decisions_are_seen(admin: Client) -> None:
    assert "Chậm 10 ngày. Nghỉ Tết Nguyên đán" in said(admin, f"{CONTROL}ke-hoach/")
    decision = PublicationDecision.objects.get(number="TD03/QĐ-UBND")
    page = said(admin, f"{CONTROL}quyet-dinh/{decision.pk}/")
    assert "Phải ký chậm nhất 15/06/2023 Chậm 5 ngày" in page
    assert "150 sửa đổi, bổ sung; 30 bãi bỏ" in page
    assert "Chậm" in said(admin, f"{CONTROL}quyet-dinh/")


def test_the_cost_page_shows_the_row_that_contradicts_itself(admin: Client) -> None:
    page = said(admin, f"{CONTROL}chi-phi/")
    assert "32.000.000 đồng" in page
    assert page.count("Văn bản tự mâu thuẫn") == 1


def test_what_lacks_parts_is_listed_with_their_names(admin: Client) -> None:
    assert "Không có thủ tục nào thiếu bộ phận" in said(admin, f"{CONTROL}chua-du/")
    page = said(admin, f"{CONTROL}chua-du/", ngay="01/08/2025")
    assert "5.738 thủ tục" in page
    assert "Trình tự thực hiện; Thành phần, số lượng hồ sơ" in page


def test_a_clerk_reads_the_books_and_writes_nothing() -> None:
    clerk = sit_as(CLERK)
    assert "Lập kế hoạch" not in said(clerk, f"{CONTROL}ke-hoach/")
    for address in ("ke-hoach/moi/", "ke-hoach/2024/them/", "du-thao/", f"bai-bo/{MARITAL}/"):
        assert clerk.get(f"{CONTROL}{address}").status_code == 403, address
    assert clerk.post(f"{CONTROL}du-thao/mo/{MARITAL}/").status_code == 403
    assert "Soạn phiên bản mới" not in said(clerk, f"{CATALOGUE}{MARITAL}/")


# Plans ----------------------------------------------------------------------------------------------------


def test_a_plan_is_entered_a_procedure_added_and_its_review_concluded(admin: Client) -> None:
    typed = {"year": "2025", "number": "12/QĐ-UBND", "approved_on": "09/09/2024", "sent_on": "09/09/2024"}
    answer = admin.post(f"{CONTROL}ke-hoach/moi/", typed)
    assert answer["Location"] == f"{CONTROL}ke-hoach/2025/"
    unit = ReviewItem.objects.filter(agency__slug="so-tu-phap").values_list("agency", flat=True)[0]
    row = {"code": MARITAL, "agency": unit, "due_on": "30/11/2024", "reason": "Rút ngắn", "product": "Báo cáo"}
    assert admin.post(f"{CONTROL}ke-hoach/2025/them/", row)["Location"] == f"{CONTROL}ke-hoach/2025/"
    page = said(admin, f"{CONTROL}ke-hoach/2025/")
    assert "Chưa có kết quả Ghi kết quả" in page
    outcome = {"outcome": "kept", "on": "09/09/2024"}
    assert admin.post(f"{CONTROL}ke-hoach/2025/{MARITAL}/", outcome).status_code == 302
    assert "Giữ nguyên" in said(admin, f"{CONTROL}ke-hoach/2025/")


def test_a_refused_form_keeps_what_was_typed(admin: Client) -> None:
    typed = {"year": "2024", "number": "13/QĐ-UBND", "approved_on": "09/09/2024"}
    answer = admin.post(f"{CONTROL}ke-hoach/moi/", typed)
    assert answer.status_code == 422
    assert "Năm 2024 đã có kế hoạch rà soát" in read(answer)
    assert "13/QĐ-UBND" in read(answer)
    assert ReviewPlan.objects.filter(year=2024).count() == 1
    wrong = admin.post(f"{CONTROL}ke-hoach/2024/them/", {"code": "9.9", "due_on": "x"})
    assert wrong.status_code == 422


# Drafts ---------------------------------------------------------------------------------------------------


def filled(page: Any) -> dict[str, str]:
    """Every field of the draft's form as the browser would send it back."""
    html = page.content.decode()
    form = html[html.index('id="du-thao"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind = re.search(r'type="([^"]*)"', tag)
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (not kind or kind[1] != "checkbox"):
            sent[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = body.removeprefix("\n").replace("&quot;", '"').replace("&amp;", "&").replace("&#x27;", "'")
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        sent[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', body)[0]
    return sent


def opened(admin: Client, code: str = MARITAL) -> str:
    return str(admin.post(f"{CONTROL}du-thao/mo/{code}/")["Location"])


def test_saving_a_draft_as_it_is_changes_nothing(admin: Client) -> None:
    address = opened(admin)
    assert admin.post(address, filled(admin.get(address))).status_code == 302
    draft = VersionDraft.objects.get()
    content = queries.from_data(draft.content)
    assert draft.base is not None
    assert queries.differences(queries.content_of(draft.base), content) == ()
    assert content == queries.content_of(draft.base)


def test_opening_again_leads_to_the_same_draft(admin: Client) -> None:
    assert opened(admin) == opened(admin)
    assert VersionDraft.objects.count() == 1


def test_a_draft_is_edited_checked_and_published(admin: Client) -> None:
    address = opened(admin)
    sent = filled(admin.get(address)) | {"term_online": "2D ", "cutoff_time": "15:00"}
    assert admin.post(address, sent).status_code == 302
    page = said(admin, address)
    assert "1 điều phải sửa" in page
    assert "quá thời hạn khi nộp trực tuyến 2 ngày làm việc" in page
    assert "Nộp trực tuyến: đổi từ 3 ngày làm việc thành 2 ngày làm việc" in page
    decision = {
        "since": "20/09/2024",
        "number": "512/QĐ-UBND",
        "signed_on": "09/09/2024",
        "title": "Công bố",
        "issuer": "Chủ tịch UBND tỉnh",
    }
    refused = admin.post(f"{address}cong-bo/", decision)
    assert refused.status_code == 422
    assert "còn 1 điều phải sửa" in read(refused)
    budgets = {name: "300" for name in sent if name.endswith("budget_minutes") and sent[name] not in ("0", "60")}
    assert admin.post(address, filled(admin.get(address)) | budgets).status_code == 302
    assert "Đủ điều kiện công bố" in said(admin, address)
    answer = admin.post(f"{address}cong-bo/", decision)
    assert answer.status_code == 302
    compared = said(admin, answer["Location"])
    assert "Giờ chốt trong ngày không có 15:00 Thêm" in compared
    assert "512/QĐ-UBND" in said(Client(), f"{CATALOGUE}{MARITAL}/", ngay="20/09/2024")
    assert queries.version_on(MARITAL, MONDAY.date()).term_online == "3d"


def test_papers_are_added_and_left_out(admin: Client) -> None:
    address = opened(admin)
    sent = filled(admin.get(address))
    number = int(sent["giay-to-INITIAL_FORMS"])
    sent |= {"giay-to-0-leave_out": "on", f"giay-to-{number}-name": "Ảnh 3 × 4", f"giay-to-{number}-originals": "2"}
    assert admin.post(address, sent).status_code == 302
    page = said(admin, address)
    assert "Thành phần hồ sơ , Ảnh 3 × 4: thêm" in page
    assert ": bỏ" in page
    papers = queries.from_data(VersionDraft.objects.get().content).papers
    assert len({paper.code for paper in papers}) == len(papers) == number


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"term_direct": "ba ngày"}, "Không đọc được thời hạn «ba ngày»"),
        ({"cutoff_time": "3 giờ"}, "Không đọc được giờ chốt «3 giờ»"),
        ({"sets": "0"}, "Hãy nhập từ 1 trở lên"),
        ({"fee_amount": "nhiều"}, "Không đọc được số"),
        ({"giay-to-0-originals": "x"}, "Giấy tờ thứ 1"),
        ({"legal_basis": "x" * 61}, "dài quá 60 ký tự"),
        ({"buoc-commune-TOTAL_FORMS": "1"}, "Số bước cấp xã gửi lên không khớp"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(admin: Client, changed: dict[str, str], says: str) -> None:
    address = opened(admin)
    answer = admin.post(address, filled(admin.get(address)) | {"agency": "Cơ quan vừa gõ"} | changed)
    assert answer.status_code == 422
    assert says in read(answer)
    assert "Cơ quan vừa gõ" in read(answer)
    assert VersionDraft.objects.get().revision == 1


def test_a_draft_saved_by_somebody_else_in_between_is_not_overwritten(admin: Client) -> None:
    address = opened(admin)
    mine = filled(admin.get(address))
    other = sit_as("giamdoc")
    assert other.post(address, mine | {"agency": "Sở Tư pháp"}).status_code == 302
    answer = admin.post(address, mine | {"agency": "UBND xã"})
    assert answer.status_code == 409
    assert "đã lưu dự thảo này" in read(answer)
    assert queries.from_data(VersionDraft.objects.get().content).agency == "Sở Tư pháp"


def test_a_draft_is_given_up(admin: Client) -> None:
    address = opened(admin)
    assert admin.post(f"{address}bo/")["Location"] == f"{CATALOGUE}{MARITAL}/"
    assert "Không có dự thảo nào đang mở" in said(admin, f"{CONTROL}du-thao/")
    assert admin.get("/kiem-soat-tthc/du-thao/999/").status_code == 404


def test_a_procedure_is_abolished_from_its_page(admin: Client) -> None:
    page = read(admin.get(f"{CATALOGUE}{MARITAL}/"))
    assert f"{CONTROL}bai-bo/{MARITAL}/" in page
    typed = {
        "until": "20/09/2024",
        "kind": "abolished",
        "number": "600/QĐ-UBND",
        "signed_on": "09/09/2024",
        "title": "Bãi bỏ",
        "issuer": "Chủ tịch",
    }
    assert admin.post(f"{CONTROL}bai-bo/{MARITAL}/", typed).status_code == 302
    assert "đã hết hiệu lực từ ngày 20/09/2024" in said(Client(), f"{CATALOGUE}{MARITAL}/", ngay="20/09/2024")

"""The words of the catalogue: channels, fees, tiers, parts of a procedure; what decisions and reviews can end in."""

from __future__ import annotations

from django.db import models


class Channel(models.IntegerChoices):
    """How an application comes in; the national portal knows exactly these three (KenhThucHien)."""

    DIRECT = 1, "Trực tiếp"
    ONLINE = 2, "Trực tuyến"
    POSTAL = 3, "Bưu chính"


class FeeKind(models.TextChoices):
    """What is known of a fee; an unknown amount is said to be unknown, never shown as zero."""

    FREE = "free", "Miễn phí"
    FIXED = "fixed", "Mức cố định"
    SEVERAL = "several", "Nhiều mức"
    PROVINCIAL_COUNCIL = "provincial_council", "Theo nghị quyết của Hội đồng nhân dân tỉnh"
    BY_LAW = "by_law", "Theo văn bản quy định"
    FOREIGN_CURRENCY = "foreign_currency", "Thu bằng ngoại tệ"
    UNKNOWN = "unknown", "Chưa rõ"


class OnlineLevel(models.TextChoices):
    """How far a procedure can be done online."""

    FULL = "full", "Toàn trình"
    PARTIAL = "partial", "Một phần"


class Tier(models.TextChoices):
    """Where a procedure is handled (CAPTHUCHIEN); wider than the levels of a province's own units."""

    MINISTRY = "ministry", "Cấp bộ"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    OTHER = "other", "Cơ quan khác"


class Part(models.TextChoices):
    """The parts every procedure must have (Nghị định 63/2010/NĐ-CP, khoản 2 Điều 8, điểm a đến điểm g)."""

    NAME = "name", "Tên thủ tục"
    SEQUENCE = "sequence", "Trình tự thực hiện"
    MANNER = "manner", "Cách thức thực hiện"
    PAPERS = "papers", "Thành phần, số lượng hồ sơ"
    TERM = "term", "Thời hạn giải quyết"
    SUBJECTS = "subjects", "Đối tượng thực hiện"
    AGENCY = "agency", "Cơ quan giải quyết"


class Basis(models.TextChoices):
    """How the first day of a version is known."""

    DECISION = "decision", "Theo quyết định công bố"
    LAW = "law", "Theo ngày văn bản có hiệu lực"
    ASSUMED = "assumed", "Ngày bắt đầu là quy ước"
    PAGE_2026 = "page_2026", "Theo danh mục quốc gia đọc tháng 7/2026"

    @property
    def is_start_known(self) -> bool:
        """False where the first day is only the first of which there is data."""
        return self in (Basis.DECISION, Basis.LAW)


class Standing(models.TextChoices):
    """What a procedure is on a day."""

    IN_FORCE = "in_force", "Đang có hiệu lực"
    NOT_YET = "not_yet", "Chưa có hiệu lực"
    NO_DATA = "no_data", "Chưa có dữ liệu"
    ENDED = "ended", "Hết hiệu lực"


class ChangeKind(models.TextChoices):
    """What a decision of publication does to a procedure (Nghị định 63/2010/NĐ-CP, Điều 14)."""

    LISTED = "listed", "Công bố danh mục"
    NEW = "new", "Mới ban hành"
    AMENDED = "amended", "Sửa đổi, bổ sung"
    REPLACED = "replaced", "Thay thế"
    ANNULLED = "annulled", "Hủy bỏ"
    ABOLISHED = "abolished", "Bãi bỏ"

    @property
    def ends(self) -> bool:
        """Whether the procedure is no more from the day of effect."""
        return self in (ChangeKind.ANNULLED, ChangeKind.ABOLISHED)


class Outcome(models.TextChoices):
    """What a review of a procedure ends in (Nghị định 63/2010/NĐ-CP, Điều 27 đến Điều 31)."""

    KEPT = "kept", "Giữ nguyên"
    AMENDED = "amended", "Sửa đổi"
    SUPPLEMENTED = "supplemented", "Bổ sung"
    REPLACED = "replaced", "Thay thế"
    ANNULLED = "annulled", "Hủy bỏ"
    ABOLISHED = "abolished", "Bãi bỏ"

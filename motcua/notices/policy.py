"""Who may tell people things, and whose notices are whose."""

from __future__ import annotations

from motcua.access.types import Actor
from motcua.kernel.refusal import NotAllowed


def must_tell(by: Actor) -> None:
    """Only the system tells, on account of a fact."""
    if by.capacity != "system":
        raise NotAllowed("Thông báo do hệ thống gửi theo sự việc đã ghi; không gửi trực tiếp được.")


def must_be_a_person(by: Actor) -> int:
    """Notices are read by the person they were sent to; whose account that is."""
    if by.user_id is None:
        raise NotAllowed("Chỉ người nhận đánh dấu đã đọc thông báo của mình; hãy đăng nhập.")
    return by.user_id

"""The libraries speak our Vietnamese: the compiled catalogue is the one that is written, and it is the one used."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

import motcua.ui

FOLDER = Path(motcua.ui.__file__).parent / "locale/vi/LC_MESSAGES"


def test_the_compiled_sentences_are_the_written_ones() -> None:
    written = (FOLDER / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? "(.*)"$', written, re.MULTILINE)
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    singular = {key[0] if isinstance(key, tuple) else key: said for key, said in compiled.items() if key}
    assert singular == dict(pairs)


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("This field is required.", "Hãy điền ô này."),
        ("Password reset unsuccessful", "Chưa đặt lại được mật khẩu"),
        (
            "Too many failed login attempts. Try again later.",
            "Đã nhập sai quá nhiều lần; hãy đợi năm phút rồi thử lại, hoặc nhờ quản trị hệ thống đặt lại mật khẩu.",
        ),
    ],
)
def test_our_sentence_wins_over_the_librarys(said: str, ours: str) -> None:
    with override("vi"):
        assert _(said) == ours

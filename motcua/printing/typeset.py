"""Turn a typst template and plain data into a PDF that can be signed, read aloud and kept for decades.

Data reaches a template as JSON values only, never as markup, so nothing a citizen types can become typst
code. Fonts come from `settings.PRINT_FONTS` alone: the same page on every machine. The output is PDF/A-2a and
PDF/UA-1 (tagged, fonts embedded), and equal data gives equal bytes: a template takes its date from its data,
not from a clock.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings

from motcua.kernel.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
"""Templates import one another by paths that begin here: `#import "/printing/typst/paper.typ": *`."""

_BULLETS = str.maketrans({"\uf0fc": "•", "\uf0d8": "•", "\uf0a7": "•", "\uf0b7": "•", "\uf02b": "+"})
"""Bullets of Word's symbol fonts, which texts of the national catalogue still hold and no other font has."""

_UNPRINTABLE = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')


class FontsMissing(Refusal):
    """The folder of the printing fonts is not there or holds no font."""

    code = "fonts_missing"


class Unprintable(Refusal):
    """The data holds a character that the printing font cannot show, such as an emoji."""

    code = "unprintable"


@cache
def _fonts(folder: Path) -> typst.Fonts:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    if not fonts.families():
        raise FontsMissing(
            f"Chưa in được vì thiếu phông chữ ở {folder}; hãy báo quản trị hệ thống chạy lệnh bin/dev "
            "(hoặc “npm ci” trong thư mục cài đặt) để tải phông Tinos về rồi in lại."
        )
    return fonts


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """Print a template that stands under `motcua/`; it reads `data` by `json(bytes(sys.inputs.data))`.

    `data` holds what JSON can hold. Raises `FontsMissing`, `Unprintable`, and `typst.TypstError` where the
    template itself is wrong.
    """
    text = unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False)).translate(_BULLETS)
    # One Compiler a document: typst.compile() with pdf_standards keeps all it memoizes, 200 kB a call.
    compiler = typst.Compiler(
        template, root=ROOT, font_paths=_fonts(Path(settings.PRINT_FONTS)), sys_inputs={"data": text}
    )
    try:
        return cast(bytes, compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"]))
    except typst.TypstError as error:
        if found := _UNPRINTABLE.search(error.message):
            raise Unprintable(
                f"Chưa in được vì nội dung có ký tự “{found[1]}” mà phông chữ của bản in không có; "
                "hãy sửa hoặc bỏ ký tự đó rồi in lại."
            ) from error
        raise

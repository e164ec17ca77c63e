"""QR codes as vector pictures, so that they stay sharp on paper and small in a file."""

from __future__ import annotations

from io import BytesIO

import segno


def svg(text: str) -> str:
    """A QR code of `text` as an SVG document: black on nothing, error correction M, the 4 quiet modules
    included.

    One unit of the picture is one module. `text` too long for any QR code raises `segno.DataOverflowError`.
    """
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", border=4, omitsize=True)
    return picture.getvalue().decode()

"""The straight lines of a page, of which its tables are made."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as c

from motcua.progress.documents.view import Box, View

THIN = 2.5
"""Points; a filled shape no thicker is a rule."""

_MOST_SHAPES, _MOST_SEGMENTS = 10_000, 4_000
"""A page with more lines is a map, not a table."""


def rules_of(page: pdfium.PdfPage, view: View) -> Iterator[Box]:
    """Straight lines across or down the page, drawn as strokes, as thin fills or as the edges of a stroked box."""
    for shape in islice(page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH], max_depth=1), _MOST_SHAPES):
        left, bottom, right, top = shape.get_bounds()
        if right - left < THIN or top - bottom < THIN:
            yield view.box(left, bottom, right, top)
            continue
        fills, strokes = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(shape, ctypes.byref(fills), ctypes.byref(strokes))
        if strokes.value:
            yield from _edges(shape, view)


def _edges(shape: pdfium.PdfObject, view: View) -> Iterator[Box]:
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    here = start = None
    for at in range(min(c.FPDFPath_CountSegments(shape), _MOST_SEGMENTS)):
        segment = c.FPDFPath_GetPathSegment(shape, at)
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        there = matrix.on_point(x.value, y.value)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = there
        elif kind == c.FPDF_SEGMENT_LINETO and here:
            yield from _edge(here, there, view)
        here = there
        if start and c.FPDFPathSegment_GetClose(segment):
            yield from _edge(here, start, view)


def _edge(one: tuple[float, float], two: tuple[float, float], view: View) -> Iterator[Box]:
    (x0, y0), (x1, y1) = one, two
    if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
        yield view.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

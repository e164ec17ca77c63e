"""NFC with a way back: which characters of a raw text each composed character was made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import combining, is_normalized, normalize


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in NFC; character `i` was made of the raw characters from `begins[i]` up to `ends[i]`."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]


def composed(raw: str) -> Composed:
    """A raw text in NFC. A base and its marks are one cluster, and lead back to the whole of it."""
    if is_normalized("NFC", raw):
        return Composed(raw, range(len(raw)), range(1, len(raw) + 1))
    edges = [at for at, char in enumerate(raw) if at == 0 or not combining(char)] + [len(raw)]
    clusters = [normalize("NFC", raw[begin:end]) for begin, end in pairwise(edges)]
    whole = normalize("NFC", raw)
    if "".join(clusters) != whole:  # scripts whose letters compose without being marks, such as Korean
        edges, clusters = [0, len(raw)], [whole]
    begins, ends = [], []
    for begin, end, cluster in zip(edges, edges[1:], clusters, strict=False):
        begins += [begin] * len(cluster)
        ends += [end] * len(cluster)
    return Composed(whole, begins, ends)

"""The hash tree of RFC 6962 (Certificate Transparency), section 2.1: SHA-256, leaves and nodes told apart by a byte.

So that no row can pass for a node, nor a node for a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def leaf_of(content: bytes) -> bytes:
    """The hash of one entry: SHA-256 of a zero byte and the content."""
    return sha256(b"\x00" + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows leaf by leaf and keeps only the roots of its full subtrees: some log2(n) hashes."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append the hash of an entry."""
        self.size += 1
        size = self.size
        while size % 2 == 0:
            leaf = _node(self._full.pop(), leaf)
            size //= 2
        self._full.append(leaf)

    def root(self) -> bytes:
        """The hash of all so far; of nothing, SHA-256 of nothing."""
        if not self._full:
            return sha256().digest()
        *lefts, root = self._full
        for left in reversed(lefts):
            root = _node(left, root)
        return root


def path_to(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that lead from the leaf at `index` to the root, lowest first."""
    path: list[bytes] = []
    level = list(leaves)
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [_node(left, right) for left, right in pairs] + level[len(level) & ~1 :]
        index //= 2
    return path


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to (RFC 9162, section 2.1.3.2); None where no tree of that size has such a path."""
    if not 0 <= index < size:
        return None
    last, root = size - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            root = _node(beside, root)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            root = _node(root, beside)
        index, last = index // 2, last // 2
    return root if last == 0 else None

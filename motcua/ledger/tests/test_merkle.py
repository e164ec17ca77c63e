"""The tree is that of RFC 6962, and a path proves its own leaf in its own place, and nothing else."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger.rules import Tree, fact_content, leaf_of, netstrings, path_to, root_by_path

# The reference entries of Certificate Transparency and the roots over the first n of them.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaves(many: int) -> list[bytes]:
    return [leaf_of(str(number).encode()) for number in range(many)]


def root_of(hashes: list[bytes]) -> bytes:
    tree = Tree()
    for each in hashes:
        tree.add(each)
    return tree.root()


@pytest.mark.parametrize("many", range(9))
def test_the_tree_is_that_of_certificate_transparency(many: int) -> None:
    hashes = [leaf_of(bytes.fromhex(entry)) for entry in ENTRIES[:many]]
    assert root_of(hashes).hex() == ROOTS[many]


def by_definition(hashes: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256().digest()
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return sha256(b"\x01" + by_definition(hashes[:half]) + by_definition(hashes[half:])).digest()


@given(st.integers(0, 300))
def test_a_tree_grown_leaf_by_leaf_is_the_tree_by_definition(many: int) -> None:
    assert root_of(leaves(many)) == by_definition(leaves(many))


@given(st.integers(1, 200).flatmap(lambda many: st.tuples(st.just(many), st.integers(0, many - 1))))
def test_every_leaf_has_a_path_to_the_root(case: tuple[int, int]) -> None:
    many, index = case
    hashes = leaves(many)
    path = path_to(index, hashes)
    assert root_by_path(hashes[index], index, many, path) == root_of(hashes)
    assert len(path) <= (many - 1).bit_length()


@given(st.integers(2, 60).flatmap(lambda many: st.tuples(st.just(many), st.integers(0, many - 1), st.data())))
def test_a_path_proves_no_other_leaf_place_or_size(case: tuple[int, int, st.DataObject]) -> None:
    many, index, data = case
    hashes = leaves(many)
    root, path = root_of(hashes), path_to(index, hashes)
    other = data.draw(st.integers(0, many - 1).filter(lambda place: place != index))
    assert root_by_path(hashes[other], index, many, path) != root
    assert root_by_path(hashes[index], other, many, path) != root
    assert root_by_path(hashes[index], index, many, path[:-1]) != root
    assert root_by_path(hashes[index], index, many, [*path, root]) != root
    assert root_by_path(hashes[index], many, many, path) is None
    assert root_by_path(hashes[index], -1, many, path) is None


def test_a_node_is_no_leaf() -> None:
    left, right = leaves(2)
    assert leaf_of(left + right) != root_of([left, right])


texts = st.lists(st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=6)), max_size=4)


@given(texts, texts)
def test_two_facts_never_have_the_same_bytes(one: list[str | None], other: list[str | None]) -> None:
    assert (fact_content(one) == fact_content(other)) == (one == other)


def test_the_bytes_of_a_fact_are_as_written_down() -> None:
    assert fact_content(["7", "đ", "", None]) == b"13:motcua.fact.1,1:7,2:\xc4\x91,0:,-,"
    assert netstrings([]) == b""

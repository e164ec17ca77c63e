"""Checking a proof (`queries.proof_of`) without the database: with the file and a public key alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from motcua.kernel.refusal import Malformed
from motcua.ledger.rules import FACT_FIELDS, Statement, fact_content, leaf_of, root_by_path
from motcua.ledger.signing import is_signed


def fault_of(proof: Any, keys: Collection[bytes] | None) -> str | None:
    """What does not hold, as a Vietnamese sentence; None where the proof stands. `Malformed` where it is no proof.

    Without `keys` the signature is held against the key in the proof, which the reader has to know.
    """
    try:
        if proof["format"] != "motcua.proof.1":
            raise Malformed("Tệp này là bằng chứng theo bản mới hơn; hãy cập nhật chương trình rồi kiểm lại.")
        fact = fact_content([proof["fact"][name] for name in FACT_FIELDS])
        statement = Statement(**proof["seal"])
        path = [bytes.fromhex(each) for each in proof["path"]]
        tree_root = root_by_path(leaf_of(fact), proof["index"], statement.count, path)
        key, signature = bytes.fromhex(statement.public_key), bytes.fromhex(proof["signature"])
        root = bytes.fromhex(proof["root"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Malformed(
            "Tệp này không phải bằng chứng của sổ cái; hãy xuất lại bằng bin/motcua ledger proof."
        ) from None
    if tree_root is None or tree_root.hex() != statement.tree_root:
        return "Nội dung sự kiện không khớp với niêm phong: sự kiện hoặc bằng chứng đã bị sửa."
    if statement.root() != root:
        return "Nội dung niêm phong trong bằng chứng đã bị sửa."
    if not is_signed(key, signature, statement.content(), keys):
        return "Chữ ký của niêm phong không đúng, hoặc được ký bằng khoá lạ."
    return None

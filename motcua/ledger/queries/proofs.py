"""A proof that a fact was sealed, which anybody can check without the database (`proofs.fault_of`)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from motcua.kernel.refusal import NotFound
from motcua.ledger.models import Seal, SealPage
from motcua.ledger.models.contents import texts_of
from motcua.ledger.rules import FACT_FIELDS, path_to

HASH = 32


def proof_of(fact_id: int) -> dict[str, Any]:
    """The fact, its way up the tree, the seal; as JSON. `NotFound` where it does not exist or is not sealed yet."""
    page = SealPage.objects.filter(ids__contains=[fact_id]).select_related("seal").first()
    texts = texts_of(fact_id)
    if page is None or texts is None:
        is_there = "chưa được niêm phong; hãy niêm phong bằng bin/motcua ledger seal rồi thử lại"
        says = is_there if texts else "không có trong sổ cái; hãy kiểm tra lại số"
        raise NotFound(f"Sự kiện số {fact_id} {says}.")
    seal: Seal = page.seal
    whole = SealPage.objects.filter(seal=seal).order_by("number").values_list("ids", "leaves")
    ids: list[int] = []
    leaves: list[bytes] = []
    for some, hashes in whole.iterator(chunk_size=8):
        ids += some
        leaves += [bytes(hashes[at : at + HASH]) for at in range(0, len(hashes), HASH)]
    index = ids.index(fact_id)
    return {
        "format": "motcua.proof.1",
        "fact": dict(zip(FACT_FIELDS, texts, strict=True)),
        "index": index,
        "path": [each.hex() for each in path_to(index, leaves)],
        "seal": asdict(seal.statement),
        "root": bytes(seal.root).hex(),
        "signature": bytes(seal.signature).hex(),
    }

"""The key that signs seals, the keys that are known, and the roots noted outside the database.

Three files beside one another, named by `settings.LEDGER_KEY`: the private key (mode 600, made where there is none);
`….pub`, a public key a line in hexadecimal digits, old ones included; `….roots`, a line for each seal made here:
number, root, moment. Whoever holds the database but not these files cannot make a seal, nor take one away unseen.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from motcua.kernel.refusal import Malformed


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key and the file it is kept in."""

    path: Path
    key: Ed25519PrivateKey

    @property
    def public_key(self) -> bytes:
        """32 bytes that anybody may know."""
        return self.key.public_key().public_bytes_raw()

    def sign(self, content: bytes) -> bytes:
        """The Ed25519 signature, 64 bytes."""
        return self.key.sign(content)

    def note(self, number: int, root: bytes, sealed_at: str) -> None:
        """Write a root down where the database cannot reach it."""
        _append(_roots(self.path), f"{number} {root.hex()} {sealed_at}\n")


def signer(path: Path) -> Signer:
    """The key of this installation, made on first use."""
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Malformed(f"Tệp khoá {path} không phải khoá Ed25519; hãy đặt lại đúng tệp khoá niêm phong.")
    found = Signer(path, key)
    if found.public_key not in _listed(path):
        _append(_public(path), found.public_key.hex() + "\n")
    return found


def known_keys(path: Path) -> frozenset[bytes]:
    """The public keys whose seals count here; none where no seal was ever made with this file."""
    return frozenset(_listed(path) | ({signer(path).public_key} if path.exists() else set()))


def noted_roots(path: Path) -> dict[int, bytes]:
    """Number and root of each seal that was noted here."""
    try:
        lines = _roots(path).read_text().splitlines()
    except FileNotFoundError:
        return {}
    return {int(number): bytes.fromhex(root) for number, root, _ in (line.split() for line in lines)}


def noted_lines(path: Path, until: int) -> list[str]:
    """The notes of the seals up to a number as they are written, for a backup to take along."""
    noted = noted_roots(path)
    lines = _roots(path).read_text().splitlines() if noted else []
    return [line for line in lines if int(line.split()[0]) <= until]


def bring(path: Path, keys: Collection[bytes], lines: Collection[str]) -> None:
    """Take in the public keys and the notes that a backup brought, beside those that are here."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for key in sorted(set(keys) - _listed(path)):
        _append(_public(path), key.hex() + "\n")
    noted = noted_roots(path)
    for line in lines:
        if int(line.split()[0]) not in noted:
            _append(_roots(path), line + "\n")


def set_aside(path: Path, ending: str) -> Path | None:
    """Put the notes of seals that are no more under another name, where they stay as evidence; that name."""
    if not _roots(path).exists():
        return None
    return _roots(path).rename(_roots(path).with_name(f"{_roots(path).name}.{ending}"))


def is_signed(public_key: bytes, signature: bytes, content: bytes, known: Collection[bytes] | None) -> bool:
    """Whether a known key signed it; where none is known, whether that key did."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return known is None or public_key in known


def _public(path: Path) -> Path:
    return path.with_name(f"{path.name}.pub")


def _roots(path: Path) -> Path:
    return path.with_name(f"{path.name}.roots")


def _listed(path: Path) -> set[bytes]:
    try:
        return {bytes.fromhex(line) for line in _public(path).read_text().split()}
    except FileNotFoundError:
        return set()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as sink:
        sink.write(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        path.hardlink_to(half)  # unlike a rename, it leaves the key of another process that was first
    except FileExistsError:
        pass
    finally:
        half.unlink()


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="ascii") as sink:
        sink.write(line)

"""Whether a text is what its reader sees: letters lost on the way, or typed in fonts older than Unicode, are not.

Such a text still has digits, and an auditor that went on would read words it cannot know.
"""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import category

from motcua.progress.documents.opened import quoted
from motcua.progress.types import Unreadable

_OURS = frozenset("aăâbcdđeêfghijklmnoôơpqrstuưvwxyzáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
_LATIN = re.compile("[A-Za-zªµºÀ-ÖØ-öø-ɏẠ-ỹ]")
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=[^\W\d_])[¡-©«¬®-´¶-¹»-¿×÷](?=[^\W\d_])")
"""Signs of Western fonts between letters: what the old Vietnamese fonts drew as letters."""

_TWICE_READ = re.compile(r"á[º»][\u0080-\u00bf\u0152-\u2122]|Æ[°¡]|Ä[‘ƒ\u0091\u0083]|Ã[\u00a0-\u00bf]|Â[\u00a0-\u00bf]")
"""UTF-8 that a program took for a Western code and saved: «tá»‰nh» for «tỉnh»."""

_MANY = 6
"""Words with marks that a line must have before it is judged by them: names of other peoples are fewer."""

_LEADERS = re.compile(r"[\s._\-–—…]+")
_LOST = {"Co", "Cn", "Cs", "Cc"}


def must_be_legible(name: str, text: str, *, save_as: str) -> None:
    """Refuse a text whose letters are not letters. `save_as` says in what form the file should come back."""
    letters = _LATIN.findall(text)
    if (twice := len(_TWICE_READ.findall(text))) > 2 and twice * 50 > len(letters):
        raise Unreadable(
            f"Chữ trong tệp {quoted(name)} bị hỏng vì lẫn bảng mã (ví dụ “tá»‰nh” thay cho “tỉnh”); hãy mở bản gốc, "
            f"lưu lại dưới dạng {save_as} với bảng mã UTF-8 rồi thử lại."
        )
    solid = _LEADERS.sub("", text)
    lost = sum(char == "\ufffd" or category(char) in _LOST for char in solid)
    readable = sum(char.isalnum() for char in solid)
    words = _WORD.findall(text)
    mixed = sum(map(_is_mixed, words))
    unread = (lost > 5 and lost * 20 > len(solid)) or (len(solid) > 40 and readable * 5 < len(solid) * 2)
    if unread or (mixed > 2 and mixed * 25 > len(words)):
        raise Unreadable(
            f"Chữ trong tệp {quoted(name)} đã mất mã nên không đọc được; hãy mở bản gốc, lưu lại dưới dạng {save_as} "
            "với phông Unicode (ví dụ Times New Roman) rồi thử lại."
        )
    foreign = sum(letter.lower() not in _OURS for letter in letters) + len(_INSIDE.findall(text))
    if foreign > 5 and foreign * 50 > len(letters):
        raise Unreadable(
            f"Chữ trong tệp {quoted(name)} gõ bằng phông cũ TCVN3 (như .VnTime) hoặc VNI nên không đọc được; hãy "
            f"chuyển sang Unicode, ví dụ bằng UniKey (Ctrl+Shift+F6), lưu lại dưới dạng {save_as} rồi thử lại."
        )
    if _has_garbled_lines(text):
        raise Unreadable(
            f"Một phần chữ trong tệp {quoted(name)} bị hỏng vì lẫn bảng mã hoặc phông cũ (TCVN3, VNI); hãy chuyển phần "
            f"đó sang Unicode, ví dụ bằng UniKey (Ctrl+Shift+F6), lưu lại dưới dạng {save_as} rồi thử lại."
        )


def _has_garbled_lines(text: str) -> bool:
    """Whether a line has many words with marks, a third of which are garbled: a part pasted from another code."""
    for line in text.splitlines():
        marked = [word for word in _WORD.findall(_INSIDE.sub("ÿ", line)) if not word.isascii()]
        if len(marked) >= _MANY and 3 * sum(map(_is_garbled, marked)) >= len(marked):
            return True
    return False


def _is_garbled(word: str) -> bool:
    """Whether a word has a letter that is not ours, or a capital after a small letter; Krông and QĐND have neither."""
    return not set(word.lower()) <= _OURS or any(one.islower() and two.isupper() for one, two in pairwise(word))


def _is_mixed(word: str) -> bool:
    """A word with letters of two scripts: a font without a table of its letters."""
    if word.isascii():
        return False
    ours = [bool(_LATIN.match(char)) for char in word if char.isalpha()]
    return any(ours) and not all(ours)

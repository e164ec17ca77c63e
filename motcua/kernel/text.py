"""Vietnamese text: one spelling, folding, syllables, full-text search in both forms, alphabetical order.

Everything typed or imported passes `normalise` at the door: Unicode NFC (TCVN 6909) and one placing of the
tone mark (hoà → hòa, thuỷ → thủy, qúy → quý; giá and hoàn stay). PostgreSQL's own parser is never fed raw
Vietnamese: `search_vector` and `search_query` write its literals.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category
from unicodedata import normalize as _unicode

# Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries, after no mark. Then the marks of ă, of â ê ô, of ơ ư.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_QUALITIES = "\u0306\u0302\u031b"
_QUALIFIED = "ăâêôơư"
_VOWELS = "aăâeêioôơuưy"
_NUCLEI = (
    " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ uy "
    "ưa ưi ươ ưu yê oai oao oay oeo iêu yêu uây uôi uya uyê uyu ươi ươu "
)
_SYLLABLE = re.compile(
    rf"(qu|gi(?=[{_VOWELS}])|ngh?|gh?|nh|ch|kh|ph|th|tr|[bcdđhklmnprstvx]|)"
    rf"([{_VOWELS}]+)"
    r"(ch|ng|nh|[cmnpt]|)"
)
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_LONGEST = 100  # letters; no syllable is longer, a longer run is cut in texts and queries alike
_LAST_POSITION = 16_383  # PostgreSQL keeps none beyond: later words are found, but not as part of a phrase


def normalise(text: str) -> str:
    """The one spelling in which text is kept: NFC, tone marks where the house writes them, nothing unseen."""
    return _WORD.sub(lambda word: _respelt(word[0]), _unicode("NFC", visible(text)))


def visible(text: str) -> str:
    """Text without what takes no room on paper but makes two equal names differ, or turns a line around.

    Soft hyphens, zero-width blanks and marks of direction come along when people copy from a document.
    """
    return _UNSEEN.sub("", text)


def fold(text: str) -> str:
    """Lower case without any mark, đ as d: what somebody types who types no marks."""
    bare = "".join(char for char in _unicode("NFD", text.lower()) if category(char) != "Mn")
    return _unicode("NFC", bare.replace("đ", "d"))


def syllables(text: str) -> list[str]:
    """The words of a text in order, lower case, in the one spelling; numbers count, punctuation does not."""
    return [_respelt(word[:_LONGEST]) for word in _WORD.findall(_unicode("NFC", text.lower()))]


@lru_cache(maxsize=65_536)
def _respelt(word: str) -> str:
    """A word in NFC with its tone mark moved, if it is a Vietnamese syllable with just one."""
    bare, tones = _without_tones(word)
    if len(tones) != 1 or not (found := _SYLLABLE.fullmatch(bare.lower())) or f" {found[2]} " not in _NUCLEI:
        return word
    at = found.start(2) + _toned_vowel(found[2], closed=bool(found[3]))
    return _unicode("NFC", bare[: at + 1] + tones + bare[at + 1 :])


def _without_tones(word: str) -> tuple[str, str]:
    decomposed = _unicode("NFD", word)
    bare = "".join(char for char in decomposed if char not in _TONES)
    return _unicode("NFC", bare), "".join(char for char in decomposed if char in _TONES)


def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: its letters in an order that occurs, with at most one tone."""
    bare, tones = _without_tones(word.lower())
    found = _SYLLABLE.fullmatch(bare)
    return len(tones) <= 1 and found is not None and f" {found[2]} " in _NUCLEI


def _toned_vowel(nucleus: str, *, closed: bool) -> int:
    """Which vowel bears the tone: the last of ă â ê ô ơ ư; else the middle of three; else, of two, the
    first in an open syllable (hòa, thủy, của) and the second before a consonant (hoàn, huýt)."""
    qualified = [at for at, vowel in enumerate(nucleus) if vowel in _QUALIFIED]
    if qualified:
        return qualified[-1]
    return 1 if len(nucleus) == 3 or (len(nucleus) == 2 and closed) else 0


# Search ---------------------------------------------------------------------------------------------------


def search_tokens(text: str) -> list[tuple[str, int]]:
    """Each syllable twice at its position, counted from 1: as written and, after `~`, folded."""
    return [
        (token, min(position, _LAST_POSITION))
        for position, syllable in enumerate(syllables(text), start=1)
        for token in (syllable, f"~{_folded(syllable)}")
    ]


@lru_cache(maxsize=65_536)
def _folded(syllable: str) -> str:
    return fold(syllable)


def search_vector(text: str) -> str:
    """A text as a parameter for `%s::tsvector`; it holds no quote, so it may stand inside a literal too.

    Index page by page or provision by provision: phrases beyond the 16,383rd syllable are not found, and
    PostgreSQL refuses a vector of more than a megabyte.
    """
    return " ".join(f"{token}:{position}" for token, position in search_tokens(text))


def search_query(words: str, *, prefix: bool = False, phrase: bool = True) -> str:
    """Typed words as a parameter for `%s::tsquery`; empty when there is nothing to look for.

    A word typed with marks matches only itself, a bare one every word that folds to it. With `phrase` the
    words must stand side by side in this order, else anywhere. With `prefix` the last word may be only begun.
    """
    typed = syllables(words)
    terms = [f"~{word}" if word == fold(word) else word for word in typed]
    if terms and prefix:
        terms[-1] = _begun(typed[-1])
    return (" <-> " if phrase else " & ").join(terms)


def _begun(word: str) -> str:
    """What begins like a word, whose tone may yet move: hoà begins hòa and hoàn."""
    if word == fold(word):
        return f"~{word}:*"
    bare, tone = _without_tones(word)
    moved = (_unicode("NFC", bare[:at] + vowel + tone + bare[at + 1 :]) for at, vowel in _vowels(bare) if tone)
    forms = list(dict.fromkeys([word, *moved]))
    either = " | ".join(f"{form}:*" for form in forms)
    return f"({either})" if len(forms) > 1 else either


def _vowels(bare: str) -> list[tuple[int, str]]:
    return [(at, char) for at, char in enumerate(bare) if char in _VOWELS]


# Order ----------------------------------------------------------------------------------------------------


def sort_key(text: str) -> str:
    """A key whose order under `COLLATE "C"` is Vietnamese: a ă â … d đ …, then the tones, word by word.

    Numbers come before letters and by value: Phường 2 before Phường 10. Case and punctuation do not matter.
    """
    return " ".join(_order(word) for word in syllables(text))


def name_sort_key(name: str) -> str:
    """The order of people's names: by the given name, the last word, then by the family name and the rest."""
    words = syllables(name)
    return sort_key(" ".join(words[-1:] + words[:-1]))


@lru_cache(maxsize=65_536)
def _order(word: str) -> str:
    bare, tones = _without_tones(word)
    letters = "".join(
        _number(run) if run[0] in "0123456789" else "".join(map(_rank, run))
        for run in re.findall(r"[0-9]+|[^0-9]+", bare)
    )
    return f"{letters} {''.join(str(_TONES.index(tone) + 1) for tone in tones) or '0'}"


def _number(digits: str) -> str:
    significant = digits.lstrip("0")
    return f"{len(significant):03}{significant}"


def _rank(char: str) -> str:
    """A letter's place: its base letter, then 0, or 1 to 3 for its variants."""
    decomposed = _unicode("NFD", char)
    base, mark = decomposed[0], decomposed[1:2]
    if base == "đ":
        return "d1"
    return f"{base}{_QUALITIES.index(mark) + 1 if mark and mark in _QUALITIES else 0}"

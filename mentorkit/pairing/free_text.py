"""How close two texts in people's own words are: whole words, two words in a row, and the beginnings of long words.

Each text becomes the terms of :func:`terms`, a term weighs more the fewer texts use it (tf-idf of scikit-learn), and the closeness of two
texts is the cosine of their weights. A word is never found inside another: "AI" is not in "retail", "art" not in "start". Long words
that begin alike count partly ("manager", "management"), in Hebrew also behind one particle letter ("בניהול", "ניהול").
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["closeness_of_texts", "installed", "terms"]

FULL = 1000
_WORD = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?")  # letters and digits of any script; C++ and C# stay what they are
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_PARTICLES = "ובהכלמש"  # and, in, the, as, to, from, that: written together with the next word
_BEGINNING, _HEBREW_BEGINNING = 5, 4  # letters; Hebrew words are shorter, because vowels are not written
_JOINED = str.maketrans("", "", "'\"\u2019\u05f3\u05f4")  # don't, ארה"ב: one word
_DASHES = re.compile(r"[\u05be\u2010-\u2015-]")
# words that every text has and that say nothing of its subject
_SMALL = """
    a about all am an and any are as at be been being but by can could do does doing for from get had has have he her his how i id if im in into is it its ive just
    like make me more most my need no not of on or other our out over own she should so some such than that the their them then there these they this those through to too up us
    very want was we were what when where which who why will with would you your
    אבל או אולי אותה אותו אותי אותם אך אל אם אנחנו אני את אתה אתם אנו בה בו ביותר בין גם הוא היא הייתי הם הן זאת זה זו יותר יש כבר כדי כי כל כמו לא לה להם לו לי לנו מאוד מה
    מי מן נו עוד על עם צריך צריכה רוצה רוצים רק של שלי שלנו שם
"""
_EMPTY = frozenset(_SMALL.split())


def installed() -> bool:
    """Whether scikit-learn is there, which only this criterion needs."""
    return importlib.util.find_spec("sklearn") is not None


def terms(text: str) -> list[str]:
    """What a text is compared by: its words, each two words in a row, and marked beginnings of long words.

    Accents, niqqud and capital letters make no difference; words such as "and" or "של" count for nothing, unless they are written as
    initials: "IT" is a subject, "it" is none.

    >>> terms("Réseau: learning AI")
    ['reseau', 'learning', 'ai', 'reseau learning', 'learning ai', '^resea', '^learn']
    """
    written = _WORD.findall(_folded(text))
    words = [word.casefold() for word in written if word.casefold() not in _EMPTY or (word.isupper() and len(word) > 1)]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return [*words, *pairs, *(f"^{beginning}" for word in words for beginning in _beginnings(word))]


def closeness_of_texts(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.int32]:
    """Points 0-1000 of each text of the left (row) with each of the right (column): 1000 times the cosine, half up.

    The cosine is rounded at 1e-9 first, so that another order of adding up on another machine gives the same points. Two texts
    without any term give 0. Needs scikit-learn (see :func:`installed`).
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [*left, *right]
    if not any(terms(text) for text in texts):
        return np.zeros((len(left), len(right)), np.int32)
    weights = TfidfVectorizer(analyzer=terms).fit_transform(texts)
    cosine = (weights[: len(left)] @ weights[len(left) :].T).toarray()
    return np.asarray(np.floor(np.round(cosine, 9) * FULL + 0.5 + 1e-9), np.int32)


def _folded(text: str) -> str:
    """Without accents, niqqud and marks that only join or direct; hyphens part words."""
    apart = unicodedata.normalize("NFKD", _DASHES.sub(" ", text.translate(_JOINED)))
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"))


def _beginnings(word: str) -> Iterator[str]:
    """The first letters of a long word, and of a Hebrew word behind a letter that may be a particle."""
    if not _HEBREW.match(word):
        if len(word) >= _BEGINNING:
            yield word[:_BEGINNING]
        return
    for bare in (word, word[1:]) if word[0] in _PARTICLES else (word,):
        if len(bare) >= _HEBREW_BEGINNING:
            yield bare[:_HEBREW_BEGINNING]

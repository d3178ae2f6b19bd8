"""Made-up first names for people on a screen, in both languages, as many as are asked for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

__all__ = ["first_names"]

# None of them is a word that a table would read as an answer, a month or a sum.
_ENGLISH = (
    "Ada Adina Agnes Aidan Alba Albert Alfie Alma Alona Amara Amir Amos Andrea Anika Anouk Ansel Anton Ariel Arno Astrid Asher Aviva Bella Benno Bianca Boaz "
    "Bruno Camille Carla Caspar Cecil Celia Clara Claude Conrad Cora Cyril Dafna Dalia Damian Daria Dario Delia Dinah Doron Edgar Edith Edo Eitan Elena Elias "
    "Elif Ella Elsa Emil Emre Enzo Erik Ester Etta Eva Ezra Fabian Farid Felix Fiona Flora Florin Frank Freya Gabor Gaia Gideon Gili Gita Greta Guido Gustav "
    "Hadar Hana Harald Hedda Helga Henri Hilda Hugo Ida Idan Ilana Imre Ines Inga Irena Iris Isaac Ivana Ivo Jakob Jana Jasper Joel Jonas Judith Julian Karim "
    "Katia Keren Kirsten Klara Lars Laila Lea Leon Levi Lidia Linus Lior Livia Lotte Luca Lucia Ludo Magda Malik Marek Marta Maya Milan Milo Mina Mirko Moritz "
    "Nadav Nadia Naomi Nell Nico Nils Nina Noa Nora Odile Ofer Olaf Olga Omri Oren Oskar Otto Paula Pavel Petra Pia Quentin Rafael Rana Ravit Rhea Rivka Robin "
    "Rolf Roman Ronit Rosa Rubi Ruth Sabine Salma Sami Selma Senta Shira Silas Simona Sofia Stefan Tal Tamar Tessa Theo Tilda Tomer Tova Ulla Uri Valentin Vera "
    "Viktor Vida Wanda Wim Xenia Yael Yara Yoav Yona Yusuf Zelda Zev Zohar"
)
_HEBREW = (
    "אביגיל אביב אביטל אביתר אברהם אדווה אדם אהוד אוהד אופיר אופק אור אורטל אורי אורית אורלי אייל איילת אילן אילנה איתי איתמר אלון אלונה אליה אליעד אלמוג אמיר "
    "אסף אפרת אריאל ארנון אתי בועז בנימין בר ברוך ברק גאיה גבע גד גדי גיא גיל גילה גילי גלית גלעד דבורה דוד דוריה דורון דינה דלית דן דנה דניאל דפנה דקל דרור הדס הדר "
    "הילה הלל ורד זהבה זהר זיו חגית חיים חמוטל חנה טל טליה יאיר יהודית יואב יובל יוסף יותם יעל יעקב יפעת ירדן ירון כרמית כרמל לאה להב לידור ליאור ליאת לילך לירון "
    "מאיה מאיר מוטי מיטל מיכאל מיכל מירב מירון מעיין מתן נאוה נגה נדב נועה נועם נורית ניצן ניר נעמה נעמי נתן סהר סיון סמדר עדי עדן עוז עידית עידן עינת עמוס עמית ענבל "
    "ענת עפרה ערן פנחס צביה צופיה קובי קרן רבקה רוית רון רונית רות רחל רן רננה שגיא שגית שולמית שחר שי שירה שלומית שמעון שקד שרון תאיר תומר תמר"
)


def first_names(n: int, language: str, seed: int, *, more_than: int = 0) -> tuple[str, ...]:
    """``n`` different names in rising order, drawn with ``seed``; two or three of them together when one each is not enough.

    Each name has more parts than ``more_than``, so that names of another group with so many parts are never the same.
    """
    single = sorted(set((_HEBREW if language == "he" else _ENGLISH).split()))
    length = next(k for k in itertools.count(more_than + 1) if n <= len(single) or (k > 1 and len(single) ** k >= 4 * n))
    rng = np.random.default_rng(seed)
    if length == 1:
        drawn = rng.choice(len(single), size=n, replace=False)
        return tuple(sorted(single[place] for place in drawn))
    return tuple(sorted(itertools.islice(_together(single, length, rng), n)))


def _together(single: list[str], length: int, rng: np.random.Generator) -> Iterator[str]:
    """Different names of ``length`` parts each, endlessly drawn; no part stands twice in one name."""
    seen: set[tuple[int, ...]] = set()
    while True:
        for parts in rng.integers(0, len(single), size=(4096, length)).tolist():
            key = tuple(parts)
            if len(set(key)) == length and key not in seen:
                seen.add(key)
                yield " ".join(single[part] for part in key)

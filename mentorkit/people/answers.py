"""What people write for yes, no and not sure, in English and Hebrew."""

from __future__ import annotations

__all__ = ["CHOICES", "YES_NO"]

_WORDS = {
    "yes": "yes|y|true|1|x|כן",
    "no": "no|n|false|0|לא",
    "unsure": "unsure|not sure|don't know|do not know|maybe|לא בטוח|לא בטוחה|לא בטוח/ה|לא יודע|לא יודעת|לא יודע/ת|אולי",
}
# words of our own forms for what the tables write as keys
CHOICES: dict[str, str] = {"א": "a", "ב": "b", "מנטי": "mentee", "מנטור": "mentor", "רכז": "coordinator", "רכזת": "coordinator", "הגשתי": "applied"}
YES_NO: dict[str, str] = {word: answer for answer, words in _WORDS.items() for word in words.split("|")}

"""Every sentence a user reads, in the language of the programme.

Rooms make messages with :func:`msg`; only the outermost layer turns them into words with a :class:`Text`.
"""

from mentorkit.text.messages import Currency, Decimal, Mark, Message, Money, Share, msg, msg_n
from mentorkit.text.speak import LANGUAGES, Text, text_for

__all__ = ["LANGUAGES", "Currency", "Decimal", "Mark", "Message", "Money", "Share", "Text", "msg", "msg_n", "text_for"]

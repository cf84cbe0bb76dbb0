"""Days, moments and lists in words, as the language of this process writes them."""

import re
from collections.abc import Iterable
from datetime import datetime

from qantar.common import language
from qantar.common.text import _

MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)
SHORT = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
    *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
)
WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_ISO = re.compile(r"\d{4}-\d{2}(?P<day>-\d{2}(?P<time>T\d{2}:\d{2})?)?")


def moment(when: datetime, form: str) -> str:
    """`when` in words; `form` is a message with the fields ``{day}``, ``{month}``,
    ``{short_month}``, ``{year}``, ``{weekday}`` and ``{time}``.
    """
    return form.format(
        day=when.day,
        month=MONTHS[when.month - 1],
        short_month=SHORT[when.month - 1],
        year=when.year,
        weekday=WEEKDAYS[when.weekday()],
        time=f"{when:%H:%M}",
    )


def day(text: str) -> str:
    """``2022-01-05T10:30`` as "5 Jan 2022, 10:30 UTC", ``2021-10`` as "October 2021", with spaces
    that no line breaks at; any other text unchanged.
    """
    parts = _ISO.fullmatch(text)
    if not parts:
        return text
    if not parts["day"]:
        words = moment(datetime.fromisoformat(f"{text}-01"), _("{month} {year}"))
    elif parts["time"]:
        words = moment(datetime.fromisoformat(text), _("{day} {short_month} {year}, {time} UTC"))
    else:
        words = moment(datetime.fromisoformat(text), _("{day} {short_month} {year}"))
    return words.replace(" ", "\u00a0")


def commas(words: Iterable[str]) -> str:
    """ "one, two" """
    return language.current().comma.join(words)


def semicolons(words: Iterable[str]) -> str:
    """ "one; two", for words that hold commas."""
    return language.current().semicolon.join(words)


def enumerated(words: Iterable[str]) -> str:
    """ "one, two and three" """
    *most, last = words
    return _("{first} and {last}").format(first=commas(most), last=last) if most else last

"""Days, months and moments in words, as the language of this process writes them."""

import re
from datetime import datetime

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
_ISO = re.compile(r"\d{4}-(?:Q(?P<quarter>[1-4])|\d{2}(?P<day>-\d{2}(?P<time>T\d{2}:\d{2})?)?)")


def dated(time: datetime, form: str) -> str:
    """``time.strftime(form)`` with the months and weekdays of this language; `form` is a message
    such as "%-d %b %Y", whose order a language may change.
    """
    month = time.month - 1
    names = {"%B": MONTHS[month], "%b": SHORT[month], "%a": WEEKDAYS[time.weekday()]}
    return time.strftime(re.sub("%[Bba]", lambda found: names[found[0]], form))


def day(text: str) -> str:
    """``2022-01-05T10:30`` as "5 Jan 2022, 10:30 UTC", ``2021-10`` as "October 2021", ``2021-Q4``
    as "Q4 2021", with spaces beside digits that no line breaks at; any other text unchanged.
    """
    parts = _ISO.fullmatch(text)
    if not parts:
        return text
    if parts["quarter"]:
        words = _("Q{quarter} {year}").format(quarter=parts["quarter"], year=text[:4])
    elif not parts["day"]:
        words = dated(datetime.fromisoformat(f"{text}-01"), _("%B %Y"))
    elif not parts["time"]:
        words = dated(datetime.fromisoformat(text), _("%-d %b %Y"))
    else:
        words = dated(datetime.fromisoformat(text), _("%-d %b %Y, %H:%M UTC"))
    return re.sub(r"(?<=\d) | (?=\d)", "\u00a0", words)

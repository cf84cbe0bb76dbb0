"""A table of the days on which machines earned what their power cost."""

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import cents
from qantar.charting import Chart, NoData, chart, colours, style
from qantar.common.text import _, listed, ngettext
from qantar.report.sentences import number

# Years above a table: two digits where the columns are narrow.
YEAR_HEADS = alt.Axis(
    orient="top",
    labelAngle=0,
    domain=False,
    ticks=False,
    labelOverlap=False,
    titleAnchor="start",
    labelExpr="width < 400 ? '’' + slice(datum.label, 2) : datum.label",
)


# A year with fewer days that paid than this share has hardly any.
HARDLY = 0.05


@chart(tables=("network_daily", "asics", "mining_fees", "exchange_rate"))
def paid_days(frame: pd.DataFrame, *, country: str, tariff_usd_kwh: float) -> Chart:
    """Share of each year's days on which machines earned their power.

    frame: model, efficiency_j_th, year, days, paid_days, paid_share; tariff: energy price before
    the fee.
    """
    if frame.empty:
        raise NoData(_("No whole year of the tables lies after the machines' release."))
    labels = {
        "model": _("Machine"),
        "efficiency_j_th": _("Efficiency (J/TH)"),
        "year": _("Year"),
        "days": _("Days"),
        "paid_days": _("Days that paid"),
        "paid_share": _("Share"),
    }
    machines = frame.drop_duplicates("model").sort_values("efficiency_j_th")
    short = {
        row.model: _("{name} · {e} J/TH").format(
            name=_short(row.model), e=number(row.efficiency_j_th, ".0f")
        )
        for row in machines.itertuples()
    }
    oldest = machines["model"].iloc[-1]
    return Chart(
        altair=_cells(frame, short, labels),
        data=frame,
        title=_title(frame, machines),
        measure=_(
            "Per cent of a year's days on which a machine earned more than {tariff} US cents a "
            "kilowatt-hour and, where one is charged, the mining fee on grid power (of a scale its "
            "lowest step), {first} to {last}; J/TH: fewer is better."
        ),
        description=ngettext(
            "A table of {n} machine by year. Each cell gives the share of days on which it earned "
            "more than its power cost at {tariff} US cents a kilowatt-hour and the mining fee of "
            "{country}, if it has one. {machine}: {values}. In {last}: {latest}.",
            "A table of {n} machines by year. Each cell gives the share of days on which the "
            "machine earned more than its power cost at {tariff} US cents a kilowatt-hour and "
            "the mining fee of {country}, if it has one. {machine}, the least efficient: {values}. "
            "In {last}: {latest}.",
            len(machines),
        ),
        words={
            "n": len(machines),
            "country": country,
            "tariff": cents(tariff_usd_kwh),
            "first": frame["year"].min(),
            "last": frame["year"].max(),
            "machine": _short(oldest),
            "values": listed(
                f"{row.year}: {number(row.paid_share, '.0%')}"
                for row in frame[frame["model"] == oldest].itertuples()
            ),
            "latest": listed(
                f"{_short(row.model)} {number(row.paid_share, '.0%')}"
                for row in frame[frame["year"] == frame["year"].max()].itertuples()
            ),
        },
        labels=labels,
    )


def _cells(frame: pd.DataFrame, short: dict[str, str], labels: dict[str, str]) -> alt.LayerChart:
    """A row for each machine (its name in `short`), a cell for each year, the share in it."""
    per_cent = [number(100 * share, ".0f") for share in frame["paid_share"]]
    drawn = frame.assign(name=frame["model"].map(short), per_cent=per_cent)
    base = alt.Chart(drawn).encode(
        x=alt.X("year:O", title=None, axis=YEAR_HEADS),
        y=alt.Y("name:N", sort=list(short.values()), title=None, axis=alt.Axis(labelLimit=110)),
        tooltip=[
            alt.Tooltip("model:N", title=labels["model"]),
            alt.Tooltip("year:O", title=labels["year"]),
            alt.Tooltip("paid_days:Q", title=labels["paid_days"]),
            alt.Tooltip("paid_share:Q", title=labels["paid_share"], format=style.SHARE),
        ],
    )
    scale = alt.Scale(type="threshold", domain=[0.05, 0.35, 0.65, 0.95], range=list(colours.STEPS))
    fill = alt.Color("paid_share:Q", scale=scale, legend=None)
    cells = base.mark_rect(stroke=colours.GREY_MARK, strokeWidth=0.5).encode(color=fill)
    dark = alt.condition(
        "datum.paid_share >= 0.65", alt.value(colours.PAPER), alt.value(colours.TEXT)
    )
    text = base.mark_text(fontSize=style.FONT_SIZE_SMALL).encode(text="per_cent:N", color=dark)
    return alt.layer(cells, text).properties(height=alt.Step(34))


def _title(frame: pd.DataFrame, machines: pd.DataFrame) -> str:
    """The first year of hardly any paid day, for the two least efficient machines that have one."""
    stopped = []
    for model in machines["model"].iloc[::-1]:
        own = frame[frame["model"] == model].sort_values("year")
        paid = own.loc[own["paid_share"] >= HARDLY, "year"]
        after = own.loc[own["year"] > paid.max(), "year"] if len(paid) else own["year"]
        if len(after):
            stopped.append((_short(model), int(after.min())))
    if len(stopped) > 1:
        (first, year), (second, later) = stopped[:2]
        words = _(
            "The machine {first} paid on hardly any day from {year} on, the {second} from {later} "
            "on"
        )
        return words.format(first=first, year=year, second=second, later=later)
    if stopped:
        last = int(frame["year"].max())
        others = frame[(frame["year"] == last) & (frame["model"].map(_short) != stopped[0][0])]
        most = int((others["paid_share"] > 0.5).sum())  # that paid on more than half of the days
        words = _(
            "The machine {first} paid on hardly any day from {year} on; of the others {n} of "
            "{total} paid on most days of {last}"
        )
        if most == len(others):
            words = _(
                "The machine {first} paid on hardly any day from {year} on; the rest paid on most "
                "days of {last}"
            )
        if others.empty:
            words = _("The machine {first} paid on hardly any day from {year} on")
        return words.format(
            first=stopped[0][0], year=stopped[0][1], n=most, total=len(others), last=last
        )
    return _("Every machine paid on some days of every year")


def _short(model: str) -> str:
    """A model's name without its maker and its variant in brackets."""
    words = model.split(" (")[0].split()
    return " ".join(words[-2:]) if words[-1] in ("Pro", "XP") else words[-1]

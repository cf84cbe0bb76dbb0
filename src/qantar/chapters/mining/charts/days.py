"""A table of the days on which machines earned what their power cost."""

import altair as alt
import pandas as pd

from qantar.chapters.shared.charts.words import cents
from qantar.charting import theme
from qantar.charting.theme import Chart, NoData, chart
from qantar.common.text import _, told
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


@chart(tables=("network_daily", "asics", "mining_fees", "exchange_rate"))
def paid_days(frame: pd.DataFrame, *, country: str, tariff_usd_kwh: float) -> Chart:
    """Share of each year's days on which machines earned their power.

    frame: model, efficiency_j_th, year, days, paid_days, paid_share; tariff: energy price before
    the fee.
    """
    if frame.empty:
        raise NoData(_("No whole year of the tables lies after the machines' release."))
    machines = frame.drop_duplicates("model").sort_values("efficiency_j_th")
    short = {
        row.model: _("{name} · {e} J/TH").format(
            name=_short(row.model), e=number(row.efficiency_j_th, ".0f")
        )
        for row in machines.itertuples()
    }
    per_cent = [number(100 * share, ".0f") for share in frame["paid_share"]]
    drawn = frame.assign(name=frame["model"].map(short), per_cent=per_cent)
    base = alt.Chart(drawn).encode(
        x=alt.X("year:O", title=_("Days that paid, per cent of the year"), axis=YEAR_HEADS),
        y=alt.Y("name:N", sort=list(short.values()), title=None, axis=alt.Axis(labelLimit=110)),
        tooltip=[
            alt.Tooltip("model:N", title=_("Machine")),
            alt.Tooltip("year:O", title=_("Year")),
            alt.Tooltip("paid_days:Q", title=_("Days that paid")),
            alt.Tooltip("paid_share:Q", title=_("Share"), format=theme.SHARE),
        ],
    )
    fill = alt.Color("paid_share:Q", scale=theme.steps([0.05, 0.35, 0.65, 0.95]), legend=None)
    cells = base.mark_rect(stroke=theme.GREY_MARK, strokeWidth=0.5).encode(color=fill)
    dark = alt.condition("datum.paid_share >= 0.65", alt.value(theme.PAPER), alt.value(theme.TEXT))
    text = base.mark_text(fontSize=theme.FONT_SIZE_SMALL).encode(text="per_cent:N", color=dark)
    oldest = machines.iloc[-1]
    own = drawn[drawn["model"] == oldest["model"]]
    values = ", ".join(f"{row.year}: {number(row.paid_share, '.0%')}" for row in own.itertuples())
    worst = own.loc[own["paid_share"].idxmin()]
    return Chart(
        altair=alt.layer(cells, text).properties(height=alt.Step(34)),
        data=frame,
        **_paid_days_words(worst, oldest, country, values, machines, tariff_usd_kwh),
        labels={
            "model": _("Machine"),
            "efficiency_j_th": _("Efficiency (J/TH)"),
            "year": _("Year"),
            "days": _("Days"),
            "paid_days": _("Days that paid"),
            "paid_share": _("Share"),
        },
    )


def _paid_days_words(
    worst: pd.Series,
    oldest: pd.Series,
    country: str,
    values: str,
    machines: pd.DataFrame,
    tariff_usd_kwh: float,
) -> dict[str, str]:
    """Title and description of `paid_days`."""
    return {
        "title": _("{machine} earned its power on {share} of the days of {year}").format(
            machine=_short(oldest["model"]),
            share=number(worst["paid_share"], ".0%"),
            year=worst["year"],
        ),
        "description": told(
            _(
                "A table of {n} machines by year. Each cell gives the share of days on which the "
                "machine earned more than its power cost: {tariff} US cents per kWh, this "
                "chapter's price, and the mining fee of {country}, if it has one (from 2023 a "
                "scale remembered between its cited ends). {machine}, the least efficient: "
                "{values}."
            ),
            n=len(machines),
            country=country,
            tariff=cents(tariff_usd_kwh),
            machine=_short(oldest["model"]),
            values=values,
        ),
    }


def _short(model: str) -> str:
    """A model's name without its maker and its variant in brackets."""
    words = model.split(" (")[0].split()
    return " ".join(words[-2:]) if words[-1] in ("Pro", "XP") else words[-1]

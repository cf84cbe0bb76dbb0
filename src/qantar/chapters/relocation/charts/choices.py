"""Charts of the three choices: what each is worth, and which is best how often."""

import altair as alt
import pandas as pd

from qantar.chapters.relocation.charts.words import choice_scales, leaning, usd
from qantar.chapters.shared.charts.words import row_words
from qantar.charting import theme
from qantar.charting.theme import Chart, chart
from qantar.common.text import _
from qantar.report.sentences import number

NEAR_HALF = "datum.share > 0.25 && datum.share < 0.5"


@chart(tables=("network_daily", "exchange_rate", "asic_prices"))
def three_choices(frame: pd.DataFrame, *, cases: dict[str, str], months: int) -> Chart:
    """Value of staying, leaving and selling in every case [USD per machine].

    frame: case, choice, npv_usd, low_usd, high_usd (selling only); cases: reader's words by case.
    """
    names, colour, shape = choice_scales()
    drawn = frame.assign(case=frame["case"].map(cases), name=frame["choice"].map(names))
    order = list(dict.fromkeys(drawn["case"]))
    y = alt.Y("case:N", sort=order, title=None, axis=None)
    low = min(0.0, float(frame["npv_usd"].min()))
    limit = [low, float(frame[["npv_usd", "high_usd"]].max().max()) * 1.04]
    x = alt.X(
        "npv_usd:Q",
        title=_("US dollars per machine"),
        scale=alt.Scale(domain=limit, nice=False),
        axis=alt.Axis(format=theme.COUNT),
    )
    tooltip = [
        alt.Tooltip("case:N", title=_("Case")),
        alt.Tooltip("name:N", title=_("Choice")),
        alt.Tooltip("npv_usd:Q", title=_("Worth (USD)"), format=theme.COUNT),
        alt.Tooltip("low_usd:Q", title=_("After the largest haircut (USD)"), format=theme.COUNT),
    ]
    shift = 7
    base = alt.Chart(drawn).encode(y=y, tooltip=tooltip)
    heads = base.transform_filter("datum.choice === 'stay'").encode(x=alt.value(0), text="case:N")
    spans = base.transform_filter("datum.choice === 'sell'").mark_rule(strokeWidth=2, yOffset=shift)
    points = base.mark_point(size=90, filled=True, yOffset=shift)
    mark = alt.Color("name:N", scale=colour, legend=alt.Legend(title=None))
    layers = [
        spans.encode(x=x.copy(), x2="low_usd:Q", color=mark),
        points.encode(
            x=x, color=mark, shape=alt.Shape("name:N", scale=shape, legend=alt.Legend(title=None))
        ),
        row_words(heads, -shift - 3),
    ]
    table = frame.pivot(index="case", columns="choice", values="npv_usd").loc[
        list(dict.fromkeys(frame["case"]))
    ]
    base_case, sell = table.iloc[0], frame.loc[frame["choice"] == "sell"].iloc[0]
    return Chart(
        altair=alt.layer(*layers).properties(height=alt.Step(38)),
        data=frame,
        **_three_choices_words(base_case, months, sell, cases, table),
        labels={
            "case": _("Case"),
            "choice": _("Choice"),
            "npv_usd": _("Worth (USD)"),
            "low_usd": _("After the largest haircut (USD)"),
            "high_usd": _("Without haircut (USD)"),
        },
    )


def _three_choices_words(
    base_case: pd.Series, months: int, sell: pd.Series, cases: dict[str, str], table: pd.DataFrame
) -> dict[str, str]:
    """Title and description of `three_choices`."""
    return {
        "title": _(
            "Expected: stay {stay}, leave {leave}; a sale at the asking price {sell} USD"
        ).format(
            stay=usd(base_case["stay"]), leave=usd(base_case["leave"]), sell=usd(base_case["sell"])
        ),
        "description": _(
            "One row per case; in each a circle for staying, a square for leaving, a diamond for "
            "selling with a line down to the price after the largest haircut ({low} USD), in US "
            "dollars per machine over {months} months. {values}."
        ).format(
            low=usd(sell["low_usd"]),
            months=months,
            values="; ".join(
                _("{case}: stay {stay}, leave {leave}, sell {sell}").format(
                    case=cases[name],
                    stay=usd(row["stay"]),
                    leave=usd(row["leave"]),
                    sell=usd(row["sell"]),
                )
                for name, row in table.iterrows()
            ),
        ),
    }


@chart(tables=("network_daily", "exchange_rate", "asic_prices"))
def best_of_three(frame: pd.DataFrame, *, draws: int) -> Chart:
    """Share of draws in which each choice is best, by haircut of the sale. frame: haircut,
    choice, share.
    """
    names, colour, _shape = choice_scales()
    drawn = frame.assign(
        name=frame["choice"].map(names),
        place=frame["choice"].map({"sell": 0, "leave": 1, "stay": 2}),
    )
    limit = float(frame["haircut"].max())
    areas = (
        alt.Chart(drawn)
        .mark_area(stroke=theme.PAPER, strokeWidth=theme.AREA_OUTLINE)
        .encode(
            x=alt.X(
                "haircut:Q",
                title=_("Haircut of the sale"),
                axis=alt.Axis(format=theme.SHARE, tickCount=5),
                scale=alt.Scale(domain=[0, limit], nice=False),
            ),
            y=alt.Y(
                "share:Q",
                title=_("Share of draws in which it is best"),
                axis=alt.Axis(format=theme.SHARE),
                scale=alt.Scale(domain=[0, 1], nice=False),
            ),
            color=alt.Color("name:N", scale=colour, legend=None),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("haircut:Q", title=_("Haircut"), format=theme.SHARE),
                alt.Tooltip("name:N", title=_("Choice")),
                alt.Tooltip("share:Q", title=_("Best in"), format=theme.SHARE_FINE),
            ],
        )
    )
    last = drawn[drawn["haircut"] == limit].sort_values("place")
    middle = last.assign(
        middle=last["share"].cumsum() - last["share"] / 2,
        label=[
            f"{name} {number(share, '.0%')}"
            for name, share in zip(last["name"], last["share"], strict=True)
        ],
    )
    labels = theme.end_labels(middle, "haircut", "middle", "name", colour, gap=0.08, label="label")
    ends = {
        haircut: ", ".join(
            f"{names[row.choice]} {number(row.share, '.0%')}"
            for row in frame[frame["haircut"] == haircut].itertuples()
        )
        for haircut in (0.0, limit)
    }
    sell = frame[frame["choice"] == "sell"].set_index("haircut")["share"]
    return Chart(
        altair=alt.layer(areas, labels).properties(height=240),
        data=frame,
        **_best_of_three_words(limit, sell, draws, ends),
        labels={
            "haircut": _("Haircut"),
            "choice": _("Choice"),
            "share": _("Best in (share of draws)"),
        },
    )


def _best_of_three_words(
    limit: float, sell: pd.Series, draws: int, ends: dict[float, str]
) -> dict[str, str]:
    """Title and description of `best_of_three`."""
    return {
        "title": _(
            "Selling was best in {first} of draws at the asking price, in {last} at a haircut of "
            "{haircut}"
        ).format(
            first=number(sell.iloc[0], ".0%"),
            last=number(sell.iloc[-1], ".0%"),
            haircut=number(limit, ".0%"),
        ),
        "description": _(
            "Stacked areas over the haircut of a sale, from none to {limit}: share of {draws} "
            "draws in which staying, leaving or selling is worth most. Without haircut: {first}. "
            "At the largest: {last}."
        ).format(
            limit=number(limit, ".0%"), draws=number(draws), first=ends[0.0], last=ends[limit]
        ),
    }


@chart(tables=("network_daily", "exchange_rate", "asic_prices"))
def leave_better(frame: pd.DataFrame, *, cases: dict[str, str]) -> Chart:
    """Share of draws in which leaving beats staying, by case. frame: case, share; cases:
    reader's words.
    """
    drawn = frame.assign(
        name=frame["case"].map(cases), label=[number(share, ".0%") for share in frame["share"]]
    )
    y = alt.Y("name:N", sort=drawn["name"].tolist(), title=None, axis=None)
    base = alt.Chart(drawn).encode(y=y)
    shift = 7
    share = alt.X(
        "share:Q",
        title=_("Share of draws in which leaving beats staying"),
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format=theme.SHARE),
    )
    half = (
        alt.Chart(pd.DataFrame({"share": [0.5]}))
        .mark_rule(strokeDash=theme.EXPECTED_DASH)
        .encode(x="share:Q")
    )
    points = base.mark_point(size=90, yOffset=shift).encode(
        x=share,
        tooltip=[
            alt.Tooltip("name:N", title=_("Case")),
            alt.Tooltip("share:Q", title=_("Share"), format=theme.SHARE_FINE),
        ],
    )
    # Numbers stand on the side of their point that is away from the line at one half.
    right = base.transform_filter(f"!({NEAR_HALF})").mark_text(align="left", dx=9, yOffset=shift)
    left = base.transform_filter(NEAR_HALF).mark_text(align="right", dx=-9, yOffset=shift)
    numbers = alt.layer(*(side.encode(x="share:Q", text="label:N") for side in (left, right)))
    words = row_words(base.encode(x=alt.value(0), text="name:N"), -shift - 3)
    low, high = frame["share"].min(), frame["share"].max()
    return Chart(
        altair=alt.layer(half, points, numbers, words).properties(height=alt.Step(38)),
        data=frame,
        **_leave_better_words(low, high, frame, drawn),
        labels={"case": _("Case"), "share": _("Share of draws in which leaving is better")},
    )


def _leave_better_words(
    low: float, high: float, frame: pd.DataFrame, drawn: pd.DataFrame
) -> dict[str, str]:
    """Title and description of `leave_better`."""
    return {
        "title": _(
            "Leaving beats staying in {low} to {high} of draws, depending on the case"
        ).format(low=number(low, ".0%"), high=number(high, ".0%")),
        "description": _(
            "One point per case: share of draws in which leaving is worth more than staying, with "
            "a line at one half. {values}. {leaning}"
        ).format(
            values="; ".join(
                f"{row.name} {row.label}"
                for row in drawn[["name", "label"]].itertuples(index=False)
            ),
            leaning=leaning(float(frame["share"].iloc[0])),
        ),
    }

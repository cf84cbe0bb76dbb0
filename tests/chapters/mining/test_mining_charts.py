"""The chapter's charts and sentences as its notebook makes them, for every kind of country."""

import json
import re

import pandas as pd
import pytest
import vl_convert
from chapter_run import gathered, run

from qantar.chapters.mining import charts, estimates
from qantar.chapters.shared import hashprice
from qantar.chapters.shared.charts.words import vega_sentence
from qantar.charting import render
from qantar.charting.chart import Chart, Note

ABSURD = re.compile(r"\b(nan|None|NaT|inf)\b|[0-9]{4,} ?%")


@pytest.fixture(scope="module")
def kazakhstan():
    return run("mining")


def words(chart, **sliders):
    """All text of a chart's picture with its sliders at the given values."""
    specification = render.vega(chart.vega_lite)
    for signal in specification["signals"]:
        signal["value"] = sliders.get(signal["name"], signal.get("value"))
    picture = vl_convert.vega_to_svg(specification)
    found = re.findall(r">([^<>]+)</(?:text|tspan)>", picture)
    return " ".join(found).replace("\xa0", " ")


def test_every_chart_of_kazakhstan_draws_and_says_what_it_measures(kazakhstan):
    found = kazakhstan.charts()
    assert set(found) == set(gathered(charts))
    for name, chart in found.items():
        assert words(chart), name
        assert not ABSURD.search(f"{chart.title} {chart.measure} {chart.description}"), name


@pytest.mark.parametrize("country", ["USA", "IRN", "RUS", "NOR", "ETH", "DEU", "CHN", "PRY"])
def test_other_countries_are_told_truly_or_get_a_note(country):
    told = run("mining", country=country)
    found = told.charts()
    assert isinstance(found["hash_rate_after"], Note) == (country in ("NOR", "ETH", "PRY"))
    assert [name for name, one in found.items() if isinstance(one, Note)] in (
        [],
        ["hash_rate_after"],
    )
    for text in (
        *told.sentences(),
        *(one.title for one in found.values() if isinstance(one, Chart)),
    ):
        assert not ABSURD.search(text), text
    assert "collapsed" not in str(told.sentences())


def test_only_a_fallen_hash_rate_is_called_a_collapse():
    titles = {
        country: run("mining", country=country).charts()["hash_rate_after"].title
        for country in ("USA", "CHN")
    }
    assert "38\u202f%" in titles["USA"] and "36\u202f%" in titles["USA"]
    assert "21\u202f%" in titles["CHN"] and "14\u202f%" in titles["CHN"]


def test_the_front_pages_chart_states_the_finding(kazakhstan):
    chart = kazakhstan.charts()["hash_rate_after"]
    assert chart.title.startswith("Kazakhstan’s share of bitcoin mining collapsed")
    text = words(chart)
    for label in ("18.3", "miners cut off", "heatmap", "≥ 7", "1.1–7.5", "licences"):
        assert label in text
    assert "analyst, built on the map" in text
    assert "27 EH/s, Oct 2021" in text and "18.3 %, Oct 2021" in text.replace("\u202f", " ")


def test_later_counts_are_marks_and_never_joined(kazakhstan):
    frame = kazakhstan.charts()["hash_rate_after"].data
    specification = json.dumps(kazakhstan.charts()["hash_rate_after"].altair.to_dict())
    assert specification.count('"type": "line"') == 2
    assert frame["kind"].nunique() == 9


def test_a_collapse_that_the_data_deny_is_not_in_the_title(kazakhstan):
    names = kazakhstan.names
    own = names["own"].assign(share=0.03)
    chart = charts.hash_rate_after(own, names["later"], names["policies"], country="Kazakhstan")
    assert "collapsed" not in chart.title and "3\u202f%" in chart.title


@pytest.mark.parametrize(("country", "told"), [("USA", "ends at its highest"), ("IRN", "rises to")])
def test_a_line_that_ends_at_its_peak_does_not_fall(country, told):
    chart = run("mining", country=country).charts()["hash_rate_after"]
    assert told in chart.description and " 0 EH/s" not in chart.description


def test_the_title_of_hashprice_compares_months_since_2021(kazakhstan):
    names = kazakhstan.names
    months = pd.Series([900.0, 400.0, 100.0], pd.to_datetime(["2020-12", "2021-01", "2021-02"]))
    rows = names["t"].facts.iloc[:0], names["policies"].iloc[:0]
    chart = charts.hashprice(hashprice.whole_weeks(names["daily"]), months, *rows)
    assert "75\u202f% less in February\xa02021 than in January\xa02021" in chart.title


def test_a_map_without_later_counts_is_drawn_alone(kazakhstan):
    names = kazakhstan.names
    chart = charts.hash_rate_after(
        names["own"], names["later"].iloc[:0], names["policies"], country="Kazakhstan"
    )
    assert "when the map ended" in chart.title and words(chart)


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (0, "September 2019, Cambridge map"),
        (22, "July 2021, Cambridge map United States 35"),
        (29, "April 2025 to June 2025, another map"),
        (30, "Kazakhstan: no share named"),
    ],
)
def test_captions_of_the_world_map_follow_its_slider(kazakhstan, step, text):
    chart = kazakhstan.charts()["world_map"]
    told = words(chart, map_step=step)
    assert text in told


@pytest.mark.parametrize(
    ("country", "title"),
    [
        ("KAZ", r"By the map Kazakhstan had 18.% of bitcoin mining in October.2021; the United S"),
        ("USA", r"By the map the United States had more of bitcoin mining in October.2021 than an"),
        ("ETH", r"By the map the United States had \d\d.% of bitcoin mining in October.2021; Ethi"),
    ],
)
def test_the_world_maps_title_is_of_the_month_drawn(country, title):
    assert re.match(title, run("mining", country=country).charts()["world_map"].title)


def test_the_days_title_counts_the_machines_that_still_paid():
    def title(*newest):
        rows = [("S9 (1)", 98.0, 2024, 0.9), ("S9 (1)", 98.0, 2025, 0.01)]
        rows += [(f"M{place}", 50.0 - place, 2025, share) for place, share in enumerate(newest)]
        frame = pd.DataFrame(rows, columns=["model", "efficiency_j_th", "year", "paid_share"])
        frame = frame.assign(days=365, paid_days=1)
        return charts.paid_days(frame, country="Kazakhstan", tariff_usd_kwh=0.04).title

    assert title(0.19, 0.6, 0.9).endswith("of the others 2 of 3 paid on most days of 2025")
    assert title(0.6, 0.9).endswith("the rest paid on most days of 2025")
    assert title().endswith("from 2025 on")


def test_the_margins_title_follows_the_price_of_power():
    dear = run("mining", tariff_usd_kwh=0.9).charts()["margin"].title
    cheap = run("mining", tariff_usd_kwh=0.005).charts()["margin"].title
    assert dear == "Neither machine earned its power and the fee in any month since 2021"
    assert cheap.startswith("Both machines still earned")


def test_the_margins_title_names_a_fee_only_where_there_is_one():
    with_fee, without = (
        run("mining", country=country).charts()["margin"].title for country in ("KAZ", "USA")
    )
    assert with_fee.startswith("The old machine last earned its power and the fee in May")
    assert "fee" not in without


def test_margins_of_one_machine_that_never_paid():
    title = run("mining", old_machine_j_th=300.0, tariff_usd_kwh=0.06).charts()["margin"].title
    assert title.startswith("The old machine never earned its power")


def test_the_outlooks_title_needs_a_shortage_that_grew(kazakhstan):
    names = kazakhstan.names
    peaks = pd.DataFrame(
        {
            "date": pd.to_datetime(["2022-12-07", "2023-12-13"]),
            "kind": "measured",
            "deficit_low_mw": [1500, 1200],
            "deficit_high_mw": [1500, 1200],
        }
    )
    shares = estimates.share_line(names["own"], names["later"])
    prices = pd.DataFrame(
        {"date": peaks["date"], "place": "x", "kind": "miner", "low": 0.03, "high": 0.04}
    )
    others = (prices, names["monthly"], names["t"].mining_policy)
    fell = charts.outlook_axis(shares, peaks, *others, country="Kazakhstan")
    grew = charts.outlook_axis(
        shares, peaks.assign(deficit_high_mw=[1200, 1500]), *others, country="Kazakhstan"
    )
    assert "grew" not in fell.title
    assert grew.title.endswith("the shortage of power outlasted the boom")


def test_what_others_than_miners_pay_is_drawn_open(kazakhstan):
    frame = kazakhstan.charts()["outlook_axis"].altair.to_dict()
    assert '"kind": "miner"' in json.dumps(frame) and "open: other companies" in (
        kazakhstan.charts()["outlook_axis"].measure
    )


def test_a_country_without_winters_gets_a_note(kazakhstan):
    names = kazakhstan.names
    peaks = pd.DataFrame(columns=["date", "kind", "deficit_low_mw", "deficit_high_mw"])
    note = charts.outlook_axis(None, peaks, None, None, None, country="Norway")
    assert isinstance(note, Note) and "Norway" in note.text
    assert names["p"].country == "KAZ"


def test_the_explorer_answers_in_a_sentence(kazakhstan):
    text = words(kazakhstan.charts()["explorer"])
    assert "January 2022: 98 J/TH, PUE 1.10" in text
    assert "earned 8.1 cents a kWh; power cost 4.0." in text
    assert "It ran: 50" in text


def test_the_explorers_title_compares_two_months_either_way(kazakhstan):
    months = pd.to_datetime(["2022-01-01", "2026-05-01"])
    start = {"tariff_usd_kwh": 0.04, "pue": 1.1, "efficiency_j_th": 98.0, "month": "2022-01"}
    fell, rose = (
        charts.explorer(pd.DataFrame({"month": months, "hashprice": prices}), **start).title
        for prices in ([200.0, 40.0], [40.0, 200.0])
    )
    assert "earned 5.0 times as much in January\xa02022 as in May\xa02026" in fell
    assert "In no machine" in rose and "more in January\xa02022 than in May\xa02026" in rose
    title = kazakhstan.charts()["explorer"].title
    assert re.search(r"[1-9]\.\d times as much in January\xa02022", title)


@pytest.mark.parametrize(
    ("sliders", "answer"),
    [
        ({"price_cents": 9.0}, "It stood still"),
        ({"machine_j_th": 30.5}, "earned 26.0 cents"),
        ({"site_pue": 1.5}, "earned 5.9 cents"),
        ({"at_month": 12}, "December 2022: 98 J/TH, PUE 1.10 earned 2.4"),
        ({"at_year": 2026, "at_month": 12}, "May 2026:"),
    ],
)
def test_each_slider_of_the_explorer_changes_the_answer(kazakhstan, sliders, answer):
    assert answer in words(kazakhstan.charts()["explorer"], **sliders)


def test_a_sentence_for_vega_keeps_its_words_and_order():
    expression = vega_sentence('At "{a}" it costs {b}.', {"a": "x", "b": "format(y, '.1f')"})
    assert expression == '"At \\"" + (x) + "\\" it costs " + (format(y, \'.1f\')) + "."'


def test_the_floors_at_the_axis_are_named_on_a_phone_too(kazakhstan):
    drawn = render.drawn(kazakhstan.charts()["hash_rate_after"].vega_lite)
    words = re.findall(r">([^<>]*floors)<", drawn["narrow"])
    assert words and set(words) <= set(re.findall(r">([^<>]*floors)<", drawn["wide"]))

"""The frames behind the outlook's axis and the world map."""

import pandas as pd
from pytest import approx

from qantar.chapters.mining import prospects, world

PEAKS = pd.DataFrame(
    {
        "iso3": ["KAZ", "KAZ", "USA"],
        "period": ["2025-10/2026-03", "2022-12-07", "2022-12-07"],
        "kind": ["forecast", "measured", "measured"],
        "deficit_low_mw": [900, 1256, 1],
        "deficit_high_mw": [900, 1256, 1],
    }
)
RATES = pd.DataFrame(
    {"kzt_per_usd": [400.0, 500.0]}, index=pd.to_datetime(["2022-01-01", "2023-01-01"])
)


def test_peaks_are_a_countrys_own_in_order_of_time():
    found = prospects.peak_deficits(PEAKS, "KAZ")
    assert found["deficit_high_mw"].tolist() == [1256, 900]
    assert found["date"].dt.year.tolist() == [2022, 2025]


def test_a_winter_is_dated_by_its_middle():
    found = prospects.peak_deficits(PEAKS, "KAZ")
    assert found["date"].iloc[1].strftime("%Y-%m") == "2025-12"


def test_prices_in_tenge_become_dollars_at_their_months_rate():
    reported = pd.DataFrame(
        {
            "iso3": "KAZ",
            "place": ["farm", "shop", "plant", "long ago"],
            "kind": ["miner", "retail", "generation", "miner"],
            "as_of": ["2022", "2023-11-01", "2023", "2019"],
            "year": [2022, 2023, 2023, 2019],
            "low": [20.0, 0.05, 8.0, 0.03],
            "high": [40.0, 0.05, 8.0, 0.03],
            "currency": ["KZT", "USD", "KZT", "USD"],
        }
    )
    found = prospects.power_prices(reported, RATES, "KAZ", 2020)
    assert found["place"].tolist() == ["farm", "shop"]
    assert found["kind"].tolist() == ["miner", "retail"]
    assert found["low"].tolist() == approx([0.05, 0.05])
    assert found["date"].dt.strftime("%Y-%m").tolist() == ["2022-07", "2023-11"]


SHARES = pd.DataFrame(
    {
        "iso3": ["CHN", "KAZ", None, "KAZ"],
        "month": pd.to_datetime(["2021-09-01", "2021-09-01", "2021-09-01", "2021-10-01"]),
        "share": [0.2, 0.3, 0.5, 0.4],
    }
)
HEATMAP = pd.DataFrame(
    {
        "kind": ["heatmap", "survey"],
        "iso3": ["CHN", "CHN"],
        "period_start": pd.to_datetime(["2025-04-01", "2024-06-01"]),
        "period_end": pd.to_datetime(["2025-06-30", "2024-09-30"]),
        "high": [0.14, 0.5],
    }
)


def test_the_sliders_steps_end_with_the_heatmap():
    names = pd.DataFrame({"iso3": ["CHN", "KAZ"], "name": ["China", "Kazakhstan"]})
    found = world.steps(SHARES, HEATMAP, names)
    assert found[["step", "country", "share"]].to_numpy().tolist() == [
        [0, "Kazakhstan", 0.3],
        [0, "China", 0.2],
        [1, "Kazakhstan", 0.4],
        [2, "China", 0.14],
    ]
    assert found["map"].tolist() == ["cambridge"] * 3 + ["heatmap"]

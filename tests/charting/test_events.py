"""Events on a chart of time: lines, bands, and labels that no line crosses."""

import pandas as pd
import pytest

from qantar.charting import marks, render
from qantar.charting.colours import ACCENT, BAND
from qantar.charting.events import Event, _layout, stairs, with_events
from qantar.charting.style import HEIGHT, NARROW

MONTHS = pd.DataFrame({"month": pd.date_range("2019-09-01", periods=70, freq="MS"), "name": "KAZ"})
MONTHS["share"] = [float(place % 20) for place in range(70)]
SPAN = ("2019-09-01", "2025-06-01")
EVENTS = [
    Event("2021-05-15", "May–Sep 2021", "China bans mining", "2021-09-20"),
    Event("2022-01-05", "5 Jan 2022", "internet cut"),
    Event("2022-01-24", "24 Jan 2022", "miners cut off"),
    Event("2025-01-01", "1 Jan 2025", "purchaser only"),
]


def chart(events=EVENTS, **options):
    lines = marks.hero_lines(MONTHS, "month", "share", "name", hero="KAZ", x_form="%b %Y")
    return with_events(lines, events, SPAN, **options)


def drawn(made, width=NARROW):
    return render.svg(render.untitled(render.vega(render.vega_lite(made, "T", "d"))), width)[0]


def crossings(places, reach, rows):
    """How often a line that begins at its row and goes down passes through another label."""
    return sum(
        low < places[line] < high and rows[line] < rows[label]
        for label, (low, high) in enumerate(reach)
        for line in range(len(places))
        if line != label
    )


@pytest.mark.parametrize(
    ("places", "widths"),
    [
        ([100, 105, 110], [80, 80, 80]),
        ([50, 60, 300], [100, 90, -120]),
        ([50, 200, 310], [40, 100, -60]),
        ([100], [50]),
    ],
)
def test_stairs_let_no_line_cross_a_label(places, widths):
    reach = [
        (place, place + width) if width > 0 else (place + width, place)
        for place, width in zip(places, widths, strict=True)
    ]
    assert crossings(places, reach, stairs(places, reach, [1] * len(places))) == 0


def test_labels_far_apart_share_the_highest_row():
    assert stairs([10, 300], [(10, 60), (300, 350)], [1, 2]) == [0, 0]


def test_labels_that_cover_each_other_step_down_in_time():
    assert stairs([100, 110, 120], [(100, 115), (110, 200), (90, 120)], [1, 2, 1]) == [0, 1, 3]


def test_a_label_turns_where_lines_would_cross_it():
    dated = (
        ("2022-01-24", "Jan 2022", "miners cut off"),
        ("2022-10-01", "Oct 2022", "Russian power"),
        ("2023-07-01", "Jul 2023", "auctions"),
        ("2024-01-31", "Jan 2024", "cut announced"),
        ("2026-01-30", "Jan 2026", "state reserve"),
    )
    laid = _layout([Event(*one) for one in dated], ("2020-01-01", "2027-05-01"))
    assert laid["label"].tolist()[3:] == ["Jan 2024\ncut announced", "Jan 2026\nstate reserve"]
    assert laid["turned"].tolist() == [False, False, False, False, True]
    assert laid["label"].tolist()[:3] == [f"{date} {words}" for _at, date, words in dated[:3]]


def test_every_event_is_named_and_nothing_is_cut_off():
    picture = drawn(chart())
    assert render.size(picture)[0] == NARROW
    for event in EVENTS:
        forms = (f"{event.date} {event.words}", f"{event.words} {event.date}", event.words)
        assert any(f">{label}<" in picture for label in forms), event


def test_a_label_too_long_for_a_phone_takes_two_lines():
    long = Event("2022-06-24", "24 Jun 2022", "miners were cut off")
    (label,) = _layout([long], SPAN)["label"]
    assert label == "24 Jun 2022\nminers were cut off"
    assert _layout(EVENTS[1:2], SPAN)["label"].tolist() == ["5 Jan 2022 internet cut"]


def test_a_label_too_long_for_its_side_takes_more_lines():
    long = Event("2024-12-01", "1 Dec 2024", "miners were cut off from the whole grid again")
    first = _layout([long], SPAN).iloc[0]
    assert first["turned"] and first["label"].count("\n") == 2
    assert first["label"].replace("\n", " ") == f"{long.date} {long.words}"


def test_a_label_near_the_end_stands_left_with_its_date_at_the_line():
    last = _layout(EVENTS[3:], SPAN).iloc[0]
    assert last["turned"] and last["label"] == "purchaser only 1 Jan 2025"


def test_labels_stand_above_the_plot():
    plain = render.size(drawn(chart(events=[])))[1]
    assert render.size(drawn(chart()))[1] >= plain + 18 * 3


def test_lines_alone_take_no_room():
    alone = drawn(chart(labels=False))
    assert "internet cut" not in alone
    assert render.size(alone)[1] == render.size(drawn(chart(events=[])))[1]


def test_a_span_is_a_band_and_a_moment_a_line():
    spans, lines = drawn(chart([EVENTS[0]])), drawn(chart([EVENTS[1]]))
    assert f'fill="{BAND}"' in spans and BAND not in lines
    assert f'stroke="{ACCENT}"' in lines


def test_years_work_as_dates_do():
    years = pd.DataFrame({"year": [2018, 2024], "rate": [4.0, 7.0], "name": "Mangystau"})
    lines = marks.hero_lines(years, "year", "rate", "name", hero="Mangystau")
    made = with_events(lines, [Event(2022, "Jan 2022", "protests begin")], (2018, 2024))
    assert "protests begin" in drawn(made)
    assert made.to_dict()["height"] == HEIGHT

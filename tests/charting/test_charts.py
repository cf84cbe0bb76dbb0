"""Charts: what a chart function gives back, the line that stands for it, and the pictures made
of it.
"""

import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pydata_sphinx_theme
import pytest
from altair.utils import schemapi

from qantar.charting import Chart, NoData, chart, colours, marks, render, style
from qantar.charting.chart import BOOK_MIME, LAB_MIME, tidy
from qantar.charting.colours import DARK
from qantar.charting.overhang import overhang
from qantar.charting.render import ChartError
from qantar.common import environment
from qantar.common.errors import DataError

FRAME = pd.DataFrame({"year": [2020, 2021, 2022], "power_twh": [1.5, 2.25, 4.0]})
HOURS = pd.DataFrame(
    {"at": pd.to_datetime(["2022-01-05 00:30", "2022-01-05 22:30"]), "count": [1, 2]}
)


def line(frame: pd.DataFrame, **words: Any) -> Chart:
    drawn = (
        alt.Chart(frame).mark_line().encode(x="year:Q", y=alt.Y("power_twh:Q", title="Power (TWh)"))
    )
    said = {"title": "It rose", "description": "A line", "measure": "Power in TWh", **words}
    return Chart(altair=drawn, data=frame, **said)


@chart(tables=("electricity",))
def power(frame: pd.DataFrame, **words: Any) -> Chart:
    if frame.empty:
        raise NoData("The tables hold no power for Atlantis.")
    return line(frame, **words)


def hours_of(picture: alt.Chart) -> dict:
    return render.vega(render.vega_lite(picture, "Title", "hours"))


@pytest.mark.parametrize("dash", ["–", "\u200e–\u200e"])
def test_a_range_has_a_word_for_its_dash_where_it_is_heard(dash: str) -> None:
    words = f"from 0.78{dash}1.12, 1,393{dash}1,510 MW on 4{dash}6 Jan."
    told = line(FRAME, title=words, description=words)
    assert told.description == "from 0.78 to 1.12, 1,393 to 1,510 MW on 4 to 6 Jan."
    assert told.title == words


@pytest.mark.parametrize("missing", ["title", "description", "measure"])
def test_a_chart_without_its_words_is_refused(missing: str) -> None:
    with pytest.raises(ChartError, match=missing):
        power(FRAME, **{missing: " "})


def test_a_chart_of_a_table_that_is_not_there_is_refused() -> None:
    with pytest.raises(DataError, match=r"no table named 'electricty'; did you mean electricity\?"):
        chart(tables=("electricty",))(line)(FRAME)


def test_the_same_words_fill_title_measure_and_description() -> None:
    texts = {
        "title": "{country}'s power is {low}",
        "measure": "Power in {unit}",
        "description": "{country} has {n:|# year|# years}",
    }
    words = {"country": "United States", "low": "1.5", "unit": "TWh", "n": len(FRAME)}
    filled = power(FRAME, **texts, words=words)
    assert filled.title == "The United States' power is 1.5"
    assert filled.measure == "Power in TWh"
    assert filled.description == "The United States has 3 years"


def test_a_chart_drawn_within_another_leaves_altair_as_it_was() -> None:
    before, table = vars(alt.Chart).copy(), schemapi._FromDict
    with render.composing():
        with render.composing():
            pass
        layered = alt.layer(alt.Chart().mark_point(), alt.Chart().mark_line())
    assert vars(alt.Chart) == before
    assert schemapi._FromDict is table
    assert [layer["mark"]["type"] for layer in layered.to_dict()["layer"]] == ["point", "line"]


def layers() -> alt.LayerChart:
    red = alt.when(alt.datum.year > 2020).then(alt.value("red")).otherwise(alt.value("grey"))
    base = alt.Chart(FRAME).encode(x="year:Q", y="power_twh:Q", color=red)
    words = base.mark_text().encode(text="year:N", y=alt.value(0))
    return alt.layer(
        base.mark_line(), words, alt.Chart(FRAME.head(1)).mark_point().encode(x="year")
    )


def test_what_altair_is_spared_changes_no_specification() -> None:
    with render.composing():
        composed = layers()
    spec, plain = render.vega_lite(composed, "T", "d"), layers().to_dict()
    assert len(spec["datasets"]) == 2
    assert {name: spec[name] for name in ("layer", "datasets")} == {
        name: plain[name] for name in ("layer", "datasets")
    }
    assert alt.data_transformers.active == "default"


def test_a_notebook_may_have_altair_take_long_frames() -> None:
    long = pd.DataFrame({"year": range(5001)})
    picture = alt.Chart(long).mark_point().encode(x="year:Q")
    with pytest.raises(alt.MaxRowsError):
        render.vega_lite(picture, "T", "d")
    with alt.data_transformers.disable_max_rows():
        (rows,) = render.vega_lite(picture, "T", "d")["datasets"].values()
    assert len(rows) == 5001


def test_a_note_without_data_names_the_country_in_its_sentence() -> None:
    missing = NoData("There is no power of {country}.", country="United States")
    assert str(missing) == "There is no power of the United States."


def test_a_label_for_no_column_is_refused() -> None:
    with pytest.raises(ChartError, match="price"):
        line(FRAME, labels={"price": "Price"})


def test_parts_side_by_side_are_refused_because_they_do_not_fit_a_phone() -> None:
    wide = line(FRAME).altair | line(FRAME).altair
    with pytest.raises(ChartError, match="stack"):
        render.vega_lite(wide, "Title", "two lines")


def test_digest_is_the_same_for_numbers_that_differ_in_the_last_bits_only() -> None:
    nearly = FRAME.assign(power_twh=FRAME["power_twh"] * (1 + 1e-13))
    assert power(nearly).digest() == power(FRAME).digest()


@pytest.mark.parametrize(
    "changed",
    [
        lambda: power(FRAME.assign(power_twh=[1.5, 2.25, 4.0001])),
        lambda: power(FRAME, title="It fell"),
        lambda: power(FRAME, description="Another line"),
        lambda: power(FRAME.iloc[:2]),
    ],
)
def test_digest_changes_with_a_value_a_word_or_a_row(changed) -> None:
    assert changed().digest() != power(FRAME).digest()


def noted(word: str) -> alt.Chart:
    return alt.Chart(pd.DataFrame({"word": [word]})).mark_text().encode(text="word:N")


def test_digest_counts_annotations_drawn_from_other_frames() -> None:
    charts = [
        Chart(
            altair=line(FRAME).altair + noted(word),
            data=FRAME,
            title="Rise",
            description="Line",
            measure="TWh",
        )
        for word in ("before", "after")
    ]
    assert charts[0].digest() != charts[1].digest()


def test_in_digest_mode_a_notebook_stores_one_line(monkeypatch) -> None:
    monkeypatch.setenv("QANTAR_RENDERER", "digest")
    shown = power(FRAME)._repr_mimebundle_()
    assert list(shown) == ["text/plain"]
    assert "\n" not in shown["text/plain"]
    assert shown["text/plain"].startswith("[power: line, 3 rows x 2 columns,")


def test_otherwise_a_notebook_holds_the_book_s_chart_one_for_editors_and_a_picture(
    monkeypatch,
) -> None:
    monkeypatch.delenv("QANTAR_RENDERER")
    shown = power(FRAME)._repr_mimebundle_()
    assert shown[BOOK_MIME]["label"] == "fig-test-charts-power"
    assert shown[LAB_MIME]["title"]["text"] == ["It rose"]
    assert "title" not in json.loads(shown[BOOK_MIME]["vega"]), (
        "the caption is the title on the page"
    )
    assert "It rose" in shown["image/svg+xml"]


def test_a_measure_stands_under_the_title_of_every_picture(monkeypatch) -> None:
    monkeypatch.delenv("QANTAR_RENDERER")
    shown = power(FRAME, measure="Power in TWh, 2020–2022")._repr_mimebundle_()
    assert shown[BOOK_MIME]["measure"] == "Power in TWh, 2020–2022"
    assert shown[LAB_MIME]["title"]["subtitle"] == ["Power in TWh, 2020–2022"]
    assert "Power in TWh, 2020–2022</text>" in shown["image/svg+xml"]


def test_a_measure_is_no_part_of_the_digest() -> None:
    assert power(FRAME, measure="Power in TWh").digest() == power(FRAME).digest()


def test_a_picture_names_source_and_address_at_its_foot() -> None:
    picture = render.svg(render.vega(render.vega_lite(line(FRAME).altair, "T", "d")), 400)[0]
    bare = render.standalone(picture, "T", "d")
    footed = render.standalone(picture, "T", "d", foot=["Source: Ember & others", "example.org"])
    assert "Source: Ember &amp; others" in footed and "example.org" in footed
    assert render.size(footed)[1] > render.size(bare)[1]


def test_missing_data_leave_a_note_that_can_still_be_referred_to(monkeypatch) -> None:
    monkeypatch.delenv("QANTAR_RENDERER")
    shown = power(FRAME.iloc[:0])._repr_mimebundle_()
    assert shown[BOOK_MIME]["label"] == "fig-test-charts-power"
    assert "Atlantis" in shown[BOOK_MIME]["note"]


@pytest.mark.parametrize("width", [style.NARROW, style.WIDE])
@pytest.mark.parametrize(
    "made",
    [
        lambda one: one,
        lambda one: one & one.properties(height=60),
        lambda one: one.encode(row="year:N").properties(height=50),
    ],
    ids=["one view", "stacked", "rows"],
)
def test_pictures_have_exactly_the_width_asked_for(made, width: int) -> None:
    specification = render.vega(render.vega_lite(made(line(FRAME).altair), "Title", "lines"))
    picture = render.svg(specification, width)[0]
    assert render.size(picture)[0] == width


def test_the_last_label_of_an_axis_is_not_cut_off() -> None:
    ticks = (
        alt.Chart(pd.DataFrame({"cost": [0, 25_000], "who": "a"}))
        .mark_tick()
        .encode(x="cost:Q", y="who:N")
    )
    specification = render.vega(render.vega_lite(ticks, "Title", "ticks"))
    fitted, margin = render._fitted(specification, style.NARROW, 60)
    assert max(overhang(fitted)) > 1, "nothing to mend: find another chart that Vega cuts off"
    mended = render.svg(specification, style.NARROW, margin)[0]
    assert (overhang(mended), render.size(mended)[0]) == ((0, 0), style.NARROW)


@pytest.mark.parametrize("letters", [17, 24], ids=["no room left", "wider than asked for"])
def test_room_for_a_label_never_widens_a_picture(letters: int) -> None:
    kinds = pd.DataFrame({"kind": [f"{'a' * letters} {number}" for number in (1, 2)]})
    costs = pd.DataFrame({"cost": [0, 25_000], "place": "here"}).merge(kinds, "cross")
    ticks = alt.Chart(costs).mark_tick().encode(x="cost:Q", row="place:N", color="kind:N")
    specification = render.vega(render.vega_lite(ticks, "Title", "ticks"))
    fitted, _margin = render._fitted(specification, style.NARROW, 60)
    assert max(overhang(fitted)) > 1, "nothing to mend: find another chart that Vega cuts off"
    mended = render.svg(specification, style.NARROW)[0]
    assert render.size(mended)[0] <= max(style.NARROW, render.size(fitted)[0])


_ICON = """<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
<text y="30" font-size="30" font-family="'Font Awesome 6 Free'">\uf007</text></svg>"""
_PAINT = f"""
import sys
from qantar.charting import render
sys.stdout.buffer.write(render.library().svg_to_png({_ICON!r}))
"""


def test_pictures_use_no_font_of_the_machine(tmp_path: Path) -> None:
    fonts = Path(pydata_sphinx_theme.__file__).parent.rglob("fa-solid-*.ttf")
    (tmp_path / ".fonts").mkdir()
    shutil.copy(next(fonts), tmp_path / ".fonts")
    with_font, without = (
        subprocess.run(
            [sys.executable, "-c", _PAINT],
            env=environment.clean(HOME=home),
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for home in (str(tmp_path), str(tmp_path / "none"))
    )
    assert with_font == without


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        # Begins at 90.5 of 100 and is 41.13 wide in Arial, 48.5 in wider fonts.
        ('text-anchor="start"', (0, 40)),
        ('text-anchor="middle"', (0, 15)),
        ('text-anchor="end"', (0, 0)),
        ('text-anchor="start" opacity="0"', (0, 0)),
        ('text-anchor="start" transform="translate(0,0) rotate(-90)"', (0, 0)),
        ('text-anchor="start" transform="translate(-30,0)"', (0, 10)),
        ('text-anchor="end" transform="translate(-60,0)"', (19, 0)),
    ],
)
def test_how_far_words_are_cut_off(attributes: str, expected: tuple[int, int]) -> None:
    word = f'<text {attributes} font-size="10px">2022 Mio</text>'
    inner = f'<g transform="translate(60,5)"><g transform="translate(30.5,0)">{word}</g></g>'
    assert (
        overhang(f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="9">{inner}</svg>')
        == expected
    )


def test_pictures_do_not_depend_on_what_was_drawn_before() -> None:
    specification = render.vega(render.vega_lite(line(FRAME).altair, "Title", "line"))
    first = render.svg(specification, 400)
    render.svg(
        render.vega(render.vega_lite(line(FRAME).altair & line(FRAME).altair, "Title", "two")), 400
    )
    assert render.svg(specification, 400) == first


def test_times_are_utc_wherever_the_reader_is(monkeypatch) -> None:
    encoded = alt.Chart(HOURS).encode(
        x=alt.X("at:T", timeUnit="yearmonthdatehours"),
        y="count:Q",
        tooltip=alt.Tooltip("at:T", format="%H:%M"),
    )
    text = str(hours_of(encoded.mark_bar()))
    assert "2022-01-05T00:30:00Z" in text
    assert "'type': 'utc'" in text and "'type': 'time'" not in text
    assert "'timezone': 'utc'" in text
    assert "utcFormat(" in text and "timeFormat(" not in text


def test_expressions_on_parts_of_dates_are_utc_too() -> None:
    filtered = alt.Chart(HOURS).mark_point().encode(x="at:T", y="count:Q")
    text = str(
        hours_of(
            filtered.transform_filter("hours(datum.at) > 3 && datum.at < datetime(2023, 0, 1)")
        )
    )
    assert "utchours(datum.at)" in text
    assert "utc(2023, 0, 1)" in text


def test_every_colour_of_a_chart_has_its_dark_partner() -> None:
    pictures = render.pictures(render.vega(render.vega_lite(line(FRAME).altair, "Title", "line")))
    for name in ("wide", "narrow"):
        assert colours.HERO in pictures[name]
        assert colours.HERO not in pictures[f"{name}_dark"]
        assert DARK[colours.HERO] in pictures[f"{name}_dark"]


def test_blended_colours_are_drawn_anew_for_the_dark_page() -> None:
    blend = alt.Scale(range=[colours.STEPS[0], colours.STEPS[-1]])
    drawn = (
        alt.Chart(FRAME).mark_rect().encode(x="year:O", color=alt.Color("power_twh:Q", scale=blend))
    )
    pictures = render.pictures(render.vega(render.vega_lite(drawn, "Title", "cells")))
    assert "rgb(" in pictures["wide"]
    assert pictures["wide_dark"] != render.dark(pictures["wide"])


def test_labels_at_line_ends_keep_their_distance_and_their_order() -> None:
    placed = marks.spread([1.0, 1.1, 1.2, 5.0], 1.0)
    assert placed == sorted(placed)
    assert min(b - a for a, b in pairwise(placed)) >= 1 - 1e-9
    assert placed[3] == 5.0
    assert sum(placed[:3]) == pytest.approx(3.3)


def test_rows_become_plain_values() -> None:
    frame = pd.DataFrame(
        {
            "day": pd.to_datetime(["2022-01-05", None]),
            "at": pd.to_datetime(["2022-01-05 10:30", "2022-01-05 00:00"]),
            "year": pd.array([2022, None], dtype="Int64"),
            "share": [0.25, float("nan")],
            "sure": pd.array([True, None], dtype="boolean"),
        }
    )
    columns, rows = tidy(frame)
    assert columns == ["day", "at", "year", "share", "sure"]
    assert rows[0] == ["2022-01-05", "2022-01-05T10:30:00Z", 2022, 0.25, True]
    assert rows[1] == [None, "2022-01-05T00:00:00Z", None, None, None]


@pytest.mark.parametrize("before", [None, "/etc/fonts/fonts.conf"])
def test_a_browser_started_after_a_drawing_has_the_fonts_of_the_system(before, monkeypatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    if before:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    render.library.cache_clear()
    render.library()
    assert os.environ.get("FONTCONFIG_FILE") == before

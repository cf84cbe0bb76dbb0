"""The register of key figures: what a chapter computes, joined with what is said of it once."""

import csv
import sys
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pkgutil import resolve_name
from types import ModuleType

import pytest

from qantar import data
from qantar.common.errors import FigureError, ParameterError
from qantar.common.paths import PACKAGE
from qantar.report import aliases, register
from qantar.report import chapter as chapters
from qantar.report.chapter import open_chapter
from qantar.report.figures import read as read_figures
from qantar.report.parameters import declared, model_for, validate
from qantar.report.register import Entry, Value

LOAD = Entry(
    id="sample.load_mw",
    unit="MW",
    as_of="{month}",
    tables=("electricity", "power_peaks"),
    range_kind="methods",
    definition="Load of miners in {place} at {price:.2f} USD",
    function="load:topdown",
)
COUNT = replace(LOAD, id="sample.count", range_kind=None, as_of="", definition="How many")
ENTRIES = {entry.id: entry for entry in (LOAD, COUNT)}
DATED = Value(3, as_of="2022-01-05")
FIELDS = {"month": "2021-08", "price": 0.04, "place": "United States"}


def joined(load=100.0, count=DATED, entries=ENTRIES):
    found = register.join("sample", entries, {LOAD.id: load, COUNT.id: count}, FIELDS)
    return {figure.id: figure for figure in found}


def written(folder, *rows):
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([register.COLUMNS, *rows])
    return path


ROW = ("a.b", "MW", "2021", "electricity", "methods", "Load, of all miners", "load:topdown")


def test_value_and_register_become_a_figure():
    found = joined((100.0, 90.0, 120.0))
    load, count = found[LOAD.id], found[COUNT.id]
    assert (load.value, load.low, load.high, load.range_kind) == (100.0, 90.0, 120.0, "methods")
    assert load.definition == "Load of miners in the United States at 0.04 USD"
    assert (load.as_of, count.as_of) == ("2021-08", "2022-01-05")
    assert load.made_by == "qantar.chapters.sample.load:topdown"


def test_a_range_kind_is_dropped_where_these_parameters_give_no_range():
    assert joined(100.0)[LOAD.id].range_kind is None


def test_a_missing_figure_needs_no_date():
    assert joined(count=None)[COUNT.id].as_of == ""


def test_numpy_numbers_become_plain_ones():
    whole = data.load("electricity_balance")["year"].max()
    assert type(joined(whole)[LOAD.id].value) is int


@pytest.mark.parametrize(
    ("computed", "message"),
    [
        ({"load": (1.0, 2.0)}, r"a range is \(value, low, high\), not 2"),
        ({"load": "100"}, "is no number"),
        ({"load": True}, "is no number"),
        ({"load": float("nan")}, "a missing figure has value None"),
        ({"load": Value(1.0, as_of="2021")}, "as_of stands in figures.csv and in Value"),
        ({"count": 3}, "no date"),
        ({"count": Value(3, 2, 4, "2022")}, "range_kind in figures.csv is empty"),
    ],
)
def test_a_value_that_does_not_fit_its_row_is_one_line(computed, message):
    with pytest.raises(FigureError, match=message) as caught:
        joined(**computed)
    assert "sample." in str(caught.value) and "\n" not in str(caught.value)


def test_an_id_that_is_not_registered_names_the_nearest():
    computed = {LOAD.id: 1.0, COUNT.id: None, "sample.load_gw": 0.1}
    with pytest.raises(
        FigureError, match=r"no row for sample\.load_gw.*did you mean sample\.load_mw"
    ):
        register.join("sample", ENTRIES, computed, FIELDS)


def test_a_registered_id_must_be_computed():
    with pytest.raises(FigureError, match=r"figures\.py: does not compute sample\.count"):
        register.join("sample", ENTRIES, {LOAD.id: 1.0}, FIELDS)


def test_a_field_that_is_no_parameter_is_named():
    odd = {**ENTRIES, LOAD.id: replace(LOAD, as_of="{mnth}")}
    with pytest.raises(FigureError, match=r"sample\.load_mw: as_of .* 'mnth'.*month"):
        joined(entries=odd)


def test_a_register_is_read_in_its_order(tmp_path):
    second = ("a.a", "share", "", "electricity co2", "", "Share", "shared.mining_map:share_in")
    entries = register.read(written(tmp_path, ROW, second))
    assert list(entries) == ["a.b", "a.a"]
    assert entries["a.a"].tables == ("electricity", "co2")
    assert register.made_by("a", entries["a.a"].function).startswith("qantar.chapters.shared.")


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("unit", " ", "unit is empty"),
        ("definition", "", "definition is empty"),
        ("range_kind", "guess", "is not one of"),
        ("function", "topdown", "module:function"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(tmp_path, column, cell, message):
    row = [
        cell if name == column else value for name, value in zip(register.COLUMNS, ROW, strict=True)
    ]
    with pytest.raises(FigureError, match=f"line 2: .*{message}"):
        register.read(written(tmp_path, row))


@pytest.mark.parametrize("rows", [(ROW, ROW), (ROW[:-1],), ((*ROW, "more"),)])
def test_doubled_short_and_long_rows_are_refused(tmp_path, rows):
    with pytest.raises(FigureError, match=r"figures\.csv, line \d"):
        register.read(written(tmp_path, *rows))


PARAMETERS = {
    "parameters.py": "from qantar.report.parameters import ChapterParameters\n"
    "class SampleParameters(ChapterParameters):\n"
    "    month: str = '2021-08'\n"
    "    price: float = 0.04\n",
    "parameters.csv": "name,unit,limits,meaning,source\n"
    "month,,,month,assumption\n"
    "price,USD,gt=0 le=1,price of power,assumption\n",
}


def sample_parameters(folder, **changed):
    """The parameters of a chapter that only this test has, imported from `folder`."""
    for name, text in PARAMETERS.items():
        for old, new in changed.items():
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    name = "qantar.chapters.sample.parameters"
    spec = spec_from_file_location(name, folder / "parameters.py")
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name].SampleParameters


@pytest.fixture
def parameters(monkeypatch):
    monkeypatch.setitem(sys.modules, "qantar.chapters.sample.parameters", ModuleType("none"))
    return sample_parameters


def test_a_register_gives_parameters_meaning_unit_and_limits(parameters, tmp_path):
    model = parameters(tmp_path)
    price = model.model_fields["price"]
    assert price.description == "price of power"
    assert declared(price) == {"unit": "USD", "source": "assumption"}
    with pytest.raises(ParameterError, match=r"price = 2\.0: .* less than or equal to 1"):
        validate("sample", model, {"price": 2.0})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"price,USD": "prize,USD"}, "differ in price"),
        ({"    price": "    prize"}, "differ in price"),
        ({"gt=0": "more=0"}, "line 3: limits 'more=0 le=1' should look like"),
        ({"gt=0": "gt"}, "line 3: limits 'gt le=1' should look like"),
        ({"price of power": ""}, "line 3: meaning is empty"),
        ({"price,USD": "month,USD"}, "line 3: month is registered twice"),
    ],
)
def test_a_wrong_register_of_parameters_is_one_line(parameters, tmp_path, changed, message):
    with pytest.raises(ParameterError, match=message):
        parameters(tmp_path, **changed)


@pytest.fixture
def sample(monkeypatch, parameters, tmp_path):
    model = ModuleType("figures")
    model.TABLES = ("co2",)
    model.figures = lambda tables, p: {"sample.rows": (len(tables.co2), None, 10**6)}
    monkeypatch.setitem(sys.modules, "qantar.chapters.sample.figures", model)
    parameters(tmp_path)
    row = (
        "sample.rows",
        "rows",
        "{month}",
        "co2",
        "methods",
        "Rows for {place}",
        "figures:figures",
    )
    path = written(tmp_path, row)
    monkeypatch.setattr(register, "path", lambda chapter: path)
    monkeypatch.setenv("QANTAR_FIGURES", str(tmp_path / "out"))
    monkeypatch.setattr(chapters, "_AHEAD", {})
    return tmp_path


def test_a_chapter_with_a_register_opens(sample):
    chapter = open_chapter("sample", {"month": "2022-01"})
    assert chapter.place == "Kazakhstan"
    assert len(chapter.tables.co2) == chapter.figures["sample.rows"].value
    assert chapter.say("{sample.rows.as_of:date}").text == "January\u00a02022"
    assert "sample.rows" in repr(chapter.key_figures())
    stored = read_figures(sample / "out" / "sample.json")["sample.rows"]
    assert stored.made_by == "qantar.chapters.sample.figures:figures"


def test_a_chapter_opened_ahead_is_given_once_and_recorded(sample):
    chosen = validate("sample", model_for("sample"), {"month": "2022-01"})
    chapters.open_ahead("sample", chosen)
    assert not (sample / "out").exists()
    first, second = (open_chapter("sample", {"month": "2022-01"}) for _ in range(2))
    assert first.parameters is chosen
    assert second.tables is not first.tables
    assert (sample / "out" / "sample.json").is_file()


@pytest.mark.parametrize("changed", ["parameters", "tables"])
def test_a_chapter_opened_ahead_of_a_change_is_opened_anew(sample, monkeypatch, changed):
    chapters.open_ahead("sample", validate("sample", model_for("sample"), {"month": "2022-01"}))
    if changed == "tables":
        monkeypatch.setattr(chapters.data, "digest", lambda name: "another")
    month = "2021-12" if changed == "parameters" else "2022-01"
    assert open_chapter("sample", {"month": month}).parameters.month == month
    assert len(chapters._AHEAD) == 1


def test_a_table_that_is_not_open_says_where_to_name_it(sample):
    with pytest.raises(AttributeError, match="'coal' is open; name it in TABLES"):
        _ = open_chapter("sample", {}).tables.coal


def test_an_unknown_figure_of_a_chapter_says_the_nearest(sample):
    with pytest.raises(
        FigureError, match=r"no key figure 'sample\.row'; did you mean sample\.rows"
    ):
        _ = open_chapter("sample", {}).figures["sample.row"]


def test_a_chapter_and_its_tables_say_what_they_hold(sample):
    chapter = open_chapter("sample", {})
    assert repr(chapter.tables) == "tables: co2"
    assert repr(chapter).startswith("chapter sample: name, parameters, place, tables, figures")


@pytest.mark.parametrize(
    "word",
    [
        "",
        "It fell.",
        ", and it fell",
        " of coal",
        "half of all the machines that the country had in the year before",
    ],
)
def test_a_clause_cannot_be_a_word_of_a_sentence(sample, word):
    with pytest.raises(FigureError, match=r"word what = .* is no name"):
        open_chapter("sample", {}).say("Rows: {sample.rows} {what}", what=word)


@pytest.mark.parametrize("word", ["Core Scientific, Inc.", "Russia, Kyrgyzstan and Uzbekistan", 3])
def test_names_and_numbers_are_words(sample, word):
    assert str(word) in open_chapter("sample", {}).say("{what}", what=word).text


@pytest.fixture
def renamed(monkeypatch):
    monkeypatch.setattr(aliases, "read", lambda: {"sample.old": "sample.rows", "sample.gone": ""})


@pytest.mark.parametrize(
    ("name", "words"), [("old", "renamed to sample.rows"), ("gone", "dropped")]
)
def test_a_renamed_figure_says_what_became_of_it(sample, renamed, name, words):
    with pytest.raises(FigureError, match=words):
        open_chapter("sample", {}).say(f"{{sample.{name}.low:,d}}")
    with pytest.raises(FigureError, match=f"rules: no key figure sample.{name}; {words}"):
        aliases.refuse_renamed([f"sample.{name}"], "rules")


def problems(chapter, entries):
    """What is wrong in a register that only the rest of the repository can show."""
    tables = {entry["name"] for entry in data.package()["resources"]}
    found = []
    for entry in entries.values():
        found += [f"{entry.id}: no table {name}" for name in entry.tables if name not in tables]
        try:
            resolve_name(register.made_by(chapter, entry.function))
        except (ImportError, AttributeError) as error:
            found.append(f"{entry.id}: {error}")
        if entry.id in aliases.read():
            found.append(f"{entry.id}: is an old id in docs/figure_aliases.csv")
    return found


def test_every_register_names_tables_and_functions_that_exist():
    registers = {
        path.parent.name: register.read(path) for path in PACKAGE.glob("chapters/*/figures.csv")
    }
    assert [
        line for chapter, entries in registers.items() for line in problems(chapter, entries)
    ] == []


def test_a_register_that_names_nothing_real_is_seen():
    entry = replace(LOAD, tables=("coal",), function="electricity:nothing")
    assert len(problems("energy", {entry.id: entry})) == 2


def test_aliases_lead_to_names_of_today():
    assert not set(aliases.read().values()) & set(aliases.read())

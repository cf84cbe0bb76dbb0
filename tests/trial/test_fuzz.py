"""Whatever a person writes into a parameter, an edition or a description: one line, or the right
result.
"""

import json
import random
import string

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qantar import data
from qantar.common.errors import DataError, FigureError, ParameterError
from qantar.common.paths import CHAPTERS, DATA, EDITIONS
from qantar.flow import editions
from qantar.flow.notebooks.arguments import value as command_value
from qantar.report import figures
from qantar.report.figures import Figure
from qantar.report.parameters import model_for, validate

EXAMPLES = 300
fuzz = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates()
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)
)


def near(name, default):
    """Values that somebody could write for a parameter with this default, right ones and wrong
    ones.
    """
    numbers = st.floats() | st.integers(-(10**6), 10**6) | st.sampled_from([-1, 0, 1, 0.5, 1e9])
    texts = st.sampled_from(
        [str(default), f" {default}", str(default).lower(), "2022-02-30", "NaN", ""]
    )
    return st.tuples(st.just(name), st.just(default) | numbers | texts | VALUES)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_any_parameters_are_accepted_whole_or_refused_in_one_line(chapter, record_property):
    fields = {name: field.get_default() for name, field in model_for(chapter).model_fields.items()}
    other = st.tuples(st.text(string.ascii_lowercase + "_", min_size=1, max_size=12), VALUES)
    one = st.one_of(*[near(name, default) for name, default in fields.items()], other)
    tried = refused = 0

    @fuzz
    @given(st.lists(one, max_size=3))
    def attempt(pairs):
        nonlocal tried, refused
        values = dict(pairs)
        tried += 1
        try:
            checked = validate(chapter, model_for(chapter), values)
        except ParameterError as error:
            refused += 1
            assert "\n" not in str(error)
        else:
            assert all(
                getattr(checked, name) == given_value for name, given_value in values.items()
            )

    attempt()
    record_property("cases", f"{tried}, of which {refused} refused")
    assert 0 < refused < tried


def mutated(text, chance):
    """The text with a few bytes removed, doubled or replaced."""
    raw = bytearray(text.encode())
    for _ in range(chance.randint(1, 4)):
        where = chance.randrange(len(raw))
        act = chance.choice(["drop", "double", "replace", "cut"])
        if act == "drop":
            del raw[where]
        elif act == "double":
            raw.insert(where, raw[where])
        elif act == "replace":
            raw[where] = chance.randrange(256)
        else:
            del raw[where : where + chance.randint(1, 40)]
    return bytes(raw)


def test_a_damaged_edition_is_read_right_or_refused_in_one_line(tmp_path, record_property):
    chance, refused = random.Random(1), 0
    text = (EDITIONS / "kazakhstan.yml").read_text() + "title2: x\n"
    path = tmp_path / "damaged.yml"
    for _ in range(EXAMPLES):
        path.write_bytes(mutated(text.replace("title2: x\n", ""), chance))
        try:
            edition = editions.load(str(path))
        except ParameterError as error:
            refused += 1
            assert "\n" not in str(error)
        else:
            assert edition.country.isalpha() and set(edition.chapters) <= set(CHAPTERS)
    record_property("cases", EXAMPLES)
    assert 0 < refused < EXAMPLES


def test_a_damaged_description_never_gives_a_frame_of_other_types(tmp_path, record_property):
    chance, refused = random.Random(2), 0
    whole = data.package()
    name = "mining_share"
    entry = next(one for one in whole["resources"] if one["name"] == name)
    text = yaml.safe_dump({"name": "x", "resources": [entry]}, sort_keys=False)
    right = data.load(name)
    (tmp_path / entry["path"]).write_bytes((DATA / entry["path"]).read_bytes())
    for _ in range(EXAMPLES):
        (tmp_path / "datapackage.yaml").write_bytes(mutated(text, chance))
        try:
            frame = data.Package(tmp_path).load(name)
        except DataError as error:
            refused += 1
            assert "\n" not in str(error)
        else:
            assert frame.shape[0] == right.shape[0]
            assert list(frame.columns) == list(right.columns)
    record_property("cases", EXAMPLES)
    assert refused > 0


def test_damaged_figures_are_read_right_or_refused_in_one_line(tmp_path, record_property):
    chance, refused = random.Random(3), 0
    rows = [
        Figure(f"a.f{n}", n / 7, "share", "2021", ("t",), "a number", 0.0, 1.0, "methods")
        for n in range(5)
    ]
    text = figures.to_json(rows)
    path = tmp_path / "figures.json"
    for _ in range(EXAMPLES):
        path.write_bytes(mutated(text, chance))
        try:
            back = figures.read(path)
        except FigureError as error:
            refused += 1
            assert "\n" not in str(error)
        else:
            assert all(isinstance(figure.value, int | float | None) for figure in back.values())
    record_property("cases", EXAMPLES)
    assert refused > 0


def test_damaged_bytes_of_a_table_give_its_rows_or_one_line(tmp_path, record_property):
    """Types and shape hold whatever happens; that no digit is misread is test_data_bytes'
    property.
    """
    chance, refused = random.Random(4), 0
    name = "mining_share"
    entry = data.resource(name)
    text, right = (DATA / entry["path"]).read_text(encoding="utf-8"), data.load(name)
    package = data.Package(DATA, {name: tmp_path / entry["path"]})
    for _ in range(EXAMPLES):
        (tmp_path / entry["path"]).write_bytes(mutated(text, chance))
        try:
            frame = package.load(name)
        except DataError as error:
            refused += 1
            assert "\n" not in str(error) and entry["path"] in str(error)
        else:
            assert list(frame.dtypes) == list(right.dtypes)
            assert abs(len(frame) - len(right)) <= 4
    record_property("cases", f"{EXAMPLES}, of which {refused} refused")
    assert 0 < refused < EXAMPLES


def test_a_value_on_the_command_line_is_data_never_code(record_property):
    tried, refused = 0, 0

    @fuzz
    @given(st.text(max_size=40))
    def attempt(text):
        nonlocal tried, refused
        tried += 1
        try:
            json.dumps(command_value(text), default=str)
        except ValueError as error:
            refused += 1
            assert text[:60] in str(error)

    attempt()
    assert command_value("!!python/object/apply:os.system [true]").startswith("!!python")
    record_property("cases", f"{tried}, of which {refused} refused")
    assert 0 < refused < tried

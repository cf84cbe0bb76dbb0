"""What stands after -p, in an edition or in a sweep is read as Python reads it, or refused in
one line.
"""

import pytest

from qantar.__main__ import parser
from qantar.common import safeyaml
from qantar.common.errors import ParameterError
from qantar.flow.notebooks import arguments
from qantar.report.parameters import model_for, validate

REFUSED = (
    "010",
    "-007.5",
    "1:30",
    "1_000",
    "1,000",
    "nan",
    ".NaN",
    "-inf",
    "0x1F",
    "1e999",
    "9" * 400,
)


@pytest.mark.parametrize("text", ["5e-2", "0.05", "-3", "+4", "0", ".5", "1.", "1E6", "-1.5e+3"])
def test_a_number_is_what_python_makes_of_it(text):
    written = float(text) if set(text) & set(".eE") else int(text)
    for found in (arguments.value(text), safeyaml.parse(f"x: {text}")["x"]):
        assert (found, type(found)) == (written, type(written))


@pytest.mark.parametrize("text", ["-5e-2", "-.5", "-3"])
def test_a_number_below_zero_is_no_option(text):
    options = parser().parse_args(["run", "a.ipynb", "b.ipynb", "-p", "monthly_decay", text])
    assert arguments.given(options.p) == {"monthly_decay": float(text)}


@pytest.mark.parametrize("text", REFUSED)
def test_what_others_read_as_another_number_is_refused(text):
    with pytest.raises(ParameterError, match=r"^parameter pue: ") as refused:
        arguments.given([("pue", text)])
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["010", "1:30", "1_000", ".nan", "-.inf", "0x1F", "1e999"])
def test_files_refuse_such_numbers_and_name_the_line(text):
    with pytest.raises(ValueError, match=r"^line 2: .*number") as refused:
        safeyaml.parse(f"a: 1\nx: {text}")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('["KAZ", "UZB"]', ["KAZ", "UZB"]),
        ("[0.5, 1e-1, 2]", [0.5, 0.1, 2]),
        ('{"energy": {"pue": 1.2}}', {"energy": {"pue": 1.2}}),
        ("true", True),
        ("False", False),
        ("KAZ", "KAZ"),
        ("2022-01", "2022-01"),
        ("2022-01-05T10:30", "2022-01-05T10:30"),
        ("", ""),
    ],
)
def test_lists_are_json_and_words_stay_words(text, value):
    assert arguments.value(text) == value


NO_JSON = ("[KAZ, UZB]", "['KAZ']", "[1_000]", "[010]", "[NaN]", "[1e999]", "[" * 9000)


@pytest.mark.parametrize("text", NO_JSON)
def test_a_list_that_is_no_json_is_refused_with_an_example(text):
    with pytest.raises(ParameterError, match="a list is written as JSON, such as") as refused:
        arguments.given([("peers", text)])
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_way_in_lets_a_number_pass_that_is_none(value):
    with pytest.raises(ParameterError, match="finite"):
        validate("energy", model_for("energy"), {"pue": value})

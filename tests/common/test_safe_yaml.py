"""YAML that people write is data: no objects, no code, and a mistake in it is one line."""

import re
from pathlib import Path

import pytest

from qantar.common import safeyaml
from qantar.common.paths import ROOT

UNSAFE = re.compile(
    r"yaml\.(load|full_load|unsafe_load|load_all|Loader|FullLoader|UnsafeLoader)\b"
    r"|\b(marshal|shelve|read_pickle|from pickle|import pickle as)\b"
    # to write one runs nothing, and its bytes tell one value from another
    r"|\bpickle\.(?!(dumps|PicklingError)\b)|(?<![\w.])(eval|exec)\(|shell=True|os\.system"
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2", "line 2: 'a' is written twice"),
        ("x: {b: 1, b: 2}", "'b' is written twice"),
        ("day: 2021-99-99", "cannot be read"),
        ("n: !!int ''", "cannot be read"),
        ("x: !!timestamp soon", "cannot be read"),
        (
            "x: !!python/object/apply:os.system ['true']",
            "line 1: could not determine a constructor",
        ),
        ("[" * 5000, "did not find expected"),
        (b"\xff\xfe\xff", "codec|unacceptable|invalid|not allowed"),
    ],
)
def test_what_is_no_plain_value_is_refused_in_one_line(text, line):
    with pytest.raises(ValueError, match=line) as refused:
        safeyaml.parse(text)
    assert "\n" not in str(refused.value)


def test_nothing_in_the_package_reads_data_in_a_way_that_could_run_it():
    sources = [*(ROOT / "src" / "qantar").rglob("*.py"), ROOT / "Snakefile"]
    found = {
        path.relative_to(ROOT).as_posix(): hit[0]
        for path in sources
        if (hit := UNSAFE.search(path.read_text(encoding="utf-8")))
    }
    assert found == {"src/qantar/common/safeyaml.py": "yaml.load"}


def test_the_search_for_unsafe_reading_can_find_it(tmp_path: Path):
    for line in (
        "yaml.unsafe_load(x)",
        "pickle.loads(x)",
        "pickle.Unpickler(x)",
        "from pickle import loads",
        "import pickle as p",
        "pd.read_pickle(x)",
        "eval(cell)",
        "subprocess.run(x, shell=True)",
    ):
        assert UNSAFE.search(line), line

"""Whatever stands in datapackage.yaml, opening it gives a package or one line, never a
traceback.
"""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qantar.common.errors import DataError
from qantar.data import Package

GOOD = """\
resources:
- name: t
  path: t.csv
  title: T
  description: D
  sources: &s [{title: S, publisher: P, path: "https://example.org"}]
  licenses: &l [{name: none-stated, title: none stated}]
  redistribution: "yes"
  vintage: &v {released: "2022", taken: "2022"}
  next_update: none expected
  caveats: [C]
  schema:
    fields:
      - {name: place, type: string, title: P}
      - {name: year, type: year, title: Y}
    primaryKey: [place, year]
- name: m
  path: maps/m.geojson
  title: M
  description: D
  sources: *s
  licenses: *l
  redistribution: "yes"
  vintage: *v
  next_update: none expected
  caveats: [C]
  properties: [{name: key, title: K}]
"""
PIECES = [
    "",
    " ",
    "\n",
    ":",
    "-",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!python/none ",
    "null",
    "3",
    '"',
    "../",
    "\0",
]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["t", "year", "t.csv"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def refusal(folder, text: str) -> str | None:
    """What is said against a description; None where every table it names lies in its folder."""
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    try:
        package = Package(folder)
        for name in package.names():
            package.path(name).relative_to(folder)
    except DataError as error:
        return str(error)
    return None


def in_one_line(words: str | None) -> bool:
    return words is None or ("\n" not in words and words.startswith("data/datapackage.yaml"))


def test_the_right_description_is_accepted(tmp_path):
    assert refusal(tmp_path, GOOD) is None


@settings(max_examples=100)
@given(st.integers(0, len(GOOD)), st.integers(0, 4), st.sampled_from(PIECES))
def test_damaged_text_is_refused_in_one_line(tmp_path_factory, at, cut, piece):
    assert in_one_line(
        refusal(tmp_path_factory.getbasetemp(), GOOD[:at] + piece + GOOD[at + cut :])
    )


@settings(max_examples=100)
@given(st.data())
def test_a_value_of_another_kind_anywhere_is_refused_in_one_line(tmp_path_factory, data):
    package = yaml.safe_load(GOOD)
    node, key = package, "resources"
    while data.draw(st.booleans()) and isinstance(node[key], dict | list) and node[key]:
        node = node[key]
        key = data.draw(
            st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node)))
        )
    node[key] = data.draw(VALUES)
    assert in_one_line(refusal(tmp_path_factory.getbasetemp(), yaml.safe_dump(package)))

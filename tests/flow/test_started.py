"""The flow is started before it is known whether there is anything to do, and let go on if so."""

import os
import sys
from contextlib import contextmanager
from functools import cache

import pytest

from qantar.common.errors import BuildError
from qantar.flow import build, catalogues, editions, keys
from qantar.flow import made as made_already

SAYS_LINE = (
    "import sys, pathlib; line = sys.stdin.readline(); "
    "print('qantar| error: it went wrong'); pathlib.Path('said').write_text(line); "
    "sys.exit(line == 'begin\\n')"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of a build."""
    monkeypatch.chdir(tmp_path)
    for module in (build, made_already):
        monkeypatch.setattr(module, "BUILD", tmp_path)
    return tmp_path


def test_a_flow_that_is_not_needed_ends_before_it_begins(folder):
    with build.started([sys.executable, "-c", SAYS_LINE], folder) as process:
        assert process.poll() is None
    assert process.returncode
    assert not (folder / "said").exists()


def test_a_flow_let_go_on_tells_its_errors(folder):
    with (
        build.started([sys.executable, "-c", SAYS_LINE], folder) as process,
        pytest.raises(BuildError, match=r"^it went wrong$"),
    ):
        build.go_on(process, folder)
    assert (folder / "said").read_text() == "begin\n"


def test_a_flow_that_ended_too_early_is_told(folder):
    with (
        build.started([sys.executable, "-c", "import sys; sys.exit(3)"], folder) as process,
        pytest.raises(BuildError, match=r"the flow stopped; its log is .*flow\.log$"),
    ):
        process.wait()
        build.go_on(process, folder)


def test_what_the_flow_gets_ready_for_is_told_to_it(folder):
    code = "import os; raise SystemExit(os.environ.get('QANTAR_PAGES_FIRST', '0'))"
    for pages_first, status in ((True, "1"), (False, "0")):
        with build.started([sys.executable, "-c", code], folder, "en", pages_first) as process:
            process.wait()
        assert (folder / "log" / "flow.log").read_text().strip() == status


@pytest.fixture
def saved(folder, monkeypatch):
    """Two files that notebooks are made of, and one that Python makes, saved at these seconds."""
    places = folder / "src", folder / "data"
    monkeypatch.setattr(build, "_MAKERS", places)
    for path, second in (
        (places[0] / "energy" / "grid.py", 100),
        (places[0] / "energy" / "__pycache__" / "grid.cpython-311.pyc", 900),
        (places[1] / "load.csv", 200),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
        os.utime(path, (second, second))
    return places


def test_what_was_saved_is_found_below_all_places(saved):
    assert sorted(build._saved().values()) == [100, 200]


def test_what_editors_keep_beside_a_file_is_not_saved(saved):
    (saved[0] / ".#grid.py").symlink_to("someone@somewhere.1234")
    (saved[0] / ".ipynb_checkpoints").mkdir()
    (saved[0] / ".ipynb_checkpoints" / "energy.ipynb").touch()
    assert len(build._saved()) == 2


def test_a_file_that_is_gone_by_now_does_not_stop_a_build(saved, monkeypatch):
    (saved[0] / "4913").touch()  # by this vim tries whether it may write
    lstat = os.lstat

    def gone(path):
        if path.endswith("4913"):
            (saved[0] / "4913").unlink()
        return lstat(path)

    monkeypatch.setattr(build.os, "lstat", gone)
    assert len(build._saved()) == 2


def test_what_was_never_made_is_older_than_anything_saved(folder):
    first, second = folder / "first", folder / "second"
    for own, second_made in ((first, 500), (second, 400)):
        own.mkdir()
        (own / ".made").touch()
        os.utime(own / ".made", (second_made, second_made))
    assert build._last_made([first, second]) == 400
    (second / ".made").unlink()
    assert build._last_made([first, second]) == 0


@pytest.fixture
def flow(folder, monkeypatch):
    """What became of the flows that were started for a book whose chapters are not made."""
    told = []

    @contextmanager
    def started(command, folder, code, pages_first):
        told.append(f"started for {'pages' if pages_first else 'notebooks'}")
        yield None
        told.append("ended")

    monkeypatch.setattr(build, "started", started)
    monkeypatch.setattr(build, "go_on", lambda process, folder: told.append("let go on"))
    monkeypatch.setattr(made_already, "prepare", lambda editions: True)
    monkeypatch.setattr(made_already, "note", lambda editions: told.append("noted"))
    (folder / "norway").mkdir()
    return told


def test_pages_are_got_ready_for_where_nothing_else_was_saved_since(flow, saved, folder):
    (folder / "norway" / ".made").touch()
    build._make(["norway"], {"norway": "en"}, 1, None)
    assert flow == ["started for pages", "let go on", "noted", "ended"]
    flow.clear()
    os.utime(folder / "norway" / ".made", (150, 150))
    build._make(["norway"], {"norway": "en"}, 1, None)
    assert flow == ["started for notebooks", "let go on", "noted", "ended"]


def test_a_flow_that_may_have_imported_what_was_saved_meanwhile_starts_anew(
    flow, saved, folder, monkeypatch
):
    digests = []

    def prepare(editions):
        digests.append(keys._code("energy"))
        if len(digests) == 1:
            (saved[0] / "energy" / "grid.py").write_text("saved meanwhile")
        return True

    (folder / "requirements.txt").touch()
    monkeypatch.setattr(keys, "ROOT", folder)
    monkeypatch.setattr(keys, "PACKAGE", saved[0])
    monkeypatch.setattr(keys, "_code", cache(keys._code.__wrapped__))
    monkeypatch.setattr(made_already, "prepare", prepare)
    monkeypatch.setattr(catalogues, "prepare", lambda code: flow.append(f"compiled {code}"))
    build._make(["norway"], {"norway": "ar"}, 1, None)
    begin = ["compiled ar", "started for notebooks"]
    assert flow == [*begin, "ended", *begin, "let go on", "noted", "ended"]
    assert digests[0] != digests[1]


@pytest.fixture
def made(folder):
    """An edition of one chapter whose flow ended well."""
    edition = editions.load("uzbekistan").model_copy(update={"chapters": ["energy"]})
    own = folder / edition.name
    for path in (
        *(folder / ".data.checked", folder / "keys" / "data.json"),
        *(own / ".html.done", own / "html" / "index.html", own / "keys" / "energy.json"),
        *(own / "src" / "notebooks" / "energy.ipynb", own / "figures" / "energy.json"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    (own / ".made").write_text(made_already._keys_of(edition))
    return edition


def test_what_ended_well_with_the_same_keys_is_not_made_again(made):
    assert made_already.is_made(made)


@pytest.mark.parametrize("name", ["keys/data.json", "uzbekistan/keys/energy.json"])
def test_another_key_makes_the_book_again(made, folder, name):
    (folder / name).write_text("another")
    assert not made_already.is_made(made)


@pytest.mark.parametrize(
    "name",
    [
        *(".data.checked", "uzbekistan/.html.done", "uzbekistan/html/index.html"),
        *("uzbekistan/src/notebooks/energy.ipynb", "uzbekistan/figures/energy.json"),
        "uzbekistan/.made",
    ],
)
def test_what_is_gone_is_made_again(made, folder, name):
    (folder / name).unlink()
    assert not made_already.is_made(made)

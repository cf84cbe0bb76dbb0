"""The flow is started before it is known whether there is anything to do, and let go on if so."""

import os
import sys
from contextlib import contextmanager

import pytest

from qantar.common.errors import BuildError
from qantar.flow import build, editions
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
    """Two files that notebooks are made of, and one that Python keeps, saved at these seconds."""
    places = folder / "src", folder / "data"
    monkeypatch.setattr(build, "_MAKERS", places)
    for path, second in (
        (places[0] / "energy" / "grid.py", 100),
        (places[0] / "energy" / "grid.pyc", 900),
        (places[1] / "load.csv", 200),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
        os.utime(path, (second, second))
    return places


def test_the_last_file_saved_is_found_below_all_places(saved):
    assert build._last_saved() == 200
    os.utime(saved[0] / "energy" / "grid.py", (300, 300))
    assert build._last_saved() == 300


def test_the_lock_that_an_editor_leaves_does_not_stop_a_build(saved):
    (saved[0] / ".#grid.py").symlink_to("someone@somewhere.1234")
    assert build._last_saved() > 200


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
    flow, saved, monkeypatch
):
    def prepare(editions):
        if len(flow) == 1:
            (saved[1] / "load.csv").touch()
        return True

    monkeypatch.setattr(made_already, "prepare", prepare)
    build._make(["norway"], {"norway": "en"}, 1, None)
    start = "started for notebooks"
    assert flow == [start, "ended", start, "let go on", "noted", "ended"]


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

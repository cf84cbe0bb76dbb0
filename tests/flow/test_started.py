"""The flow is started before it is known whether there is anything to do, and let go on if so."""

import sys

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

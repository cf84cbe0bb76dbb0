"""The book is the same on whatever machine it is built; what cannot work is said in one line.

README.md beside this file lists what was tried, with the test that holds it.
"""

import subprocess
from pathlib import Path

import pytest

from tests.trial.build import Build, linked_root, say_lines

ODD = "a répo, 100% & {b}=[c] 'd' \"e\" #1"


def under(limits, streams=""):
    """What a command is put behind to run under the `limits` of a shell, streams redirected."""
    return "sh", "-c", f'{limits}; exec "$@" {streams}', "sh"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A repository for these trials to use, from plain folders."""
    return linked_root(tmp_path_factory.mktemp("plain") / "root")


@pytest.fixture(scope="module")
def calm(root, tmp_path_factory):
    """A build with nothing in the way."""
    build = Build(tmp_path_factory.mktemp("calm"), QANTAR_ROOT=str(root))
    build.expected = build.good()
    return build


@pytest.fixture
def build(root, calm, tmp_path):
    """Make a build behind a prefix and with variables, which knows what it should give."""

    def make(*prefix, **variables):
        made = Build(tmp_path, *prefix, **{"QANTAR_ROOT": str(root), **variables})
        made.expected = calm.expected
        return made

    return make


def test_narrow_limits_and_a_closed_input_change_nothing(build):
    narrow = build("taskset", "-c", "0", *under("umask 077; ulimit -n 128", "<&-"))
    assert narrow.good() == narrow.expected


def test_folders_of_any_name_and_length_change_nothing(build, tmp_path):
    place = linked_root(tmp_path / ODD / ("long" * 40))
    (place / ".venv").symlink_to(Path(Build(tmp_path).python).parents[1])
    link = tmp_path / "link"
    link.symlink_to(place)
    target = tmp_path / ODD / ("l" * 200) / ("m" * 200)
    odd = build(QANTAR_ROOT=str(link), QANTAR_BUILD=str(target))
    odd.build, odd.python = target, str(place / ".venv" / "bin" / "python")
    assert odd.good() == odd.expected


@pytest.mark.parametrize("name", ["missing", f"{ODD}/{'t' * 120}"])
def test_any_folder_for_temporary_files_will_do(name, build, tmp_path):
    folder = tmp_path / name
    if name != "missing":
        folder.mkdir(parents=True)
    odd = build(TMPDIR=str(folder))
    assert odd.good() == odd.expected


def test_an_account_without_name_home_or_network_will_do(build, tmp_path, monkeypatch):
    alone = ("unshare", "--user", "--net", "--map-user=54321", "--map-group=54321")
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("not run: this system gives no account and network of one's own (unshare)")
    for name in ("pandas", "random", "token"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not this one')\n")
    monkeypatch.chdir(tmp_path)
    nameless = build(*alone)
    for name in ("HOME", "USER", "LOGNAME", "LNAME", "USERNAME"):
        nameless.environment.pop(name, None)
    assert nameless.good() == nameless.expected


def test_a_checkout_that_cannot_be_written_will_do(build, root, tmp_path):
    place = tmp_path / "locked"
    place.mkdir()
    bind = subprocess.run(
        ["mount", "--bind", str(root), str(place)], capture_output=True, text=True
    )
    if bind.returncode:
        pytest.skip(f"not run: to lock a folder needs root ({bind.stderr.strip()})")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "3")
        nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
        locked = build(QANTAR_ROOT=str(place), **threads, **nowhere)
        assert locked.good() == locked.expected
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_build_without_streams_is_made(build):
    silent = build(*under("true", "<&- >&- 2>&-"))
    assert silent.run() == (0, "")
    assert silent.digest() == silent.expected


def test_a_reader_who_leaves_ends_the_command_quietly(calm):
    done = subprocess.run(
        [
            "bash",
            "-c",
            'set -o pipefail; "$@" | true',
            "bash",
            calm.python,
            "-m",
            "qantar",
            "book",
            calm.file,
        ],
        env=calm.environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (141, "")
    assert calm.digest() == calm.expected


@pytest.mark.parametrize(
    ("limit", "words"),
    [("ulimit -f 200", "File too large"), ("ulimit -n 64", "only 64 files may be open at once")],
)
def test_limits_that_are_too_narrow_are_named_in_one_line(limit, words, build):
    status, said = build(*under(limit)).run()
    assert status != 0
    assert any(words in line for line in say_lines(said)), said

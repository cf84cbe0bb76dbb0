"""Whatever goes wrong: a plain message, the earlier good book intact, and the next build
succeeds.
"""

import math
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import psutil
import pytest

from qantar.common.paths import DATA, ROOT
from tests.trial.build import Build, say_lines

CHANGE = "parameters: {energy: {nuclear_capacity_factor: 0.8}}\n"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A build folder with a good book in it."""
    build = Build(tmp_path_factory.mktemp("good"))
    build.good()
    return build


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The digest of the changed edition, built cleanly."""
    build = Build(tmp_path_factory.mktemp("expected"))
    build.file.write_text(build.file.read_text() + CHANGE)
    return build.good()


@pytest.fixture
def built(first, expected, tmp_path):
    """A copy of the good build, which a trial may break; its edition then differs from the built
    one.
    """
    shutil.copytree(first.build, tmp_path / "build")
    build = Build(tmp_path)
    build.before, build.expected = build.digest(), expected
    build.file.write_text(build.file.read_text() + CHANGE)
    assert build.before != expected
    return build


def recovers(build):
    """Whether the next build succeeds without cleaning and is the book a clean build gives."""
    return build.good() == build.expected


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def is_kernel(child):
    try:
        return os.getpgid(child.pid) == child.pid  # nothing else leads a group of its own
    except ProcessLookupError:  # it ended meanwhile
        return False


def kernels(process):
    """The notebooks' kernels below a running build."""
    return [
        child for child in psutil.Process(process.pid).children(recursive=True) if is_kernel(child)
    ]


def begun(built, folder, sign):
    """Whether the step whose unfinished work lies in `folder` under the name `sign` is running."""
    return any((built.build / "small" / folder).glob(sign))


@pytest.mark.parametrize(("folder", "sign"), [("src/notebooks", ".energy-*"), (".", ".html-*")])
def test_kill_9_during_a_notebook_and_during_the_html_build(built, folder, sign):
    process = built.start()
    built.wait_for(process, lambda: begun(built, folder, sign))
    kill(process)
    assert built.digest() == built.before
    assert recovers(built)


def test_kill_9_during_assembly(built):
    process = built.start()
    contents = built.build / "small" / "src" / "_toc.yml"
    built.wait_for(process, lambda: not contents.exists() or begun(built, ".", ".html-*"))
    kill(process)
    assert built.digest() == built.before
    assert recovers(built)


def test_the_command_alone_is_killed_and_the_next_build_waits_for_what_it_started(built):
    first = built.start()
    built.wait_for(first, lambda: begun(built, "src/notebooks", ".energy-*"))
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    status, said = built.run()
    assert status == 0, said
    assert "another build of small is running; waiting" in said
    assert built.digest() == built.expected


def struck(built, blow, **variables):
    """A build whose kernels get a signal while their cells run: what it said, and its errors."""
    built.environment.update(variables)
    process = built.start()
    while process.poll() is None and not begun(built, "src/notebooks", ".energy-*/energy.json"):
        time.sleep(0.02)  # on a slow machine the time limit may come first
    for kernel in kernels(process):
        kernel.send_signal(blow)
    said = process.communicate(timeout=300)[0]
    assert process.returncode != 0
    for name in variables:
        del built.environment[name]
    return say_lines(said)


def test_the_kernel_dies(built):
    assert any("kernel died" in line for line in struck(built, signal.SIGKILL))
    assert built.digest() == built.before
    assert recovers(built)


def test_a_notebook_that_hangs_is_stopped_at_its_time_limit(built):
    lines = struck(built, signal.SIGSTOP, QANTAR_TIME_LIMIT="30")
    assert any("energy.ipynb: ran longer than 30 s and was stopped" in line for line in lines), (
        lines
    )
    assert built.digest() == built.before
    assert recovers(built)


def test_two_builds_at_once(built):
    one, two = built.start(), built.start()
    said = [process.communicate(timeout=600)[0] for process in (one, two)]
    assert (one.returncode, two.returncode) == (0, 0), said
    assert sum("another build of small is running; waiting" in text for text in said) == 1
    assert built.digest() == built.expected


def spoil(paths):
    spoilt = [path for path in paths if path.is_file()]
    assert spoilt
    for path in spoilt:
        path.write_bytes(b"\xff\x00garbage")


def cleaned(build):
    """Whether the book built after `make clean` is the one a clean build gives."""
    shutil.rmtree(build.build)
    return build.good() == build.expected


def test_a_corrupted_cache_is_cured_by_a_clean_build(built):
    spoil((built.build / ".snakemake").rglob("*"))
    spoil((built.build / "small" / "pictures").rglob("*"))
    assert cleaned(built)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("figures.json", "figures: the book was built from"),
        ("src/notebooks/energy.ipynb", "notebooks: the book was built from"),
        ("html/index.html", "html/index.html: changed since it was built"),
        ("SHA256SUMS", "html/index.html: not in SHA256SUMS"),
    ],
)
def test_what_was_edited_in_a_finished_build_is_verified(first, tmp_path, name, told):
    shutil.copytree(first.build, tmp_path / "build")
    build = Build(tmp_path)
    file = build.build / "small" / name
    file.write_text("" if name == "SHA256SUMS" else file.read_text(encoding="utf-8") + " ")
    status, said = build.run("verify", "small")
    assert status == 1
    assert told in said
    assert first.run("verify", "small")[0] == 0


def test_a_site_that_is_gone_is_built_again(built, first):
    shutil.copyfile(first.file, built.file)
    shutil.rmtree(built.build / "small" / "html")
    assert built.good() == built.before


def test_a_finished_build_is_left_alone(first):
    status, said = first.run()
    assert status == 0
    assert said.splitlines() == [str(first.build / "small" / "html" / "index.html")]


def test_the_clock_was_set_back(built):
    past = 1_000_000_000
    for path in built.build.rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000), follow_symlinks=False)
    os.utime(built.file, (past, past))
    assert recovers(built)


def test_a_table_edited_by_hand(built, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    table = data / "electricity.csv"
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join([lines[0], lines[1].replace(",", ";"), *lines[2:]]))
    broken = Build(tmp_path, QANTAR_DATA=str(data))
    broken.file.write_text(f"{broken.file.read_text()}{CHANGE}")
    broken.expected = built.expected
    status, said = broken.run()
    assert status != 0
    assert any("electricity.csv" in line and "row 2" in line for line in say_lines(said)), said
    assert built.digest() == built.before
    broken.environment["QANTAR_DATA"] = str(DATA)
    assert recovers(broken)


def test_a_table_that_is_missing(built, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "electricity.csv").unlink()
    broken = Build(tmp_path, QANTAR_DATA=str(data))
    status, said = broken.run()
    assert status != 0
    assert ["electricity.csv: no such file" in line for line in say_lines(said)] == [True], said
    assert built.digest() == built.before


def mounted(folder, *options):
    done = subprocess.run(
        ["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"not run: mounting a small disk needs root ({done.stderr.strip()})")


@pytest.fixture
def small_disk(built, tmp_path):
    """The good build on a disk with hardly any room left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    sizes = [path.stat().st_size for path in built.build.rglob("*") if path.is_file()]
    pages = sum(math.ceil(size / resource.getpagesize()) for size in sizes)  # a file has whole ones
    mounted(disk, "-o", f"size={pages * resource.getpagesize() + 3_000_000}")
    try:
        shutil.copytree(built.build, disk / "build", symlinks=True)
        build = Build(disk)
        build.before, build.expected = built.before, built.expected
        build.file.write_text(built.file.read_text())
        yield build
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk(small_disk):
    filler = small_disk.folder / "filler"
    with filler.open("wb") as stream:
        try:
            while True:
                stream.write(b"\0" * 65536)
                stream.flush()
        except OSError:
            pass
    status, said = small_disk.run()
    assert status != 0
    assert any("No space left" in line for line in say_lines(said)), said
    assert small_disk.digest() == small_disk.before
    subprocess.run(["mount", "-o", "remount,size=2G", str(small_disk.folder)], check=True)
    filler.unlink()
    assert recovers(small_disk)


def test_a_read_only_tree(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.folder)], check=True)
    status, said = small_disk.run()
    assert status != 0
    assert any("Read-only file system" in line for line in say_lines(said)), said
    assert small_disk.digest() == small_disk.before
    subprocess.run(["mount", "-o", "remount,rw,size=2G", str(small_disk.folder)], check=True)
    assert recovers(small_disk)


def nbval(notebooks, **variables):
    """What strict nbval says of the stored notebooks in a folder: exit status and text."""
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "-n", "0"]
    environment = {**os.environ, "QANTAR_ROOT": str(ROOT), **variables}
    done = subprocess.run(
        [*command, "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"), str(notebooks)],
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout


def test_a_stored_output_edited_by_hand_turns_nbval_red_and_names_the_cell(tmp_path):
    path = tmp_path / "energy.ipynb"
    notebook = nbformat.read(ROOT / "notebooks" / "energy.ipynb", as_version=4)
    cell = next(
        cell for cell in notebook.cells if any("data" in one for one in cell.get("outputs", []))
    )
    number = sum(one.cell_type == "code" for one in notebook.cells[: notebook.cells.index(cell)])
    data = next(output for output in cell.outputs if "data" in output)["data"]
    for kind, text in data.items():
        data[kind] = re.sub(r"[0-9]", lambda digit: str((int(digit[0]) + 1) % 10), text, count=1)
    nbformat.write(notebook, path)
    shutil.copy(ROOT / "notebooks" / "conftest.py", tmp_path)
    status, said = nbval(path)
    assert status == 1
    assert f"Cell {number}" in said and "1 failed" in said, said[-2000:]


def test_one_value_changed_in_a_table_turns_nbval_red_and_names_the_cells(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    table = tmp_path / "data" / "electricity.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    row = next(n for n, line in enumerate(lines) if line.startswith("KAZ,2021,coal,"))
    lines[row] = "KAZ,2021,coal,83.8\n"
    table.write_text("".join(lines), encoding="utf-8")
    status, said = nbval(ROOT / "notebooks" / "energy.ipynb", QANTAR_DATA=str(tmp_path / "data"))
    assert status == 1
    assert re.search(r"FAILED .*energy\.ipynb::Cell \d+", said), said[-2000:]

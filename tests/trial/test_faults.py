"""Whatever goes wrong: a plain message, the earlier good book intact, and the next build succeeds."""

import os
import shutil
import signal
import subprocess

import psutil
import pytest

from qantar.paths import DATA, ROOT
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
    """A copy of the good build, which a trial may break; its edition then differs from the built one."""
    shutil.copytree(first.build, tmp_path / "build")
    build = Build(tmp_path)
    build.before, build.expected = build.digest(), expected
    build.file.write_text(build.file.read_text() + CHANGE)
    assert build.before != expected
    return build


def recovers(build):
    """The next build succeeds without cleaning and is the book a clean build gives."""
    assert build.good() == build.expected


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def is_kernel(child):
    try:
        return "ipykernel_launcher" in " ".join(child.cmdline())
    except psutil.Error:  # it ended meanwhile
        return False


def kernels(process):
    """The notebooks' kernels below a running build."""
    return [child for child in psutil.Process(process.pid).children(recursive=True) if is_kernel(child)]


@pytest.mark.parametrize(("folder", "sign"), [("src/notebooks", ".energy-*"), (".", ".html-*")])
def test_kill_9_during_a_notebook_and_during_the_html_build(built, folder, sign):
    process = built.start()
    built.wait_for(process, lambda: any((built.build / "small" / folder).glob(sign)))
    kill(process)
    assert built.digest() == built.before
    recovers(built)


def test_kill_9_during_assembly(built):
    process = built.start()
    done = built.build / "small" / ".src.done"
    done.unlink()
    built.wait_for(
        process, lambda: not (built.build / "small" / "src" / "_toc.yml").exists() or done.exists()
    )
    kill(process)
    assert built.digest() == built.before
    recovers(built)


def test_the_kernel_dies(built):
    process = built.start()
    built.wait_for(process, lambda: kernels(process))
    for kernel in kernels(process):
        kernel.kill()
    said = process.communicate(timeout=300)[0]
    assert process.returncode != 0
    assert any("kernel died" in line for line in say_lines(said)), said
    assert built.digest() == built.before
    recovers(built)


def test_two_builds_at_once(built):
    one, two = built.start(), built.start()
    said = [process.communicate(timeout=600)[0] for process in (one, two)]
    assert (one.returncode, two.returncode) == (0, 0), said
    assert sum("another build of small is running; waiting" in text for text in said) == 1
    recovers(built)


def test_a_corrupted_cache(built):
    for path in (built.build / ".snakemake").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00garbage")
    for path in (built.build / "checked").rglob("*"):
        path.write_bytes(b"\x00garbage")
    recovers(built)


def test_the_clock_was_set_back(built):
    past = 1_000_000_000
    for path in built.build.rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000), follow_symlinks=False)
    os.utime(built.file, (past, past))
    status, said = built.run()
    assert status == 0, said
    assert built.digest() != built.before, "the change was not seen"
    shutil.rmtree(built.build / "small" / "html")
    recovers(built)


def test_a_table_edited_by_hand(built, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    table = data / "electricity.csv"
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join([lines[0], lines[1].replace(",", ";"), *lines[2:]]))
    broken = Build(tmp_path, QANTAR_DATA=str(data))
    broken.file.write_text(built.file.read_text())
    status, said = broken.run()
    assert status != 0
    assert any("electricity.csv" in line and "row 2" in line for line in say_lines(said)), said
    assert built.digest() == built.before
    recovers(built)


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
    size = sum(path.stat().st_size for path in built.build.rglob("*") if path.is_file()) + 6_000_000
    mounted(disk, "-o", f"size={size}")
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
    recovers(small_disk)


def test_a_read_only_tree(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk.folder)], check=True)
    status, said = small_disk.run()
    assert status != 0
    assert any("Read-only file system" in line for line in say_lines(said)), said
    assert small_disk.digest() == small_disk.before
    subprocess.run(["mount", "-o", "remount,rw,size=2G", str(small_disk.folder)], check=True)
    recovers(small_disk)


def test_a_stored_output_edited_by_hand(tmp_path):
    folder = tmp_path / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder)
    notebook = folder / "energy.ipynb"
    text = notebook.read_text()
    spot = text.index('"execute_result"') if '"execute_result"' in text else text.index('"display_data"')
    digit = next(i for i in range(text.rindex('"outputs"', 0, spot), len(text)) if text[i].isdigit())
    notebook.write_text(text[:digit] + str((int(text[digit]) + 1) % 10) + text[digit + 1 :])
    done = subprocess.run(
        ["python", "-m", "pytest", "-q", "--nbval", "--nbval-current-env", str(notebook), "-p", "no:xdist"],
        cwd=ROOT,
        env={**os.environ, "QANTAR_RENDERER": "digest"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout[-2000:]

"""Steps of the flow run in forked processes, of which several end and start at the same time."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from qantar.common import environment
from qantar.common.errors import BuildError
from qantar.flow import keys, warm

STEPS = 200


def test_steps_that_end_well_never_count_as_failed():
    with ThreadPoolExecutor(4) as threads:
        ended = [threads.submit(warm.call, time.sleep, 0) for _step in range(STEPS)]
    assert [step.exception() for step in ended] == [None] * STEPS


def test_a_step_that_fails_is_told():
    with pytest.raises(BuildError, match="exit 3: failed"):
        warm.call(sys.exit, 3)


def test_a_step_finds_imported_what_was_prepared_for_it():
    warm.prepare("wave")
    warm.call_prepared(exec, "import sys; assert 'wave' in sys.modules")
    warm.call_prepared(exec, "import sys; assert 'wave' not in sys.modules")  # none waits


WHERE_CALLED = "import pathlib, sys; pathlib.Path('called').write_text(str('wave' in sys.modules))"


@pytest.mark.parametrize("fork", [True, False])
def test_a_prepared_step_runs_where_it_is_called(fork, tmp_path, monkeypatch):
    warm.prepare("wave", fork=fork)
    waiting = warm._PREPARED.get()
    waiting.result()
    warm._PREPARED.put(waiting)
    monkeypatch.chdir(tmp_path)  # as Snakemake changes its folder after it has started
    warm.call_prepared(exec, WHERE_CALLED)
    assert (tmp_path / "called").read_text() == "True"


def test_one_process_is_prepared_at_a_time():
    warm.prepare("wave")
    warm.prepare("chunk")
    warm.call_prepared(exec, "import sys; assert 'wave' in sys.modules")
    warm.call_prepared(exec, "import sys; assert not {'wave', 'chunk'} & {*sys.modules}")


def _ends_early():
    raise EOFError("the file of trees ends early")


@pytest.mark.parametrize("fork", [True, False])
def test_a_prepared_step_whose_file_ends_early_has_failed(fork):
    warm.prepare("wave", fork=fork)
    with pytest.raises(BuildError, match="failed"):
        warm.call_prepared(_ends_early)


@pytest.mark.parametrize("fork", [True, False])
def test_a_prepared_step_that_fails_is_told(fork):
    warm.prepare("wave", fork=fork)
    with pytest.raises(BuildError, match="exit 3: failed"):
        warm.call_prepared(sys.exit, 3)


def test_a_prepared_process_that_is_gone_is_a_step_that_failed():
    warm.prepare("wave")
    waiting = warm._PREPARED.get()
    process, _teller = waiting.result()
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    warm._PREPARED.put(waiting)
    with pytest.raises(BuildError, match="exit 0: failed"):
        warm.call_prepared(sys.exit, 0)


def test_a_prepared_process_that_nobody_calls_ends_with_who_prepared_it():
    code = (
        "from qantar.flow import warm; warm.prepare('wave'); "
        "process, _teller = warm._PREPARED.get().result(); print(process.pid)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


SAYS_WHAT_IS_READY = """
from qantar.flow import warm
print("ready:", not warm._PREPARED.empty())
rule all:
"""


@pytest.mark.parametrize(("given", "ready"), [({warm.PAGES_FIRST: "1"}, True), ({}, False)])
def test_pages_are_got_ready_for_where_the_flow_is_told_so(given, ready, tmp_path):
    (tmp_path / "Snakefile").write_text(SAYS_WHAT_IS_READY)
    command = (sys.executable, "-P", "-m", "qantar.flow.warm", "--cores", "1", "--quiet", "all")
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment.clean(**given),
        input=warm.BEGIN,
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert f"ready: {ready}" in done.stdout.decode()


SAVED_LATER = """
import qantar.flow.preloaded
from pathlib import Path
from qantar.flow import keys
keys.PACKAGE = Path("/nowhere")
for chapter in keys.CHAPTERS:
    print(keys.makers(chapter, "en")["code"])
"""


def test_code_that_is_saved_after_its_import_does_not_name_what_runs():
    command = [sys.executable, "-c", SAVED_LATER]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [keys.makers(name, "en")["code"] for name in keys.CHAPTERS]

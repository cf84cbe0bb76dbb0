"""The flow as one command: prepare what Snakemake compares, run it, say what happens.

What takes long to import is imported beside the start of Snakemake.
"""

import fcntl
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qantar.common import environment
from qantar.common.errors import BuildError
from qantar.common.language import SOURCE
from qantar.common.paths import BUILD, DATA, EDITIONS, LOCALES, NOTEBOOKS, PACKAGE, ROOT
from qantar.flow import names as edition_names
from qantar.flow import warm

if TYPE_CHECKING:
    from qantar.flow.editions import Edition

MARK = "qantar| "
PAGES = ".html.done"
MADE = ".made"
SNAKEFILE = ROOT / "Snakefile"
# Two more than there are cores: while one notebook waits for its kernel and another for its
# pictures, others compute (a second of a clean build each).
AT_ONCE = (os.cpu_count() or 1) + 2
_LOOK_AGAIN_S = 0.05
_MAKERS = (PACKAGE, DATA, NOTEBOOKS, EDITIONS, LOCALES)
_UNREAD = (".", "__pycache__")  # folders that editors and Python keep for themselves
_IS_STEP = "QANTAR_STEP" in os.environ


def tell(line: str) -> None:
    """Say what a step does; a step of the flow marks its lines so that the flow can count them."""
    print(f"{MARK}{line}" if _IS_STEP else line.removeprefix("done: "), flush=True)


def fail(line: str) -> None:
    """Say what is wrong: to the flow in a step of it, else on standard error."""
    print(f"{MARK}error: {line}" if _IS_STEP else f"error: {line}", file=sys.stderr, flush=True)


def owner(output: Path) -> str:
    """Whose step writes `output`: the edition, or the cell of a sweep; empty outside the flow."""
    if not _IS_STEP:
        return ""
    return output.parts[2] if output.parts[0] == "sweeps" else output.parts[0]


def _follow(lines: Iterable[str]) -> list[str]:
    """Print the steps' own lines with their count; return the errors, each once."""
    errors: dict[str, None] = {}
    done, total = 0, 0
    for line in lines:
        if match := re.match(r"total\s+(\d+)", line):
            total = int(match[1])
        elif (match := re.match(r"(\d+) of (\d+) steps", line)) and int(match[1]) > done:
            done = int(match[1])  # a step on another machine, whose own lines stay there
            print(f"[{done}/{match[2]}] steps done", flush=True)
        if not line.startswith(MARK):
            continue
        text = line.removeprefix(MARK).rstrip()
        if text.startswith("error: "):
            errors[text.removeprefix("error: ")] = None
        elif text.startswith("done: "):
            done += 1
            print(f"[{done}/{total}] {text.removeprefix('done: ')}", flush=True)
        else:
            print(f"{'':{len(f'[{done}/{total}]')}} {text}", flush=True)
    return list(errors)


def snakemake(
    targets: Iterable[str], cores: int, files: Iterable[Path] = (), *extra: str
) -> list[str]:
    """The command that makes `targets` for the editions `files`; `extra` are more options."""
    return [
        *(
            sys.executable,
            "-P",
            "-m",
            "qantar.flow.warm",  # snakemake
            "--snakefile",
            str(SNAKEFILE),
            "--directory",
            str(BUILD),
        ),
        *("--cores", str(cores), "--nolock", "--rerun-incomplete", "--keep-going", "--nocolor"),
        "--force-use-threads",  # steps are forked from one warm process, a child of this one
        *("--rerun-triggers", "params", "input", "code"),
        # Choosing the next step looks at every file of all that are ready, and each choice is made
        # again after that time, for good: of a thousand cells, that kept one core busy.
        *("--scheduler-subsample", "100", "--max-jobs-per-timespan", "1000000/1d"),
        *("--workflow-profile", "none"),  # none that lies in the folder where the command was given
        *extra,
        *("--config", f"editions={','.join(str(path.relative_to(BUILD)) for path in files)}", "--"),
        *targets,
    ]


def _lines(process: subprocess.Popen, path: Path) -> Iterator[str]:
    """The lines that `process` writes to the file at `path`, as they come, until it ends."""
    with path.open(encoding="utf-8", errors="replace") as stream:
        line = ""
        while True:
            ended = process.poll() is not None
            line += stream.readline()
            if line.endswith("\n"):
                yield line
                line = ""
            elif ended:
                return
            else:
                time.sleep(_LOOK_AGAIN_S)


def _log(folder: Path) -> Path:
    return folder / "log" / "flow.log"


def _saved() -> dict[str, float]:
    """When each file that notebooks are made of was saved, by the clock.

    That says what is worth importing first, and whether what was imported is still the newest. What
    is to be made, the keys alone say.
    """
    saved = {}
    for folder, folders, names in (walk for place in _MAKERS for walk in os.walk(place)):
        folders[:] = [name for name in folders if not name.startswith(_UNREAD)]
        for name in names:
            with suppress(FileNotFoundError):  # an editor's own, gone by now
                if not name.startswith("."):
                    saved[f"{folder}/{name}"] = os.lstat(f"{folder}/{name}").st_mtime
    return saved


def _last_made(folders: Iterable[Path]) -> float:
    """When all of `folders` were made last; never, if one is not made."""
    known = [folder / MADE for folder in folders]
    return min(path.stat().st_mtime if path.is_file() else 0 for path in known)


@contextmanager
def started(
    command: list[str], folder: Path, language: str = SOURCE, pages_first: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """Start Snakemake, which gets ready and waits for `go_on`; without it, it ends here. Where
    `pages_first` is set, it gets ready for pages, else for notebooks.

    Its steps speak `language`. It writes to a log below `folder`, which is locked, and not to this
    process: where only this one is killed, it can end what it began.
    """
    _log(folder).parent.mkdir(exist_ok=True)
    own = {
        "QANTAR_STEP": "1",
        "QANTAR_LANGUAGE": language,
        "PYTHONUNBUFFERED": "1",
        "XDG_CACHE_HOME": str(BUILD / ".snakemake" / "cache"),
        **({warm.PAGES_FIRST: "1"} if pages_first else {}),
    }
    with (
        _log(folder).open("wb") as log,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment.clean(**own),
            close_fds=False,
        ) as process,
    ):
        try:
            yield process
        finally:
            if process.stdin and not process.stdin.closed:
                process.terminate()


def go_on(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Let Snakemake begin, now that what it compares is written, and follow its log to the end.

    Raises BuildError where a step fails.
    """
    assert process.stdin
    with suppress(BrokenPipeError):  # it has ended, and its log says why
        process.stdin.write(warm.BEGIN)
        process.stdin.close()
    errors = _follow(_lines(process, _log(folder)))
    if process.returncode:
        raise BuildError("\n".join(errors) or f"the flow stopped; its log is {_log(folder)}")


@contextmanager
def locked(names: Iterable[str]) -> Iterator[None]:
    """Hold a lock on each folder of ``build/`` in `names`, in order; says when it waits.

    Snakemake inherits the lock: where this process alone is killed, the next build waits for it.
    """
    with ExitStack() as stack:
        for name in sorted(names):
            lock = stack.enter_context((BUILD / name / ".lock").open("w"))
            os.set_inheritable(lock.fileno(), True)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(f"another build of {name} is running; waiting for it", flush=True)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def book(names: list[str], cores: int = AT_ONCE, language: str | None = None) -> list[Path]:
    """Build the editions `names`, in `language` or each in its own; return their front pages.

    A second build of the same edition waits for the first. Raises QantarError: a wrong edition,
    parameter or language before anything runs; BuildError, one line a failed step, with every
    earlier site left in place.
    """
    spoken = dict(edition_names.of(name, language) for name in names)
    try:
        for name in spoken:
            (BUILD / name).mkdir(parents=True, exist_ok=True)
        with locked(spoken):
            _make(names, spoken, cores, language)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BuildError(
            f"{error.filename or BUILD}: {error.strerror}; the earlier book is unchanged"
        ) from None
    pages = [BUILD / name / "html" / "index.html" for name in spoken]
    for page in pages:
        if not page.is_file():
            raise BuildError(
                f"{page}: the flow ended well but made no such page; see {BUILD}/*/log/flow.log"
            )
    return pages


def _make(names: list[str], spoken: dict[str, str], cores: int, language: str | None) -> None:
    """Run a flow for the editions of each language that is `spoken`, as its processes have loaded
    the words of one, if anything changed.
    """
    for code in {*spoken.values()} - {SOURCE}:
        from qantar.flow import catalogues

        catalogues.prepare(code)
    wanted: list[Edition] = []
    for code in dict.fromkeys(spoken.values()):
        folders = [BUILD / name for name in spoken if spoken[name] == code]
        files = [folder / f"{folder.name}.yml" for folder in folders]
        command = snakemake([f"{folder.name}/{PAGES}" for folder in folders], cores, files)
        saved = _saved()
        pages_first = max(saved.values()) <= _last_made(folders)
        with started(command, folders[0], code, pages_first) as process:
            from qantar.flow import keys, made  # which imports for as long as what was started

            wanted = wanted or made.wanted(names, language)
            own = [edition for edition in wanted if edition.language == code]
            due = made.prepare(own)
            # the keys may be of newer code than what was imported
            anew = due and _saved() != saved
            if due and not anew:
                go_on(process, folders[0])
                made.note(own)
        if anew:
            keys.forget()
            return _make(names, spoken, cores, language)

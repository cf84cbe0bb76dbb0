"""Run one notebook with papermill, with the checks that papermill leaves to its caller."""

import ast
import math
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from qantar.charting.kept import FOLDER as PICTURES
from qantar.common.errors import BuildError
from qantar.common.paths import CHAPTERS, ROOT
from qantar.flow.normalise import keep_own, normalise
from qantar.report.parameters import model_for, validate

TIME_LIMIT = "QANTAR_TIME_LIMIT"
TIME_LIMIT_S = 300
_KERNEL_START_S = 60
_KERNEL_CONFIG = "c.IPKernelApp.log_level = 40\nc.HistoryManager.enabled = False\n"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@contextmanager
def kernel_environment(**variables: str) -> Iterator[None]:
    """The environment that kernels inherit: fixed zone, locale and hash seed, no user start-up
    files.
    """
    with tempfile.TemporaryDirectory(prefix="qantar-ipython-") as ipython:
        profile = Path(ipython) / "profile_default"
        profile.mkdir()
        (profile / "ipython_kernel_config.py").write_text(_KERNEL_CONFIG, encoding="utf-8")
        fixed = {
            "IPYTHONDIR": ipython,
            "JUPYTER_PREFER_ENV_PATH": "1",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "QANTAR_ROOT": str(ROOT),
            "TZ": "UTC",
            **variables,
        }
        before = {name: os.environ.get(name) for name in fixed}
        os.environ.update(fixed)
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)


def chapter_of(notebook: Path) -> str:
    """The chapter a notebook holds (its file name); raises BuildError where it is none of ours."""
    if notebook.stem not in CHAPTERS or notebook.suffix != ".ipynb":
        raise BuildError(
            f"{notebook}: not a chapter; there are: {', '.join(f'{c}.ipynb' for c in CHAPTERS)}"
        )
    if not notebook.is_file():
        raise BuildError(f"{notebook}: no such file")
    return notebook.stem


def _read(path: Path) -> nbformat.NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises several unrelated kinds for a malformed file
        raise BuildError(f"{path.name}: not a notebook ({str(error).splitlines()[0]})") from None


def _check_parameters_cell(notebook: nbformat.NotebookNode, path: Path, chapter: str) -> None:
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        raise BuildError(
            f"{path.name}: {len(tagged)} cells tagged `parameters`; there must be exactly one"
        )
    try:
        statements = ast.parse(tagged[0].source).body
    except SyntaxError as error:
        raise BuildError(f"{path.name}: the parameters cell is not Python: {error.msg}") from None
    assigned = [statement for statement in statements if isinstance(statement, ast.Assign)]
    declared = {
        target.id for one in assigned for target in one.targets if isinstance(target, ast.Name)
    }
    odd = declared ^ set(model_for(chapter).model_fields)
    if odd:
        names = ", ".join(sorted(odd))
        raise BuildError(
            f"{path.name}: parameters cell and src/qantar/chapters/{chapter}/parameters.py differ "
            f"in {names}"
        )


def _last_line(error: Any) -> str:
    """One line of a papermill execution error: a user's mistake as it is, a bug with its type."""
    value = _ANSI.sub("", str(error.evalue)).strip().splitlines() or [""]
    own = error.ename in {"DataError", "ParameterError", "FigureError", "QantarError"}
    return value[0] if own else f"{error.ename}: {value[0]}"


def time_limit() -> int:
    """Seconds that a notebook may take unless told otherwise: QANTAR_TIME_LIMIT, else
    TIME_LIMIT_S.
    """
    text = os.environ.get(TIME_LIMIT, str(TIME_LIMIT_S))
    if not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise BuildError(
            f"{TIME_LIMIT}={text!r}: expected a whole number of seconds, such as {TIME_LIMIT_S}"
        )
    return int(text)


def _engine() -> str:
    """Register papermill's engine without its saving around every cell, and return the name it goes
    by.

    A chapter's charts are megabytes, so writing them out fifty times took longer than running the
    cells.
    """
    from papermill.engines import NBClientEngine, papermill_engines

    class SavesAtTheEnd(NBClientEngine):
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, *args: Any, **kwargs: Any) -> None:
            path, nb_man.output_path = nb_man.output_path, None
            try:
                super().execute_managed_notebook(nb_man, *args, **kwargs)
            except BaseException:
                nb_man.output_path = path  # what ran before it hung or died is worth a look
                raise

    papermill_engines.register("qantar", SavesAtTheEnd)
    return "qantar"


def _execute(
    source: Path, part: Path, values: Mapping[str, Any], time_limit_s: int
) -> nbformat.NotebookNode:
    import papermill
    from nbclient.exceptions import CellTimeoutError

    end = time.monotonic() + time_limit_s
    try:
        return papermill.execute_notebook(
            str(source),
            str(part),
            parameters=dict(values),
            engine_name=_engine(),
            progress_bar=False,
            start_timeout=_KERNEL_START_S,
            timeout_func=lambda _cell: max(1, math.ceil(end - time.monotonic())),
            cwd=str(source.parent),
            kernel_name="python3",
            language="python",
        )
    except CellTimeoutError:
        raise BuildError(
            f"{source.name}: ran longer than {time_limit_s} s and was stopped; mend it or raise "
            "--time-limit"
        ) from None
    except papermill.PapermillExecutionError as error:
        raise BuildError(f"{source.name}, cell {error.exec_count}: {_last_line(error)}") from None
    except RuntimeError as error:
        if "ernel died" in str(error):
            what = "the kernel died (out of memory, or killed)"
        elif "ernel didn't respond" in str(error):
            what = f"the kernel did not start within {_KERNEL_START_S} s"
        else:
            raise
        raise BuildError(f"{source.name}: {what}; run it again") from None


def _check_result(notebook: nbformat.NotebookNode, name: str) -> None:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    for cell in cells:
        if cell.execution_count is None:
            raise BuildError(f"{name}: cell {cell.id!r} did not run; the notebook stopped early")
    for cell in cells:
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                raise BuildError(
                    f"{name}: cell {cell.id!r} printed a warning: {output.text.splitlines()[0]}"
                )


def run(
    source: Path,
    target: Path,
    values: Mapping[str, Any],
    figures: Path | None = None,
    pictures: Path | None = None,
    time_limit_s: int | None = None,
) -> None:
    """Run `source` with the parameters `values` and put the executed notebook at `target`, in one
    rename.

    Key figures go to the folder `figures` and drawn charts stay in `pictures` for the next run,
    where given; `time_limit_s` is for the whole notebook (by default that of `time_limit`). Raises
    ParameterError for wrong values and BuildError for a notebook that fails, hangs or stops early;
    what was executed is then kept beside the target with the suffix ``.failed.ipynb``, and an
    earlier `target` stays as it was.
    """
    chapter = chapter_of(source)
    checked = validate(chapter, model_for(chapter), values)
    _check_parameters_cell(_read(source), source, chapter)
    target = target.resolve()  # the kernel starts in another folder
    target.parent.mkdir(parents=True, exist_ok=True)
    failed = target.with_suffix(".failed.ipynb")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{chapter}-") as folder:
        part = Path(folder) / target.name
        try:
            known = {
                "QANTAR_FIGURES": folder,
                PICTURES: str(pictures.resolve()) if pictures else "",
            }
            with kernel_environment(QANTAR_RENDERER="book", **known):
                notebook = _execute(source.resolve(), part, values, time_limit_s or time_limit())
            _check_result(notebook, source.name)
        except BuildError:
            if part.is_file():
                part.replace(failed)
            raise
        failed.unlink(missing_ok=True)
        own = keep_own(notebook, getattr(checked, "country", None))
        nbformat.write(normalise(own, dict(values)), part)
        if figures:
            figures.mkdir(parents=True, exist_ok=True)
            (Path(folder) / f"{chapter}.json").replace(figures / f"{chapter}.json")
        part.replace(target)

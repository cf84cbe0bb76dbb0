"""Run one notebook with papermill, with the checks that papermill leaves to its caller."""

import json
import math
import os
import re
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import nbformat

from qantar.charting.kept import FOLDER as PICTURES
from qantar.charting.kept import MAKERS
from qantar.common import language
from qantar.common.errors import BuildError, naming, plain_lines
from qantar.common.paths import CHAPTERS
from qantar.flow import keys
from qantar.flow.notebooks.normalise import keep_own, normalise
from qantar.flow.verify import USED
from qantar.report import figures as key_figures
from qantar.report.figures import Figure
from qantar.report.parameters import ChapterParameters, model_for, validate
from qantar.report.parameters_cell import stated_values

TIME_LIMIT = "QANTAR_TIME_LIMIT"
TIME_LIMIT_S = 300
_OPENS = re.compile(r"""\bopen_chapter\(\s*["'](\w+)["']""")


def chapters_opened(notebook: nbformat.NotebookNode) -> list[str]:
    """The chapters of the report that the cells of `notebook` open, each once."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return [name for name in dict.fromkeys(_OPENS.findall(code)) if name in CHAPTERS]


def chapter_of(path: Path) -> str:
    """The chapter that the notebook at `path` opens; raises BuildError unless it is one."""
    opened = chapters_opened(_read(path))
    if len(opened) != 1:
        raise BuildError(
            f"{path}: opens {' and '.join(opened) or 'no chapter'}; a copy of a chapter keeps its "
            f"cell `chapter = open_chapter(…)`, with one of {', '.join(CHAPTERS)}"
        )
    return opened[0]


def _read(path: Path) -> nbformat.NotebookNode:
    if not path.is_file():
        raise BuildError(f"{path}: no such file")
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises several unrelated kinds for a malformed file
        raise BuildError(f"{path.name}: not a notebook ({str(error).splitlines()[0]})") from None


def _used(path: Path, declared: ChapterParameters, name: str) -> dict[str, Any] | None:
    """The parameters that the notebook opened its chapter with, None if none; raises BuildError."""
    if not path.is_file():
        return None
    used, expected = json.loads(path.read_bytes()), declared.model_dump(mode="json")
    for key in expected:
        if used[key] != expected[key]:
            raise BuildError(
                f"{name}: a cell makes {key} {used[key]!r}, but the run was given "
                f"{expected[key]!r}; set it in the parameters cell alone"
            )
    return used


def _last_line(error: Any) -> str:
    """One line of a papermill execution error: a user's mistake as it is, a bug with its type."""
    value = plain_lines(str(error.evalue)) or [""]
    own = error.ename in {"DataError", "ParameterError", "FigureError", "QantarError"}
    return value[0] if own else f"{error.ename}: {value[0]}"


def time_limit() -> int:
    """Seconds that a notebook may take: QANTAR_TIME_LIMIT, else TIME_LIMIT_S."""
    text = os.environ.get(TIME_LIMIT, str(TIME_LIMIT_S))
    if not re.fullmatch(r"[1-9]\d{0,8}", text):
        raise BuildError(
            f"{TIME_LIMIT}={text!r}: expected a whole number of seconds, such as {TIME_LIMIT_S}"
        )
    return int(text)


def _engine() -> str:
    """Register papermill's engine without its saving around every cell; its name.

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


def _as_it_is(path: Path) -> str:
    """`path` for papermill, which would put parameters in place of what stands in braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _execute(
    source: Path, part: Path, values: Mapping[str, Any], time_limit_s: int, known: Mapping[str, str]
) -> nbformat.NotebookNode:
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from qantar.flow import warm
    from qantar.flow.notebooks import kernels

    class Kernel(kernels.AsyncKernelManager):
        variables = known
        deaths: ClassVar[list[str]] = []
        forks = warm.is_warm()

    end = time.monotonic() + time_limit_s
    try:
        return papermill.execute_notebook(
            _as_it_is(source),
            _as_it_is(part),
            parameters=dict(values),
            engine_name=_engine(),
            progress_bar=False,
            kernel_manager_class=Kernel,
            start_timeout=kernels.START_S,
            shutdown_kernel="immediate",  # all that it has to say is said
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
    except BuildError as error:
        raise BuildError(f"{source.name}: {error}") from None
    except DeadKernelError:
        raise BuildError(f"{source.name}: {Kernel.deaths[-1]}") from None
    except RuntimeError as error:
        if "ernel didn't respond" not in str(error):
            raise
        words = f"the kernel did not start within {kernels.START_S} s; run it again"
        raise BuildError(f"{source.name}: {words}") from None


def _show_other_values(
    notebook: nbformat.NotebookNode, stated: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    """Where a run was given other values than the cell states, show both, folded."""
    if any(stated[name] != value for name, value in given.items() if name != "chapters"):
        for one in notebook.cells:
            if "injected-parameters" in one.metadata.get("tags", []):
                one.metadata.tags = ["injected-parameters", "hide-input"]


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
) -> list[Figure]:
    """Run `source` with the parameters `values`; put the result at `target` in one rename.

    Key figures go to the folder `figures` and drawn charts stay in `pictures` for the next run,
    where given; `time_limit_s` is for the whole notebook (by default that of `time_limit`). The
    copy's metadata hold the parameters that were used; returned are the key figures. Raises
    ParameterError for wrong values and BuildError for a notebook that fails, hangs, stops early or
    uses other parameters than it was given; what was executed is then kept beside the target with
    the suffix ``.failed.ipynb``, and an earlier `target` stays as it was.
    """
    chapter = chapter_of(source)
    stated = stated_values(_read(source), source.name, chapter)
    checked = validate(chapter, model_for(chapter), {**stated, **values})
    target = target.resolve()  # the kernel starts in another folder
    if target.exists() and not target.is_file():
        raise BuildError(
            f"{target}: is there and is no regular file; name a new file or an earlier copy"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    failed = target.with_suffix(".failed.ipynb")
    with (
        naming(target),
        tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{chapter}-") as folder,
    ):
        part = Path(folder) / target.name
        try:
            known = {"QANTAR_RENDERER": "book", "QANTAR_FIGURES": folder, PICTURES: ""}
            if pictures:
                makers = keys.makers(chapter, language.current().code)
                known |= {PICTURES: str(pictures.resolve()), MAKERS: " ".join(makers.values())}
            notebook = _execute(source.resolve(), part, values, time_limit_s or time_limit(), known)
            _check_result(notebook, source.name)
            used = _used(Path(folder) / f"{chapter}.parameters.json", checked, source.name)
        except BuildError as error:
            if not part.is_file():
                raise
            part.replace(failed)
            raise BuildError(f"{error}; what ran is in {failed.name}") from None
        failed.unlink(missing_ok=True)
        own = normalise(keep_own(notebook, getattr(checked, "country", None)), dict(values))
        _show_other_values(own, stated, values)
        if used:
            own.metadata[USED] = used
        nbformat.write(own, part)
        recorded = Path(folder) / f"{chapter}.json"
        found = key_figures.read(recorded) if used else {}
        if figures:
            figures.mkdir(parents=True, exist_ok=True)
            recorded.replace(figures / recorded.name)
        part.replace(target)
    return list(found.values())

"""Errors that a person reads: one line that says what is wrong, where, and what would be right."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def one_line(words: object) -> str:
    """`words` on one line, whatever ends of lines somebody wrote into a name or value."""
    return " ".join(str(words).split())


def plain_lines(text: str) -> list[str]:
    """The lines of what a terminal was to show, without its colours."""
    return _COLOUR.sub("", text).strip().splitlines()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Have an OSError of the block name `path` where it names no file or a hidden part."""
    try:
        yield
    except OSError as error:
        if error.filename is None or _is_part(Path(error.filename), path):
            error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where the block writes what then takes the place of `path`, in one rename."""
    part = path.with_suffix(".part")
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)


def _is_part(found: Path, path: Path) -> bool:
    """Whether `found` lies hidden beside `path`, where work is done before it is put in place."""
    beside = found.is_relative_to(path.parent)
    return beside and any(name.startswith(".") for name in found.relative_to(path.parent).parts)


class QantarError(Exception):
    """A mistake that a person can mend; shown as one line, never as a traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython prints instead of a traceback: the same line as the command."""
        return [f"{type(self).__name__}: {self}"]


class DataError(QantarError):
    """A table of ``data/`` (or a publisher's file) is not what its description says."""


class ParameterError(QantarError):
    """A notebook's parameter is unknown, of the wrong type or out of range."""


class FigureError(QantarError):
    """Prose asks for a key figure that was not computed."""


class RefreshError(QantarError):
    """A publisher's file could not be obtained or parsed; the committed table stays."""


class BuildError(QantarError):
    """A step of the book's build failed; the book built before stays."""

"""What was damaged since the last build is made again, without cleaning by hand.

Snakemake makes an output again when its key is not the one on record. But a record that it cannot
read counts as unchanged, and so does an output that somebody edited: both are removed here, with
what follows from them.
"""

import json
import os
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from qantar.common.errors import BuildError
from qantar.common.paths import BUILD
from qantar.flow.editions import Edition
from qantar.flow.verify import SUMS, listed, sums, write_sums
from qantar.report.figures import MERGED

MADE = ".made"
PAGES = ".html.done"
_LONGEST_NAME = 250


def outputs(edition: Edition) -> list[str]:
    """What the steps of an edition make in its folder, the site apart."""
    chapters = [
        (f"figures/{name}.json", f"src/notebooks/{name}.ipynb") for name in edition.chapters
    ]
    return [*(name for pair in chapters for name in pair), MERGED, PAGES]


def _is_recorded(path: Path) -> bool:
    """Whether Snakemake knows with which key it made `path`; a record that cannot be read is
    removed.
    """
    name = urlsafe_b64encode(path.relative_to(BUILD).as_posix().encode()).decode()
    record = BUILD / ".snakemake" / "metadata" / name
    if len(name) > _LONGEST_NAME:
        return True
    with suppress(OSError, ValueError, KeyError, TypeError):
        if json.loads(record.read_bytes())["params"]:
            return True
    record.unlink(missing_ok=True)
    return False


def _not_from_the_future(path: Path) -> None:
    """Where the clock was set back since `path` was made: Snakemake refuses to go on from such a
    file.
    """
    if path.stat().st_mtime > time.time():
        os.utime(path)


def _site_is_whole(folder: Path) -> bool:
    try:
        site = folder / "html"
        return listed(folder / SUMS) == sums(site, site.rglob("*"))
    except BuildError:
        return False


def mend(folder: Path, names: Iterable[str]) -> None:
    """Remove those outputs `names` in `folder` that are not as their step left them, and say
    which.
    """
    try:
        known = listed(folder / MADE)
    except BuildError:  # nothing was finished here yet
        known = {}
    found = sums(folder, (folder / name for name in names))
    for name in found:
        _not_from_the_future(folder / name)
    lost = [name for name, value in found.items() if known.get(name, value) != value]
    own = [
        name for name in found if name != MERGED
    ]  # of what a step makes by the way there is no record
    lost += [name for name in own if name not in lost and not _is_recorded(folder / name)]
    if (folder / PAGES).is_file() and not (MERGED in found and _site_is_whole(folder)):
        lost.append(PAGES)
    for name in lost:
        (folder / name).unlink(missing_ok=True)
    if lost:
        (folder / PAGES).unlink(missing_ok=True)
        told = ", ".join("html" if name == PAGES else name for name in lost)
        print(f"{folder.name}: not as it was made, so made again: {told}", flush=True)


def remember(folder: Path, names: Iterable[str]) -> None:
    """Note how the outputs `names` in `folder` are now, for the next `mend`."""
    write_sums(sums(folder, (folder / name for name in names)), folder / MADE)

"""What a build has made already, and the keys that say whether it is made of the same."""

import os
import time
from pathlib import Path

from qantar.common.paths import BUILD, ROOT
from qantar.flow import editions as edition_files
from qantar.flow import keys
from qantar.flow.build import MADE, PAGES, SNAKEFILE
from qantar.flow.editions import Edition
from qantar.flow.provenance import data_digest, digest


def wanted(names: list[str], language: str | None) -> list[Edition]:
    """The editions `names`, checked, with what was edited in the parameters cells."""
    return [_with_cells(edition_files.load(name, language)) for name in names]


def _with_cells(edition: Edition) -> Edition:
    """`edition` with what its notebooks' parameters cells change, which is said."""
    whole = edition_files.with_cells(edition)
    for chapter, values in whole.parameters.items():
        for name, value in values.items():
            if name not in edition.parameters.get(chapter, {}):
                print(
                    f"{edition.name}: {name} = {value!r} from the parameters cell of "
                    f"{chapter}.ipynb"
                )
    return whole


def _keys_of(edition: Edition) -> str:
    """Digest of all keys of `edition` and of the flow's rules."""
    own = (BUILD / edition.name / "keys").glob("*.json")
    return digest([*own, BUILD / "keys" / "data.json"], BUILD) + digest([SNAKEFILE], ROOT)


def is_made(edition: Edition) -> bool:
    """Whether the last flow ended well with the same keys, and what it made is there."""
    folder = BUILD / edition.name
    made = [BUILD / ".data.checked", folder / PAGES, folder / "html" / "index.html"]
    for chapter in edition.chapters:
        made += [
            folder / "src" / "notebooks" / f"{chapter}.ipynb",
            folder / "figures" / f"{chapter}.json",
        ]
    known = folder / MADE
    return (
        known.is_file() and known.read_text() == _keys_of(edition) and all(map(Path.is_file, made))
    )


def _not_from_the_future(folder: Path) -> None:
    """Touch what a clock that was set back left in the future: Snakemake takes such a file as the
    newest of all, whatever its key says.
    """
    now = time.time()
    for pattern in (".*", "keys/*", "parameters/*", "figures/*", "src/notebooks/*"):
        for path in folder.glob(pattern):
            if path.is_file() and path.stat().st_mtime > now:
                os.utime(path)


def prepare(editions: list[Edition]) -> bool:
    """Write the keys that Snakemake compares; False where the last flow made the same."""
    keys.check_files({chapter for edition in editions for chapter in edition.chapters})
    keys.write(BUILD / "keys" / "data.json", {"data": data_digest()})
    for edition in editions:
        keys.prepare(edition)
    if all(map(is_made, editions)):
        return False
    folders = [BUILD / edition.name for edition in editions]
    for folder in (BUILD, *folders):
        _not_from_the_future(folder)
    for folder in folders:
        (folder / MADE).unlink(missing_ok=True)
        if not (folder / "html" / "index.html").is_file():
            (folder / PAGES).unlink(missing_ok=True)
    return True


def note(editions: list[Edition]) -> None:
    """Remember that the flow ended well with the keys as they are."""
    for edition in editions:
        (BUILD / edition.name / MADE).write_text(_keys_of(edition))

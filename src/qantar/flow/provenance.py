"""Where a built book comes from: version, commit, and digests of what went in and what came out."""

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from qantar import __version__
from qantar.common.paths import BUILD, DATA, ROOT
from qantar.flow.editions import Edition


def digest(files: Iterable[Path], base: Path) -> str:
    """SHA-256 over the names (below `base`) and bytes of `files`, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(base).as_posix()
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 over `text`."""
    return hashlib.sha256(text.encode()).hexdigest()


def data_digest() -> str:
    """Digest of everything in ``data/``."""
    return digest((path for path in DATA.rglob("*") if path.is_file()), DATA)


def parameters_digest(edition: Edition) -> str:
    """Digest of the values of all parameters in `edition`, defaults included."""
    lines = [f"{name} {edition.checked(name).model_dump_json()}" for name in edition.chapters]
    return text_digest("\n".join(lines))


def git(*arguments: str) -> str | None:
    """What git says of this repository and no other; None where it says nothing.

    Naming the folder leaves nothing to variables such as GIT_DIR and to the owner of the files. No
    command of the repository's own settings is run.
    """
    own = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    place = ("--git-dir", str(ROOT / ".git"), "--work-tree", str(ROOT))
    command = ["git", "-C", str(ROOT), *place, "--no-optional-locks", "-c", "core.fsmonitor=false"]
    try:
        done = subprocess.run(
            [*command, *arguments], env=own, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def commit() -> str:
    """The tree's commit, ``modified`` if edited; ``unreleased copy`` without git."""
    head = git("rev-parse", "--short=12", "HEAD")
    if head is None:
        return "unreleased copy"
    return f"{head}, modified" if git("status", "--porcelain", "--untracked-files=normal") else head


def provenance(edition: Edition) -> dict[str, str]:
    """What goes into a book: version, commit, digests of data and parameters."""
    return {
        "version": __version__,
        "commit": commit(),
        "data": data_digest(),
        "parameters": parameters_digest(edition),
    }


def results(edition: Edition) -> dict[str, str]:
    """What a built book's notebooks gave: digests of the copies and of ``figures.json``."""
    folder = BUILD / edition.name
    executed = folder / "src" / "notebooks"
    paths = [executed / f"{chapter}.ipynb" for chapter in edition.chapters]
    return {
        "notebooks": digest(paths, executed),
        "figures": digest([folder / "figures.json"], folder),
    }

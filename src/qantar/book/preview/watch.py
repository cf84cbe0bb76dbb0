"""Pages shown as they are written: what is saved is built at once, in a folder beside the book."""

import multiprocessing
import os
import shutil
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import nbformat
import watchfiles
import yaml

from qantar.book.preview import builder, marks, serve
from qantar.book.site import assemble
from qantar.book.site.html import site_folder
from qantar.common import safeyaml
from qantar.common.errors import BuildError, QantarError
from qantar.common.outputs import PREVIEWED
from qantar.common.paths import BUILD, NOTEBOOKS, ROOT
from qantar.flow import warm
from qantar.flow.editions import Edition
from qantar.flow.notebooks.normalise import keep_own
from qantar.flow.verify import USED

_WATCHED = (ROOT / "book", NOTEBOOKS, ROOT / "index.md")
# Milliseconds to wait for an editor that writes in several steps: at most, and after each.
_SETTLES_MS = 100
_STEP_MS = 20
_PICTURES = "pictures"
# A process with all of Sphinx and of a notebook's run imported, forked for each: importing them
# takes a second and two.
_IMPORTED = ["qantar.book.preloaded", "qantar.flow.preloaded", "qantar.book.preview.opened"]


def _run(notebook: Path, target: Path, values: Mapping[str, Any], pictures: Path) -> None:
    from qantar.flow.notebooks.run_notebook import run

    try:
        run(notebook, target, values, pictures=pictures)
    except QantarError as error:
        sys.exit(f"error: {error}")


def _take_words(saved: Path, shown: Path) -> bool:
    """Put the text of a saved notebook into its executed copy; False where it has to be run."""
    try:
        new, executed = (nbformat.read(path, as_version=4) for path in (saved, shown))
    except nbformat.reader.NotJSONError:
        return False  # running it says what is wrong
    keep_own(new, executed.metadata.get(USED, {}).get("country"))
    ran = [
        cell
        for cell in executed.cells
        if "injected-parameters" not in cell.metadata.get("tags", ())
    ]
    if list(map(_code, new.cells)) != list(map(_code, ran)):
        return False
    for cell, words in zip(ran, new.cells, strict=True):
        cell.source = words.source
    nbformat.write(executed, shown)
    return True


def _code(cell: nbformat.NotebookNode) -> str | None:
    """The code of a cell; None where it holds text."""
    return cell.source if cell.cell_type == "code" else None


class Preview:
    """The preview of one edition: a copy of its assembled source, built page by page."""

    def __init__(self, edition: Edition) -> None:
        if not (site_folder(edition) / "index.html").is_file():
            raise BuildError(f"no built book of {edition.name}; run make book first")
        self.edition, self.builds = edition, 0
        self._builder: Connection | None = None
        self.folder = BUILD / edition.name / "preview"
        self.source, self.site = self.folder / "src", self.folder / "_build" / "html"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(assemble.source_folder(edition), self.source)
        drawn = BUILD / edition.name / _PICTURES
        if drawn.is_dir():
            shutil.copytree(drawn, self.folder / _PICTURES)
        settings = safeyaml.parse((self.source / "_config.yml").read_bytes())
        settings["sphinx"]["config"]["qantar_preview"] = True
        text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
        (self.source / "_config.yml").write_text(text, encoding="utf-8")

    def take(self, saved: Path) -> str | None:
        """Bring a saved file of the repository into the preview; its page, None where it has none.

        A notebook whose code changed is run with the edition's values. Raises QantarError where
        that fails.
        """
        place = saved.relative_to(ROOT)
        target = self.source / place
        if saved.parent == NOTEBOOKS:
            if saved.suffix != ".ipynb" or saved.stem not in self.edition.chapters:
                return None
            if not _take_words(saved, target):
                values = self.edition.values(saved.stem)
                try:
                    warm.call(_run, saved, target, values, self.folder / _PICTURES)
                except BuildError:
                    fault = f"{saved.name} was not run; the line above says why"
                    raise BuildError(fault) from None
        elif saved == ROOT / "index.md":
            target.write_text(assemble.front_page(self.edition), encoding="utf-8")
        elif saved.is_file() and target.is_file():
            shutil.copyfile(saved, target)
        else:
            return None
        return str(place.with_suffix(""))

    def build(self, pages: Sequence[str] = ()) -> None:
        """Build all whose source changed or, in a build that stayed, read that and write `pages`;
        tell the open ones by a new number. Raises BuildError where that fails.
        """
        try:
            if self._builder is None:
                self._builder, there = get_context("forkserver").Pipe()
                call = (self.source, self.folder, there)
                get_context("forkserver").Process(target=builder.build, args=call).start()
                there.close()
            else:
                self._builder.send(pages)
            self._builder.recv()
        except (EOFError, OSError):
            self._builder = None
            raise BuildError("the preview was not built; the lines above say why") from None
        self.builds += 1
        (self.site / marks.BUILD_NUMBER).write_text(str(self.builds), encoding="utf-8")

    def close(self) -> None:
        """Let the build that stayed come to its end."""
        if self._builder:
            self._builder.close()

    def follow(self, saved: set[Path]) -> None:
        """Take what was saved and build; what is wrong is said, and the preview stays."""
        try:
            pages = [page for path in sorted(saved) if (page := self.take(path))]
            if pages:
                self.build(pages)
                print(f"shown: {', '.join(pages)}", flush=True)
        except QantarError as error:
            print(f"error: {error}", file=sys.stderr, flush=True)


def watch(edition: Edition, port: int) -> None:
    """Serve the preview of `edition` at 127.0.0.1:`port`, follow what is saved until stopped."""
    os.environ[PREVIEWED] = edition.name
    multiprocessing.set_forkserver_preload(_IMPORTED)
    with closing(Preview(edition)) as shown:
        print("building the preview", flush=True)
        shown.build()
        with serve.server(shown.site, port, quiet=True) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"http://{serve.ADDRESS}:{server.server_port}/  (stop with Ctrl-C)", flush=True)
            for changes in watchfiles.watch(
                *_WATCHED, debounce=_SETTLES_MS, step=_STEP_MS, raise_interrupt=True
            ):
                shown.follow({Path(name) for _change, name in changes})

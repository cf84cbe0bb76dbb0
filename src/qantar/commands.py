"""What each command of ``python -m qantar`` does; every part is imported when it is needed."""

import argparse
import json
import os
from collections.abc import Iterable
from pathlib import Path

from qantar.common.errors import BuildError, ParameterError, QantarError, one_line
from qantar.flow import build as flow


def value(text: str) -> object:
    """A parameter's value as written after ``-p``; raises ValueError, one line, for what is almost
    a value.

    A number is written as in Python (5e-2), a list as JSON, truth as true or false; all else is a
    word.
    """
    from qantar.common.numbers import number

    if text.startswith(("[", "{")):
        try:
            return json.loads(text, parse_float=number, parse_int=number, parse_constant=number)
        except (ValueError, RecursionError) as error:
            example = "a list is written as JSON, such as '[\"KAZ\", 0.5]'"
            raise ValueError(f"{text[:60]}: {error}; {example}") from None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    found = number(text)
    return text if found is None else found


def given(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The parameters written as ``-p NAME VALUE``; raises ParameterError naming the one that is
    wrong.
    """
    values = {}
    for name, text in pairs:
        try:
            values[name] = value(text)
        except ValueError as error:
            raise ParameterError(one_line(f"parameter {name}: {error}")) from None
    return values


def values_of(path: Path | None) -> dict[str, object]:
    """The parameters in a JSON file, none without one; raises ParameterError."""
    if path is None:
        return {}
    try:
        values = json.loads(path.read_bytes())
    except OSError as error:
        raise ParameterError(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ParameterError(f"{path}: not JSON: {error}") from None
    if not isinstance(values, dict):
        raise ParameterError(f"{path}: expected a JSON object, name: value")
    return values


def book(options: argparse.Namespace) -> None:
    """Build editions and print their front pages."""
    if options.time_limit:
        from qantar.flow.run_notebook import TIME_LIMIT

        os.environ[TIME_LIMIT] = str(options.time_limit)  # the steps inherit it
    for page in flow.book(options.edition, options.cores):
        print(page)


def run(options: argparse.Namespace) -> None:
    """Run one notebook."""
    from qantar.flow.run_notebook import run as run_notebook

    values = values_of(options.parameters) | given(options.p)
    owner = flow.owner(options.output)
    name = f"{options.notebook.stem} ({owner})" if owner else options.notebook.stem
    flow.tell(f"{name}: running the notebook")
    try:
        run_notebook(
            options.notebook,
            options.output,
            values,
            options.figures,
            options.pictures,
            options.time_limit,
        )
    except QantarError as error:
        if owner:
            raise BuildError(f"{owner}: {error}") from None
        raise
    flow.tell(f"done: {name}: notebook run")


def html(options: argparse.Namespace) -> None:
    """Assemble one edition's executed notebooks and build its pages."""
    from qantar.book.site import assemble
    from qantar.book.site import html as pages
    from qantar.flow import editions

    edition = editions.load(options.edition)
    merged = assemble.merge_figures(edition)
    assemble.assemble(edition)
    flow.tell(f"{edition.name}: {merged} key figures merged, building the pages")
    pages.build(edition)
    flow.tell(f"done: {edition.name}: pages built")


def sweep(options: argparse.Namespace) -> None:
    """Run a grid of parameters and print where its table lies."""
    from qantar.flow.sweep import run as run_sweep

    print(run_sweep(options.sweep, options.cores, options.profile))


def editions(options: argparse.Namespace) -> None:
    """Build every edition and the page that compares them."""
    from qantar.book.pages.comparison import write_index
    from qantar.flow import editions as edition_files

    names = edition_files.names()
    flow.book(names, options.cores)
    print(write_index(names))


def check(options: argparse.Namespace) -> None:
    """Check the data package, where it changed since it was last found good."""
    from qantar.data.validate import check as check_tables

    flow.tell("checking the tables")
    check_tables(options.table or None)
    flow.tell("done: tables checked")


def refresh(options: argparse.Namespace) -> None:
    """Make tables anew from the publishers' files."""
    from qantar.sources.refresh import refresh as make_anew

    make_anew(options.table, options.source)


def test(options: argparse.Namespace) -> None:
    """Build the book, then run the quick tests over it."""
    from qantar.flow import testing

    flow.book(["kazakhstan"], os.cpu_count() or 1)
    testing.test()


def trial(options: argparse.Namespace) -> None:
    """Build the book, then run the slow tests over it."""
    from qantar.flow import testing

    flow.book(["kazakhstan"], os.cpu_count() or 1)
    testing.trial()


def bench(options: argparse.Namespace) -> None:
    """Run every benchmark and print what it measures."""
    from qantar.flow import testing

    testing.bench()


def accept(options: argparse.Namespace) -> None:
    """Store the notebooks' new outputs, showing what changed."""
    from qantar.flow.accept import accept as store

    store()


def verify(options: argparse.Namespace) -> None:
    """Say where a built book differs from the repository or from its own lists."""
    from qantar.flow.verify import verify as differences

    problems = differences(options.edition)
    if problems:
        raise BuildError("\n".join(problems))
    print(
        f"{options.edition}: data, parameters, figures, notebooks and every page are as they were "
        "built"
    )


def links(options: argparse.Namespace) -> None:
    """Ask whether the addresses outside a built book answer."""
    from qantar.book.site.html import check_links
    from qantar.flow import editions as edition_files

    check_links(edition_files.load(options.edition))
    print("all addresses answer")


def pdf(options: argparse.Namespace) -> None:
    """Bring the book up to date and print it as one PDF."""
    from qantar.book.print import pdf as printed
    from qantar.flow import editions

    flow.book([options.edition], os.cpu_count() or 1)
    print(printed.build(editions.load(options.edition)))


def pack(options: argparse.Namespace) -> None:
    """Bring the book up to date and pack it into one file."""
    from qantar.book.print import archive
    from qantar.flow import editions

    flow.book([options.edition], os.cpu_count() or 1)
    print(archive.build(editions.load(options.edition)))


def serve(options: argparse.Namespace) -> None:
    """Serve a built book on this machine until stopped."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from qantar.common.paths import BUILD

    site = BUILD / options.edition / "html"
    if not (site / "index.html").is_file():
        raise BuildError(f"{site}: no built book; run make book EDITION={options.edition}")
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", options.port), handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/  (stop with Ctrl-C)", flush=True)
        server.serve_forever()

"""The command line of Qantar; every part of the package is imported when it is needed."""

import argparse
import gc
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qantar.common import environment

if __name__ == "__main__":
    gc.set_threshold(100_000)  # what is imported stays; looking for garbage in it takes time
    environment.enter()  # before anything is imported that a user's settings could change

from qantar.common import language
from qantar.common.errors import BuildError, QantarError
from qantar.common.paths import BUILD
from qantar.flow import build as flow
from qantar.flow import names as edition_names

if TYPE_CHECKING:
    from qantar.flow.editions import Edition

Call = Callable[[argparse.Namespace], None]


def _edition(options: argparse.Namespace) -> "Edition":
    """The edition that a command is about; from here on the command speaks its language."""
    from qantar.flow import editions

    found = editions.load(options.edition, options.language)
    language.speak(found.language)
    return found


def _built(options: argparse.Namespace) -> "Edition":
    """The edition that was built: one of ``editions/`` or of another file."""
    from qantar.flow import editions

    name = edition_names.named_for(options.edition, options.language or language.SOURCE)
    if not (BUILD / name).is_dir():
        wanted = f" BOOK_LANGUAGE={options.language}" if options.language else ""
        raise BuildError(
            f"{BUILD / name}: no built book; run make book EDITION={options.edition}{wanted}"
        )
    return editions.of_build(name)


def book(options: argparse.Namespace) -> None:
    """Build editions and print their front pages."""
    if options.time_limit:
        from qantar.flow.notebooks.run_notebook import TIME_LIMIT

        os.environ[TIME_LIMIT] = str(options.time_limit)  # the steps inherit it
    for page in flow.book(options.edition, options.cores, options.language):
        print(page)


def run(options: argparse.Namespace) -> None:
    """Run one notebook, and say which key figures differ from the defaults'."""
    from qantar.flow.notebooks.arguments import given, values_of
    from qantar.flow.notebooks.changes import against_defaults
    from qantar.flow.notebooks.run_notebook import chapter_of
    from qantar.flow.notebooks.run_notebook import run as run_notebook

    values = values_of(options.parameters) | given(options.p)
    owner = flow.owner(options.output)
    name = f"{options.notebook.stem} ({owner})" if owner else options.notebook.stem
    flow.tell(f"{name}: running the notebook")
    try:
        figures = run_notebook(
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
    if not owner:
        for line in against_defaults(chapter_of(options.notebook), figures):
            print(line)
    flow.tell(f"done: {name}: notebook run")


def html(options: argparse.Namespace) -> None:
    """Assemble one edition's executed notebooks and build its pages."""
    from qantar.book.site import assemble
    from qantar.book.site import html as pages

    edition = _edition(options)
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

    wanted = edition_names.names()
    flow.book(wanted, options.cores)
    print(write_index([edition_names.of(name, None)[0] for name in wanted]))


def languages(options: argparse.Namespace) -> None:
    """Build an edition in every language, and one site of all its books."""
    from qantar.book.site.languages import join
    from qantar.flow import catalogues
    from qantar.flow.editions import load

    codes = language.codes()
    for code in codes:
        catalogues.prepare(code)  # an incomplete one is told before anything runs
    for code in codes:
        flow.book([options.edition], options.cores, code)
    print(join([load(options.edition, code) for code in codes]))


def check(options: argparse.Namespace) -> None:
    """Check the data package, or the tables named."""
    from qantar.data.validate import check as check_tables

    flow.tell("checking the tables")
    check_tables(options.table or None)
    flow.tell("done: tables checked")


def refresh(options: argparse.Namespace) -> None:
    """Make tables anew from the publishers' files."""
    from qantar.sources.refresh import refresh as make_anew

    make_anew(options.table, options.source)


def accept(options: argparse.Namespace) -> None:
    """Store the notebooks' new outputs and data/README.md, showing what changed."""
    from qantar.book.pages import datareadme
    from qantar.flow.accept import accept as store

    language.speak(language.SOURCE)
    store()
    datareadme.write()


def messages(options: argparse.Namespace) -> None:
    """Extract what readers see into locales/ and say what each language lacks."""
    from qantar.book.languages import catalogues

    language.speak(language.SOURCE)
    for line in catalogues.write():
        print(line)


def verify(options: argparse.Namespace) -> None:
    """Say where a built book differs from the repository or from its own lists."""
    from qantar.flow.verify import verify as differences

    name = _built(options).name
    problems = differences(name)
    if problems:
        raise BuildError("\n".join(problems))
    print(f"{name}: data, parameters, figures, notebooks and every page are as they were built")


def links(options: argparse.Namespace) -> None:
    """Ask whether the addresses outside a built book answer."""
    from qantar.book.site.html import check_links

    check_links(_edition(options))
    print("all addresses answer")


def pdf(options: argparse.Namespace) -> None:
    """Bring the book up to date and print it as one PDF."""
    from qantar.book.print import pdf as printed

    edition = _edition(options)
    flow.book([options.edition], language=edition.language)
    print(printed.build(edition))


def pack(options: argparse.Namespace) -> None:
    """Bring the book up to date and pack it into one file."""
    from qantar.book.print import archive

    edition = _edition(options)
    flow.book([options.edition], language=edition.language)
    print(archive.build(edition))


def serve(options: argparse.Namespace) -> None:
    """Serve a built book on this machine until stopped."""
    from qantar.book.preview import serve as local
    from qantar.book.site.html import shown_folder

    site = shown_folder(_built(options))
    with local.server(site, options.port) as server:
        print(f"http://{local.ADDRESS}:{server.server_port}/  (stop with Ctrl-C)", flush=True)
        server.serve_forever()


def watch(options: argparse.Namespace) -> None:
    """Serve a preview that shows pages and notebooks as they are saved, until stopped."""
    from qantar.book.preview import watch as preview

    preview.watch(_edition(options), options.port)


_OF_ONE_EDITION = (pdf, pack, verify, links, serve, watch)


def _seconds(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number of seconds")
    return int(text)


def _time_limit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--time-limit", type=_seconds, metavar="SECONDS", help="for one notebook")


def _cores(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--cores", type=int, default=flow.AT_ONCE, help="notebooks run at once (%(default)s)"
    )


def _language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--language", metavar="CODE", help="a folder of locales/ (default: the edition's own)"
    )


def _run_options(command: argparse.ArgumentParser) -> None:
    # argparse knows no exponents: -5e-2 is a number and no option
    command._negative_number_matcher = re.compile(r"-\.?\d")
    command.add_argument("notebook", type=Path)
    command.add_argument("output", type=Path)
    command.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    command.add_argument("--parameters", type=Path, help="JSON file of parameters")
    command.add_argument("--figures", type=Path, help="folder for the chapter's key figures")
    command.add_argument("--pictures", type=Path, help="folder that keeps drawn charts")
    _time_limit(command)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; each command's help is the first line of its function."""
    top = argparse.ArgumentParser(prog="qantar", description=__doc__)
    choices = top.add_subparsers(required=True, metavar="COMMAND")

    def add(call: Call, name: str = "") -> argparse.ArgumentParser:
        words = (call.__doc__ or "").splitlines()[0]
        command = choices.add_parser(name or call.__name__, help=words, description=words)
        command.set_defaults(call=call)
        return command

    several = add(book)
    several.add_argument(
        "edition", nargs="*", default=["kazakhstan"], help="names in editions/, or .yml files"
    )
    _cores(several)
    _time_limit(several)
    _language(several)
    _cores(add(editions))
    joined = add(languages)
    joined.add_argument("edition", nargs="?", default="kazakhstan")
    _cores(joined)
    grid = add(sweep)
    grid.add_argument("sweep", type=Path, help="YAML file: notebook, fixed, grid")
    grid.add_argument("--profile", type=Path, help="Snakemake profile, for another executor")
    _cores(grid)
    _run_options(add(run))
    pages = add(html)
    pages.add_argument("edition")
    pages.set_defaults(language=None)  # the edition's own
    one = {call: add(call, "zip" if call is pack else "") for call in _OF_ONE_EDITION}
    for command in one.values():
        command.add_argument("edition", nargs="?", default="kazakhstan")
        _language(command)
    for served, port in ((serve, 8000), (watch, 8001)):
        one[served].add_argument("--port", type=int, default=port)
    add(check).add_argument("table", nargs="*")
    made_anew = add(refresh)
    made_anew.add_argument("table", nargs="*", help="names of tables; none means all")
    made_anew.add_argument(
        "--from", dest="source", type=Path, help="folder of files obtained before"
    )
    add(accept)
    add(messages)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a user's mistake is one line on standard error and exit status 1."""
    if arguments is None:
        environment.enter()  # started as `qantar`
    options = parser().parse_args(arguments)
    try:
        environment.allow_open_files()
        options.call(options)
    except QantarError as error:
        for line in str(error).splitlines():
            flow.fail(line)
        return 1
    except BrokenPipeError:  # nobody reads on, as in `| head -1`; what was begun was finished
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except OSError as error:
        flow.fail(
            f"{error.filename or BUILD}: {error.strerror or error}; what was built before is "
            "unchanged"
        )
        return 1
    except KeyboardInterrupt:
        print("stopped; the earlier book is unchanged", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    status = main()
    gc.freeze()  # nothing that ends with the process is looked at as garbage first
    sys.exit(status)

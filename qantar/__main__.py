"""The command line: ``python -m qantar`` lists what it can do."""

import argparse
import os
import sys
from pathlib import Path

from qantar import flow
from qantar.errors import QantarError


def _value(text: str) -> object:
    """A parameter's value as YAML reads it, safely: 3 is a number, KAZ a word, [A, B] a list."""
    import yaml

    return yaml.safe_load(text)


def _book(options: argparse.Namespace) -> None:
    for page in flow.book(options.edition, options.cores):
        print(page)


def _run(options: argparse.Namespace) -> None:
    import json

    from qantar.book.runner import run

    values = json.loads(options.parameters.read_text(encoding="utf-8")) if options.parameters else {}
    values |= {name: _value(text) for name, text in options.p}
    flow.tell(f"{options.notebook.stem}: running the notebook")
    run(options.notebook, options.output, values, options.figures, options.time_limit)
    flow.tell(f"done: {options.notebook.stem}: notebook run")


def _figures(options: argparse.Namespace) -> None:
    from qantar import figures

    merged = [figure for path in options.parts for figure in figures.read(path).values()]
    figures.write(merged, options.output)
    flow.tell(f"done: {len(merged)} key figures merged")


def _assemble(options: argparse.Namespace) -> None:
    from qantar import editions
    from qantar.book.assemble import assemble

    assemble(editions.load(options.edition))
    flow.tell("done: book assembled")


def _html(options: argparse.Namespace) -> None:
    from qantar import editions
    from qantar.book import html

    flow.tell("building the pages")
    html.build(editions.load(options.edition))
    flow.tell("done: pages built")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qantar", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    book = commands.add_parser("book", help="build the book: check data, run notebooks, assemble, HTML")
    book.add_argument("edition", nargs="*", default=["kazakhstan"], help="names in editions/, or .yml files")
    book.add_argument("--cores", type=int, default=os.cpu_count(), help="notebooks run at once")
    book.set_defaults(call=_book)

    run = commands.add_parser("run", help="run one notebook with other parameters")
    run.add_argument("notebook", type=Path)
    run.add_argument("output", type=Path)
    run.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    run.add_argument("--parameters", type=Path, help="JSON file of parameters")
    run.add_argument("--figures", type=Path, help="folder for the chapter's key figures")
    run.add_argument("--time-limit", type=int, default=300, help="seconds a cell may take")
    run.set_defaults(call=_run)

    figures = commands.add_parser("figures", help="merge the chapters' key figures (a step of book)")
    figures.add_argument("output", type=Path)
    figures.add_argument("parts", type=Path, nargs="+")
    figures.set_defaults(call=_figures)

    for name, call, words in (
        ("assemble", _assemble, "put together what Jupyter Book builds (a step of book)"),
        ("html", _html, "build the site from the assembled book (a step of book)"),
    ):
        step = commands.add_parser(name, help=words)
        step.add_argument("edition")
        step.set_defaults(call=call)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a user's mistake is one line on standard error and exit status 1."""
    options = _parser().parse_args(arguments)
    try:
        options.call(options)
    except QantarError as error:
        for line in str(error).splitlines():
            flow.fail(line)
        return 1
    except KeyboardInterrupt:
        print("stopped; the earlier book is unchanged", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The command line of Qantar."""

import argparse
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from qantar.common import environment

if __name__ == "__main__":
    environment.enter()  # before anything is imported that a user's settings could change

from qantar import commands
from qantar.common.errors import QantarError
from qantar.common.paths import BUILD
from qantar.flow import build as flow

Call = Callable[[argparse.Namespace], None]


def _seconds(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number of seconds")
    return int(text)


def _add_time_limit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--time-limit", type=_seconds, metavar="SECONDS", help="for one notebook")


def _build_commands(add: Callable[[str, Call, str], argparse.ArgumentParser]) -> None:
    book = add("book", commands.book, "build the book: check data, run notebooks, assemble, HTML")
    book.add_argument(
        "edition", nargs="*", default=["kazakhstan"], help="names in editions/, or .yml files"
    )
    book.add_argument("--cores", type=int, default=os.cpu_count(), help="notebooks run at once")
    _add_time_limit(book)

    editions = add(
        "editions", commands.editions, "build every edition and the page that compares them"
    )
    editions.add_argument("--cores", type=int, default=os.cpu_count(), help="notebooks run at once")

    sweep = add("sweep", commands.sweep, "run one notebook over a grid of parameters")
    sweep.add_argument("sweep", type=Path, help="YAML file: notebook, fixed, grid")
    sweep.add_argument("--cores", type=int, default=os.cpu_count(), help="notebooks run at once")
    sweep.add_argument("--profile", type=Path, help="Snakemake profile, to run on another executor")

    run = add("run", commands.run, "run one notebook with other parameters")
    run.add_argument("notebook", type=Path)
    run.add_argument("output", type=Path)
    run._negative_number_matcher = re.compile(
        r"-\.?\d"
    )  # argparse knows no exponents: -5e-2 is no option
    run.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    run.add_argument("--parameters", type=Path, help="JSON file of parameters")
    run.add_argument("--figures", type=Path, help="folder for the chapter's key figures")
    run.add_argument(
        "--pictures", type=Path, help="folder to keep drawn charts in for the next run"
    )
    _add_time_limit(run)


def _step_commands(add: Callable[[str, Call, str], argparse.ArgumentParser]) -> None:
    html = add(
        "html", commands.html, "assemble executed notebooks and build the site (a step of book)"
    )
    html.add_argument("edition")


def _output_commands(add: Callable[[str, Call, str], argparse.ArgumentParser]) -> None:
    pdf = add("pdf", commands.pdf, "print the book as one PDF")
    pdf.add_argument("edition", nargs="?", default="kazakhstan")
    packed = add("zip", commands.pack, "pack the book into one file")
    packed.add_argument("edition", nargs="?", default="kazakhstan")


def _check_commands(add: Callable[[str, Call, str], argparse.ArgumentParser]) -> None:
    check = add("check", commands.check, "check the data package: description, types, keys, domain")
    check.add_argument("table", nargs="*")
    refresh = add("refresh", commands.refresh, "make tables anew from the publishers' files")
    refresh.add_argument("table", nargs="*", help="names of tables; none means all")
    refresh.add_argument("--from", dest="source", type=Path, help="folder of files obtained before")
    add("test", commands.test, "all quick tests")
    add("trial", commands.trial, "the slow tests")
    add("bench", commands.bench, "measure build times, page weights and speed in the browser")
    add("accept", commands.accept, "run the stored notebooks again and show what changed")
    verify = add("verify", commands.verify, "check a built book against the repository")
    verify.add_argument("edition", nargs="?", default="kazakhstan")
    links = add(
        "links", commands.links, "ask whether the addresses outside the book answer (network)"
    )
    links.add_argument("edition", nargs="?", default="kazakhstan")
    serve = add("serve", commands.serve, "serve a built book on this machine")
    serve.add_argument("edition", nargs="?", default="kazakhstan")
    serve.add_argument("--port", type=int, default=8000)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = argparse.ArgumentParser(prog="qantar", description=__doc__)
    choices = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, call: Call, words: str) -> argparse.ArgumentParser:
        command = choices.add_parser(name, help=words, description=words)
        command.set_defaults(call=call)
        return command

    _build_commands(add)
    _step_commands(add)
    _output_commands(add)
    _check_commands(add)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a user's mistake is one line on standard error and exit status 1."""
    if arguments is None:
        environment.enter()  # started as `qantar`
    options = parser().parse_args(arguments)
    try:
        options.call(options)
    except QantarError as error:
        for line in str(error).splitlines():
            flow.fail(line)
        return 1
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
    sys.exit(main())

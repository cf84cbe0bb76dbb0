"""Make tables from a folder of publishers' files: ``python -m qantar.sources.write TABLE… --from DIR``."""

import argparse
from pathlib import Path

from qantar import data
from qantar.errors import QantarError
from qantar.paths import DATA
from qantar.sources import form, registry
from qantar.sources.base import Inputs


def built_bytes(name: str, folder: Path) -> bytes:
    """The file of table `name` as made from the publishers' files in `folder`."""
    maker = registry.find(name)
    return form.table_bytes(data.resource(name), maker.build(Inputs(folder)))


def write(name: str, folder: Path) -> Path:
    """Make the table `name` and put it in place in one rename; returns its path."""
    path = DATA / data.resource(name)["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(built_bytes(name, folder))
    part.replace(path)
    return path


def main() -> None:
    """Write the tables named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m qantar.sources.write", description=__doc__)
    parser.add_argument("tables", nargs="*", help="names of tables; none means all")
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="folder of publishers' files")
    options = parser.parse_args()
    try:
        for name in options.tables or registry.tables():
            path = write(name, options.folder)
            print(f"{name}: {path.stat().st_size:,} bytes")
    except QantarError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()

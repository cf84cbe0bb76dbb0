"""How long every table takes to read, and the whole package to validate.

Run by `make bench`; the figures are reported, never asserted.
"""

import contextlib
import io
import time

from qantar.common.paths import DATA
from qantar.data import Package, validate
from qantar.data.description import is_map

REPEATS = 5


def loaded_ms(package: Package, name: str) -> float:
    """Milliseconds of the quickest of a few reads of one table."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        package.load(name)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def main() -> None:
    """Print the slowest tables and the time of a validation."""
    package = Package(DATA)
    tables = [name for name in package.names() if not is_map(package.resource(name))]
    times = sorted(((loaded_ms(package, name), name) for name in tables), reverse=True)
    for milliseconds, name in times[:5]:
        print(f"{name}: {len(package.load(name)):,} rows in {milliseconds:.1f} ms")
    print(f"all {len(tables)} tables: {sum(milliseconds for milliseconds, _ in times):.0f} ms")
    with contextlib.redirect_stdout(io.StringIO()):
        start = time.perf_counter()
        validate.check()
        end = time.perf_counter()
    print(f"validation: {end - start:.1f} s")


if __name__ == "__main__":
    main()

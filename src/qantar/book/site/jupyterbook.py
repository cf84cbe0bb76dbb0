"""Jupyter Book's own command as a step of the flow runs it: ``jupyterbook build …``."""

import gc
import os
import sys
from functools import partial

# Sphinx forks this many readers; more than the pages can keep busy gain nothing.
_READERS = 2


def main() -> None:
    """Run the command and end the process; what it makes is the same, however many read pages."""
    # what a build makes stays until its end: looking for garbage took an eighth of its time
    gc.disable()
    from jupyter_book import sphinx
    from jupyter_book.cli.main import main as jupyter_book

    sphinx.build_sphinx = partial(
        sphinx.build_sphinx, jobs=_READERS
    )  # the command has no option for it
    jupyter_book(standalone_mode=False)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # freeing a whole book's memory piece by piece takes half a second


if __name__ == "__main__":
    main()

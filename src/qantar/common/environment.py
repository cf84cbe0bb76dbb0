"""The environment of a run: what is kept of the user's, and what is the same for everyone.

Hundreds of variables steer Python, IPython, Jupyter, Snakemake, Sphinx, git and the C library, and
each new version reads others. So these are not blanked one by one: whatever is not named here does
not pass.
"""

import os
import resource
import sys
from pathlib import Path

from qantar.common.errors import BuildError

# where things are on this machine, and how the network is reached; none of them changes a result
KEPT = frozenset(
    (
        *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "OLDPWD", "SHLVL", "_", "CI"),
        *("TMPDIR", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
        *("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
        *("OMP_NUM_THREADS", "MKL_NUM_THREADS"),
        *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"),
        *("CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"),
        *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
        *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
        "__CF_USER_TEXT_ENCODING",  # macOS sets it in every process
    )
)
KEPT_FAMILIES = ("QANTAR_", "PLAYWRIGHT_", "COVERAGE_", "SLURM", "SBATCH_", "npm_config_")
FIXED = {
    "DOCUTILSCONFIG": os.devnull,  # else ~/.docutils changes quotation marks, even the language
    "LC_ALL": "C.UTF-8",
    # notebooks run side by side: more threads of each wait for another's core, at its full cost
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": str(Path(__file__).resolve().parents[2]),  # children import this very package
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}
OPEN_FILES = 128
"""Files that a step may have to open at once; with 64 no notebook draws its charts."""
_ENTERED = "QANTAR_ENTERED"


def clean(**variables: str) -> dict[str, str]:
    """This process's environment without what is not named above, with `FIXED` and `variables`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or name.startswith(KEPT_FAMILIES)
    }
    # an account may have neither, as in a container under a number of its own; Path.home raises
    home = os.path.expanduser("~")  # noqa: PTH111
    someone = {"HOME": "/tmp" if home == "~" else home, "USER": "nobody"}
    return {**someone, **kept, **FIXED, **variables}


def _open_closed_streams() -> None:
    """Open to nothing what the command was started without, else files take its place (``>&-``)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            number = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(number, True)
            setattr(sys, name, os.fdopen(number, mode))


def enter() -> None:
    """Start this command anew in the clean environment, unless it is the one it has.

    Python reads most of its variables only once, so to set them is not enough. The process keeps
    its number, which tells a second start from a first where the system itself adds variables to
    every process. Modules of the folder where the command was given (a ``random.py``) do not count
    either: that is what ``-P`` says.
    """
    _open_closed_streams()
    if dict(os.environ) != clean() and os.environ.get(_ENTERED) != str(os.getpid()):
        start_anew()


def start_anew(**variables: str) -> None:
    """Start this command once more, in the clean environment with `variables`."""
    sys.stdout.flush()
    command = [sys.executable, "-P", *sys.orig_argv[1:]]
    os.execve(sys.executable, command, clean(**{_ENTERED: str(os.getpid())}, **variables))


def allow_open_files() -> None:
    """Let this process and those it starts open `OPEN_FILES` files, as far as the account may;
    raises BuildError where it may not.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < OPEN_FILES:
        raise BuildError(
            f"only {hard} files may be open at once, {OPEN_FILES} are needed: "
            f"ulimit -n {OPEN_FILES}, in a new shell or by the administrator"
        )
    if soft != resource.RLIM_INFINITY and soft < OPEN_FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, hard))

"""What Binder and Colab install is what the project locks and its chapters import."""

import ast
import re
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from qantar.common.paths import PACKAGE, ROOT

BINDER = ROOT / "binder"
RUN_BY_CHAPTERS = ("common", "data", "charting", "report", "chapters")
LOCKED = {
    Requirement(line.rstrip(" \\")).name
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if re.match(r"[a-z]", line)
}
DISTRIBUTIONS = {"vl_convert": "vl-convert-python", "yaml": "pyyaml"}


def on_colab():
    """The packages that Colab takes from the lock."""
    script = (BINDER / "colab").read_text(encoding="utf-8")
    return set(re.search(r"names='(.*)'", script)[1].split("|"))


def imported():
    """The packages of others that a chapter's code imports."""
    files = [path for part in RUN_BY_CHAPTERS for path in (PACKAGE / part).rglob("*.py")]
    names = set()
    for node in (node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module.partition(".")[0])
    others = names - set(sys.stdlib_module_names) - {"qantar"}
    return {DISTRIBUTIONS.get(name, name) for name in others}


def test_colab_gets_every_package_that_a_chapter_imports():
    assert imported() - on_colab() == set()


def test_colab_takes_no_package_that_is_not_locked():
    assert on_colab() - LOCKED == set()


def test_binder_takes_the_lock_and_a_python_that_is_allowed():
    listed = (BINDER / "requirements.txt").read_text(encoding="utf-8").split()
    assert listed[0] == "-r" and (BINDER / listed[1]).resolve() == ROOT / "requirements.txt"
    version = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert SpecifierSet(project["requires-python"]).contains(version)

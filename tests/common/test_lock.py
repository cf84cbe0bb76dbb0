"""What is installed is what was locked: every package exact, hashed, and what pyproject.toml
asks for.
"""

import re
import tomllib
from itertools import chain

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from qantar.common.paths import ROOT


def locked():
    """Package -> (versions, number of hashes) in requirements.txt."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = {}
    for entry in re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^#.*\n", "", text)):
        stated = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", entry)
        assert stated, f"not locked to one version: {entry.splitlines()[0]}"
        name = canonicalize_name(stated[1])
        versions, hashes = found.get(name, (set(), []))
        found[name] = versions | {stated[2]}, [*hashes, entry.count("--hash=sha256:")]
    return found


def test_every_locked_package_has_hashes():
    lacking = [name for name, (_versions, hashes) in locked().items() if 0 in hashes]
    assert len(locked()) > 100
    assert lacking == []


def test_the_lock_holds_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    wrong = []
    for requirement in map(Requirement, asked):
        versions, _hashes = locked().get(canonicalize_name(requirement.name), (set(), []))
        if not versions or not all(
            requirement.specifier.contains(one, prereleases=True) for one in versions
        ):
            wrong.append(f"{requirement}: locked {sorted(versions)}")
    assert wrong == []

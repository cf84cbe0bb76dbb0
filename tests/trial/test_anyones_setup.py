"""The book is the same whatever a user's shell, home and start-up files hold."""

import json

import pytest

from tests.trial.build import Build

VARIABLES = {
    "COLUMNS": "20",
    "FORCE_COLOR": "1",
    "LANGUAGE": "kk",
    "LC_ALL": "ru_RU.UTF-8",
    "PYTHONOPTIMIZE": "2",
    "PYTHONWARNINGS": "error",
    "SOURCE_DATE_EPOCH": "0",
    "SPHINXOPTS": "-D language=de",
    "TZ": "Asia/Almaty",
}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def lived_in(home):
    """Start-up files, another kernel called python3, settings of every tool, a module that hides
    pandas.
    """
    kernel = json.dumps({"argv": ["false"], "display_name": "mine", "language": "python"})
    write(home / "jupyter" / "kernels" / "python3" / "kernel.json", kernel)
    write(home / ".local/share/jupyter/kernels/python3/kernel.json", kernel)
    write(home / ".jupyter" / "jupyter_config.json", '{"KernelManager": {"kernel_cmd": ["false"]}}')
    write(home / ".ipython" / "profile_default" / "startup" / "00.py", "mine = 1\nprint('hello')\n")
    write(home / ".docutils", "[general]\nlanguage_code: de\n")
    write(home / ".config" / "snakemake" / "mine" / "config.yaml", "dry-run: true\n")
    write(home / "modules" / "pandas.py", "raise SystemExit('not this one')\n")
    return {
        "HOME": str(home),
        "JUPYTER_PATH": str(home / "jupyter"),
        "PYTHONPATH": str(home / "modules"),
        "PYTHONSTARTUP": write(home / "startup.py", "histfile = '/nowhere'\n"),
        "SNAKEMAKE_PROFILE": "mine",
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The digest of a book built with nothing in the way."""
    return Build(tmp_path_factory.mktemp("calm")).good()


def test_settings_of_every_tool_change_nothing(tmp_path, expected):
    build = Build(tmp_path, **VARIABLES, **lived_in(tmp_path / "home"))
    assert build.good() == expected


def test_a_home_that_cannot_be_written_changes_nothing(tmp_path, expected):
    build = Build(tmp_path, HOME=write(tmp_path / "file", "") + "/home")
    build.environment.pop("XDG_CACHE_HOME", None)
    assert build.good() == expected


def test_a_profile_in_the_folder_where_it_starts_changes_nothing(tmp_path, expected, monkeypatch):
    write(tmp_path / "profiles" / "default" / "config.yaml", "dry-run: true\n")
    monkeypatch.chdir(tmp_path)
    assert Build(tmp_path).good() == expected

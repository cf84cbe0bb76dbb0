"""Chapters in the pseudo-language show no word in plain letters: all are in a catalogue."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pseudo
import pytest

from qantar.common.paths import CHAPTERS, ROOT

PROGRAM = ROOT / "tests" / "support" / "escapes.py"


@pytest.fixture(scope="module")
def locales(tmp_path_factory) -> Path:
    return pseudo.write(tmp_path_factory.mktemp("locales"))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_word_of_a_chapter_escapes_its_catalogue(chapter, locales):
    own = {"QANTAR_LOCALES": str(locales), "QANTAR_LANGUAGE": pseudo.CODE}
    command = [sys.executable, str(PROGRAM), chapter]
    run = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []

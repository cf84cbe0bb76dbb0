"""The relocation chapter's tables and miner, at any parameters."""

import pytest

from qantar.chapters.relocation import figures as model
from qantar.chapters.relocation.choices import Miner
from qantar.chapters.relocation.market import market
from qantar.chapters.relocation.parameters import RelocationParameters
from qantar.report.chapter import Tables, chapter_figures


@pytest.fixture(scope="session")
def tables():
    return Tables.load(model.TABLES)


@pytest.fixture(scope="session")
def miner(tables):
    """A miner with given parameters and few draws."""

    def make(**values):
        p = RelocationParameters(**{"draws": 500, **values})
        return Miner(p, market(tables, p))

    return make


@pytest.fixture(scope="session")
def figures(tables):
    """Key figures by name without the chapter's, with given parameters and few draws."""

    def make(**values):
        p = RelocationParameters(**{"draws": 500, **values})
        found = chapter_figures("relocation", tables, p)
        return {figure.id.removeprefix("relocation."): figure for figure in found}

    return make

"""The front page of a country's edition: its numbers, and why chapters are left out."""

from dataclasses import replace
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from qantar import data
from qantar.book.references import editiondata
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.shared import mining_map
from qantar.chapters.wealth.inequality import imputed
from qantar.common.paths import CHAPTERS
from qantar.common.text import _
from qantar.data.country_names import in_sentence
from qantar.flow.editions import HOME, Edition, of_build
from qantar.report.figures import Figure
from qantar.report.sentences import Sentence, fill

DRAWN = "energy.mining_share_of_generation"


def _plain_name(edition: Edition) -> str:
    return str(data.load("countries").set_index("iso3")["name"][edition.country])


def name_of(edition: Edition) -> str:
    """The country of `edition` as it stands in a sentence."""
    return in_sentence(_plain_name(edition))


def chapter_title(edition: Edition, chapter: str) -> str | None:
    """The title of a chapter in another country's edition; None where it keeps its own."""
    titles = {
        "wealth": _("Wealth, incomes and protest: {place}"),
        "energy": _("Electricity and its use by miners: {place}"),
        "mining": _("Where bitcoin is mined, and what it pays: {place}"),
        "relocation": _("Should a miner stay, leave or sell? {place}"),
    }
    if edition.country == HOME or chapter not in titles:
        return None
    return titles[chapter].format(place=_plain_name(edition))


def _numbers(country: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each chapter: a sentence in numbers, and what stands in its place without one."""
    top = _(
        "**{wealth.top1:.0%}** of all wealth belonged to the richest 1 % of adults in "
        "{wealth.top1.as_of}, from the country's own wealth sources."
    )
    if imputed(data.load("wealth_shares"), country):
        top = _(
            "**{wealth.top1:.0%}** of all wealth belonged to the richest 1 % of adults in "
            "{wealth.top1.as_of}; the number is imputed."
        )
    return {
        "wealth": (
            (
                top,
                _("No estimate of wealth shares is held for {place}."),
            ),
        ),
        "energy": (
            (
                _(
                    "**{energy.coal_share:.0%}** of the electricity came from coal in "
                    "{energy.coal_share.as_of}; a kilowatt-hour emitted "
                    "{energy.carbon_intensity:,.0f} grams of CO2-equivalent."
                ),
                _("The tables do not split the electricity of {place} by source."),
            ),
            (
                _(
                    "**{energy.mining_share_of_generation:.1%}** of what the country generated in "
                    "{energy.mining_share_of_generation.as_of} went to bitcoin miners, by a "
                    "model's estimate."
                ),
                _("What miners drew cannot be estimated: the Cambridge map shows none there."),
            ),
        ),
        "mining": (
            (
                _(
                    "**{mining.share_peak:.1%}** of the world's bitcoin mining was in {place} in "
                    "its highest month, {mining.share_peak.as_of:date}, by the Cambridge map."
                ),
                _("The Cambridge map of bitcoin mining does not name {place}."),
            ),
            (
                _(
                    "**{mining.breakeven_new_2022_01:.2f} USD** per kWh is what a new machine "
                    "could pay for its power in January 2022, anywhere."
                ),
                _("What a machine could pay for its power is not known for these parameters."),
            ),
        ),
    }


def sentences(edition: Edition, figures: dict[str, Figure]) -> dict[str, list[Sentence]]:
    """The front page's sentences by chapter, doubts of its numbers last."""
    ratio = figures.get("energy.carbon_intensity_ratio")
    doubts = {
        "energy": mining_emissions.doubt(ratio.value if ratio else None),
        "mining": mining_map.doubt(data.load("mining_share"), edition.country),
    }
    drawn = figures.get(DRAWN)
    if drawn and not drawn.value:
        figures = {
            **figures,
            DRAWN: replace(drawn, value=None),
        }  # a zero on the map is no measurement
    given = {"place": name_of(edition)}
    told = {
        chapter: [fill(template, figures, given, otherwise) for template, otherwise in pairs]
        for chapter, pairs in _numbers(edition.country).items()
        if chapter in edition.chapters
    }
    for chapter in told.keys() & {name for name, doubt in doubts.items() if doubt}:
        told[chapter].append(Sentence(doubts[chapter]))
    return {chapter: told[chapter] for chapter in edition.chapters if chapter in told}


def left_out(edition: Edition) -> list[str]:
    """Why each chapter of the report that `edition` lacks is not there."""
    place = name_of(edition)
    own = _("It is about Kazakhstan and has no counterpart elsewhere.")
    if edition.country == HOME:
        own = prices = _("This edition leaves it out; the report has it.")
    else:
        prices = _(
            "It weighs a miner's tariff, fees and cuts at home against a price abroad; no sourced "
            "tariffs and fees of miners in {place} are at hand. An edition that gives them, with "
            "their sources, has this chapter."
        ).format(place=place)
    general = _("This edition leaves it out.")
    reasons = {
        "timeline": (_("Timeline of January 2022."), own),
        "wealth": (_("Wealth."), general),
        "energy": (_("Energy."), general),
        "mining": (_("Mining."), general),
        "relocation": (_("Stay, leave or sell."), prices),
        "network": (_("What the blockchain can say."), own),
        "claims": (_("Is the article right?"), own),
    }
    known = {chapter: (f"{chapter.capitalize()}.", general) for chapter in CHAPTERS} | reasons
    missing = [known[chapter] for chapter in CHAPTERS if chapter not in edition.chapters]
    return [
        _("**{title}** {reason}").format(title=title, reason=reason) for title, reason in missing
    ]


class CountryNumbers(SphinxDirective):
    """``{country-numbers}``: a few of the edition's key figures in words, each chapter linked."""

    def run(self) -> list[nodes.Node]:
        """A list, parsed in place."""
        edition = of_build(self.config.qantar_edition)
        told = sentences(edition, editiondata.key_figures(self.env.app))
        where = _("Where it comes from:")
        lines = [
            f"- {' '.join(sentence.linked for sentence in chapter)} {where} "
            f"[](notebooks/{name}.ipynb)."
            for name, chapter in told.items()
        ]
        return self.parse_text_to_nodes("\n".join(lines))


class LeftOut(SphinxDirective):
    """``{left-out}``: the chapters that the edition lacks, each with the reason."""

    def run(self) -> list[nodes.Node]:
        """A list, parsed in place."""
        lines = [f"- {line}" for line in left_out(of_build(self.config.qantar_edition))]
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app: Any) -> None:
    """Register the directives."""
    app.add_directive("country-numbers", CountryNumbers)
    app.add_directive("left-out", LeftOut)

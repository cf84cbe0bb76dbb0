"""The front page of a country's edition: its numbers, and why chapters are left out."""

from dataclasses import replace

from qantar import data
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.shared import mining_map
from qantar.chapters.wealth.inequality import imputed
from qantar.common.paths import CHAPTERS
from qantar.common.text import _
from qantar.data.country_names import in_sentence
from qantar.flow.editions import HOME, Edition
from qantar.report.figures import Figure
from qantar.report.sentences import Sentence, fill

DRAWN = "energy.mining_share_of_generation"


def plain_name(edition: Edition) -> str:
    """The country of `edition` as titles and tables have it."""
    return str(data.load("countries").set_index("iso3")["name"][edition.country])


def name_of(edition: Edition) -> str:
    """The country of `edition` as it stands in a sentence."""
    return in_sentence(plain_name(edition))


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
    return titles[chapter].format(place=plain_name(edition))


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
        "wealth": ((top, _("No estimate of wealth shares is held for {place}.")),),
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


def doubts(country: str, figures: dict[str, Figure]) -> dict[str, str]:
    """What is doubtful about a country's share of mining, which the map's publisher may doubt, and
    about its carbon intensity: sentences by chapter, empty where nothing is.
    """
    ratio = figures.get("energy.carbon_intensity_ratio")
    return {
        "energy": mining_emissions.doubt(ratio.value if ratio else None),
        "mining": mining_map.doubt(data.load("mining_share"), country),
    }


def sentences(edition: Edition, figures: dict[str, Figure]) -> dict[str, list[Sentence]]:
    """The front page's sentences by chapter, doubts of its numbers last."""
    drawn = figures.get(DRAWN)
    if drawn and not drawn.value:  # a zero on the map is no measurement
        figures = {**figures, DRAWN: replace(drawn, value=None)}
    given, doubted = {"place": name_of(edition)}, doubts(edition.country, figures)
    numbers, told = _numbers(edition.country), {}
    for chapter in (one for one in edition.chapters if one in numbers):
        told[chapter] = [fill(words, figures, given, other) for words, other in numbers[chapter]]
        if doubted.get(chapter):
            told[chapter].append(Sentence(doubted[chapter]))
    return told


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

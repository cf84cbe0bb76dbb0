"""The claims: every one settled, every rule resting on a figure that exists, no verdict flipped
unnoticed.
"""

import csv
import re

import nbformat
import pandas as pd
import pytest

from qantar import data
from qantar.chapters.claims import assessment, frames
from qantar.chapters.claims import confirmed as verdicts
from qantar.chapters.claims import figures as model
from qantar.chapters.claims.parameters import ClaimsParameters
from qantar.chapters.claims.rules import VERDICTS
from qantar.chapters.shared import mining_map
from qantar.common.errors import DataError, FigureError
from qantar.common.paths import NOTEBOOKS
from qantar.report import aliases
from qantar.report.chapter import Tables
from qantar.report.figures import Figure


@pytest.fixture(scope="module")
def tables():
    return Tables.load(model.TABLES)


@pytest.fixture(scope="module")
def figures(tables):
    return model.evidence_figures(tables, ClaimsParameters())


def test_no_verdict_has_changed_since_somebody_confirmed_it(tables, figures):
    assessed = assessment.assess(tables, figures)
    now = dict(zip(assessed["claim_id"], assessed["verdict"], strict=True))
    assert verdicts.flips(now, verdicts.confirmed()) == [], "look at each, then run make accept"


def test_a_change_of_data_that_flips_a_verdict_is_noticed(tables, figures):
    share = figures["mining.rank_2021_08"]
    changed = {
        **figures,
        share.id: Figure(share.id, 3, "rank", share.as_of, share.tables, share.definition),
    }
    assessed = assessment.assess(tables, changed)
    now = dict(zip(assessed["claim_id"], assessed["verdict"], strict=True))
    assert verdicts.flips(now, verdicts.confirmed()) == ["c01: supported -> contradicted"]


def test_confirming_writes_what_flipped_and_silences_it(tmp_path):
    path = tmp_path / "verdicts.csv"
    verdicts.confirm({"c01": "supported", "c02": "opinion"}, path)
    assert verdicts.confirm({"c01": "disputed", "c02": "opinion"}, path) == [
        "c01: supported -> disputed"
    ]
    assert verdicts.flips({"c01": "disputed", "c02": "opinion"}, verdicts.confirmed(path)) == []


def test_a_damaged_list_of_confirmed_verdicts_is_one_plain_line(tmp_path):
    path = tmp_path / "verdicts.csv"
    path.write_text("something,else\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="expected the columns claim_id and verdict"):
        verdicts.confirmed(path)


def with_table(tables, **changed):
    return Tables(**{**vars(tables), **changed})


def test_every_figure_of_a_rule_or_sentence_is_computed(tables, figures):
    rules, claims = tables["claim_rules"], tables["claims"]
    named = set(rules["figure"].dropna()) | set(rules["last_true"].dropna())
    named |= {other.strip() for others in rules["others"].dropna() for other in others.split(";")}
    for column in ("finding", "why"):
        for sentence in claims[column]:
            named |= set(assessment.quoted(sentence, figures))
    assert sorted(named - set(figures)) == []


def test_every_claim_is_settled_by_a_rule_or_by_somebody(tables, figures):
    assessed = assessment.assess(tables, figures)
    assert len(assessed) == len(tables["claims"])
    has_rule, judged = assessed["rule"].notna(), assessed["editorial_verdict"].notna()
    assert (has_rule != judged).all(), "one of both, never both"
    assert set(assessed.loc[has_rule, "how"]) == {"computed"}


def test_a_judged_claim_names_a_source(tables):
    claims = tables["claims"]
    judged = claims[
        claims["editorial_verdict"].notna() & (claims["editorial_verdict"] != "opinion")
    ]
    without = set(judged["claim_id"]) - set(tables["claim_sources"]["claim_id"])
    figures_instead = judged.set_index("claim_id").loc[sorted(without), "finding"]
    assert [claim for claim, finding in figures_instead.items() if "{" not in finding] == []


def test_every_fact_and_event_that_a_claim_rests_on_exists(tables):
    known = set(tables["facts"]["id"]) | set(tables["events"]["event_id"]) | set(vars(tables))
    named = {name for ids in tables["claims"]["evidence"].dropna() for name in ids.split(";")}
    assert sorted(named - known) == []


def test_cards_hold_no_notes_no_rules_and_no_addresses(tables):
    words = tables["claims"][["restatement", "finding", "why"]].agg(" ".join, axis=1)
    found = words[
        words.str.contains(r"https?://|recall|from memory|would test|TODO|\b[WE]N?\d{3}\b")
    ]
    assert list(found) == []


def test_a_claim_without_rule_and_verdict_is_refused(tables, figures):
    bare = with_table(tables, claims=tables["claims"].assign(editorial_verdict=None))
    with pytest.raises(FigureError, match=r"has no rule, and claims\.csv no verdict"):
        assessment.assess(bare, figures)


def test_a_rule_that_names_a_renamed_figure_says_its_new_name(tables, figures, monkeypatch):
    monkeypatch.setattr(aliases, "read", lambda: {"mining.rank_2021_08": "mining.rank"})
    with pytest.raises(FigureError, match=r"claim_rules\.csv: c01: .*renamed to mining\.rank"):
        assessment.assess(tables, figures)


def test_a_figure_that_other_parameters_lack_leaves_no_verdict(tables, figures):
    without = {name: figure for name, figure in figures.items() if name != "mining.share_2021_08"}
    assessed = assessment.assess(tables, without).set_index("claim_id")
    assert assessed.at["c62", "verdict"] == "unverifiable"
    assert "not computed" in assessed.at["c62", "finding"]


def test_the_pools_fall_is_tested_at_the_hours_reuters_named(tables, figures):
    rule = tables["claim_rules"].set_index("claim_id").loc["c65"]
    ratio = figures[rule["figure"]]
    assert (figures["network.named_pools_blocks"].value, rule["no_effect"]) == (42, 1)
    assert ratio.low < rule["target"] < 1 < ratio.high, "both the fall and none lie inside"


def test_the_months_as_second_miner_are_those_of_the_map(tables):
    after_the_ban = [f"2021-{month:02}" for month in range(5, 13)]
    second = [m for m in after_the_ban if mining_map.rank_in(tables.mining_share, "KAZ", m) == 2]
    assert second == ["2021-07", "2021-08", "2021-10"]
    finding = tables["claims"].set_index("claim_id").at["c01", "finding"]
    assert "in July, August and October 2021" in finding


def test_counts_of_the_troops_fall_on_both_sides(tables, figures):
    """Tokayev counted fewer than the claim says; a deputy minister as many."""
    assessed = assessment.assess(tables, figures).set_index("claim_id")
    assert assessed.at["c30", "verdict"] == "disputed"
    president = tables["claim_sources"].query("value != 2500")
    alone = assessment.assess(with_table(tables, claim_sources=president), figures)
    assert alone.set_index("claim_id").at["c30", "verdict"] == "contradicted"


def test_coal_explains_the_rank_and_coal_for_power_does_not(figures):
    ranks = [figures[f"claims.co2_rank_without_coal{use}_2021"].value for use in ("", "_power")]
    assert ranks == [2, 1]


def test_the_groups_sum_to_the_total(tables, figures):
    assessed = assessment.assess(tables, figures)
    counts = model.counts(assessed)
    assert sum(counts[f"claims.{group}"] for group in frames.GROUPS) == counts["claims.total"]
    assert sum(counts[f"claims.{name}"] for name in VERDICTS) == counts["claims.total"]
    substance = sum(counts[f"claims.substance_{name}"] for name in VERDICTS)
    assert substance == counts["claims.substance"] == frames.score(assessed)["claims"].sum()
    assert frames.by_group(assessed).to_numpy()[-1, -1] == counts["claims.total"]


def test_claims_about_causes_hold_are_open_or_fail(tables, figures):
    counts = model.counts(assessment.assess(tables, figures))
    parts = ("held", "open", "failed")
    assert sum(counts[f"claims.reasons_{part}"] for part in parts) == counts["claims.reasons"]


def test_six_corrections_stand_in_their_order(tables, figures):
    chosen = frames.corrections(assessment.assess(tables, figures))
    assert list(chosen["matters"]) == [1, 2, 3, 4, 5, 6]


def test_other_chapters_parameters_change_the_verdicts_evidence(tables, figures):
    late = ClaimsParameters(chapters={"network": {"cut_time": "2022-01-05T11:00"}})
    ratio = "network.rate_ratio_to_retarget"
    assert model.chapter_figures(tables, late)[ratio].value != figures[ratio].value


def test_the_export_holds_every_claim_with_evidence_and_sources(figures, tmp_path):
    verdicts.export(figures, tmp_path / "claims.csv")
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["claim_id"]: row for row in csv.DictReader(file)}
    assert list(rows) == sorted(data.load("claims")["claim_id"])
    assert list(rows["c01"]) == list(verdicts.EXPORTED)
    assert data.resource("mining_share")["sources"][0]["path"] in rows["c01"]["sources"].split()
    assert rows["c70"]["evidence"].split()[0] == "energy.coal_share_2021_vintage_range"
    assert "e118" in rows["c35"]["evidence"].split()
    settled = [row for row in rows.values() if row["verdict"] != "opinion"]
    assert [row["claim_id"] for row in settled if not row["sources"] + row["evidence"]] == []


def test_every_chart_that_a_claim_leads_to_is_drawn_by_a_notebook(tables):
    """Sphinx checks this too, but only once the whole book is built."""
    wanted = tables["claim_rules"].dropna(subset=["chart"])
    for chapter in sorted({label.split("-")[1] for label in wanted["chart"]}):
        cells = nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4).cells
        source = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
        drawn = {
            f"fig-{chapter}-{name}".replace("_", "-")
            for name in re.findall(r"\w+\.(\w+)\(", source)
        }
        labels = {label for label in wanted["chart"] if label.split("-")[1] == chapter}
        assert sorted(labels - drawn) == []


@pytest.mark.parametrize(
    ("facts", "reasons", "leans"),
    [("SSSO", "SOOO", True), ("SOOO", "SOOO", False), ("SSSO", "SSOO", False)],
)
def test_the_answer_leans_on_facts_where_they_hold(facts, reasons, leans):
    verdict = {"S": "supported", "O": "disputed"}
    rows = [("substance", "event", verdict[one]) for one in facts]
    rows += [("substance", "causal", verdict[one]) for one in reasons]
    assessed = pd.DataFrame(rows, columns=["group", "kind", "verdict"])
    assert frames.leans_on_facts(assessed) is leans

"""The claims: every one settled, every rule resting on a figure that exists, no verdict flipped
unnoticed.
"""

import csv
import re

import nbformat
import pytest

from qantar import data
from qantar.chapters.claims import confirmed as verdicts
from qantar.chapters.claims import figures as model
from qantar.chapters.claims.parameters import ClaimsParameters
from qantar.common.errors import DataError, FigureError
from qantar.common.paths import NOTEBOOKS
from qantar.report.chapter import Tables
from qantar.report.figures import Figure
from qantar.report.sentences import fill


@pytest.fixture(scope="module")
def tables():
    return Tables.load(model.TABLES)


@pytest.fixture(scope="module")
def figures(tables):
    return model.evidence_figures(tables, ClaimsParameters())


def test_no_verdict_has_changed_since_somebody_confirmed_it(tables, figures):
    assessed = model.assess(tables["claims"], tables["claim_rules"], figures)
    now = dict(zip(assessed["claim_id"], assessed["verdict"], strict=True))
    assert verdicts.flips(now, verdicts.confirmed()) == [], "look at each, then run make accept"


def test_a_change_of_data_that_flips_a_verdict_is_noticed(tables, figures):
    share = figures["mining.rank_2021_08"]
    changed = {
        **figures,
        share.id: Figure(share.id, 3, "rank", share.as_of, share.tables, share.definition),
    }
    assessed = model.assess(tables["claims"], tables["claim_rules"], changed)
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


def test_every_figure_that_a_rule_or_a_finding_names_is_computed_with_the_defaults(tables, figures):
    rules = tables["claim_rules"]
    named = set(rules["figure"].dropna()) | set(rules["last_true"].dropna())
    named |= {other.strip() for others in rules["others"].dropna() for other in others.split(";")}
    assert sorted(named - set(figures)) == []
    for finding in rules["finding"].dropna():
        assert fill(finding, figures, {}).text  # raises FigureError for an id that is not computed


def test_every_claim_is_settled_by_a_rule_or_by_an_editor(tables, figures):
    assessed = model.assess(tables["claims"], tables["claim_rules"], figures)
    assert len(assessed) == len(tables["claims"])
    open_rows = tables["claims"].loc[tables["claims"]["editorial_verdict"].isna(), "claim_id"]
    settled = assessed.set_index("claim_id").loc[open_rows]
    assert set(settled["how"]) == {"computed"}
    assert "unverifiable" not in set(settled["verdict"])


def test_a_claim_without_rule_and_verdict_is_refused(tables, figures):
    bare = tables["claims"].assign(editorial_verdict=None)
    with pytest.raises(FigureError, match="no rule and no editorial verdict"):
        model.assess(bare, tables["claim_rules"], figures)


def test_a_figure_that_other_parameters_do_not_give_leaves_the_claim_unverifiable(tables, figures):
    without = {name: figure for name, figure in figures.items() if name != "mining.share_2021_08"}
    assessed = model.assess(tables["claims"], tables["claim_rules"], without).set_index("claim_id")
    assert assessed.at["c62", "verdict"] == "unverifiable"
    assert "not computed" in assessed.at["c62", "finding"]


def test_a_claim_about_pools_rests_on_the_pools_blocks(tables):
    rules = tables["claim_rules"].set_index("claim_id")
    assert rules.at["c65", "figure"] == "claims.large_pools_fall_24h"


def test_a_verdict_that_depends_on_the_source_says_which(tables, figures):
    assessed = model.assess(tables["claims"], tables["claim_rules"], figures)
    computed = assessed[(assessed["how"] == "computed") & (assessed["verdict"] == "disputed")]
    silent = computed[(computed["depends"] == "") & (computed["no_effect"].isna())]
    assert list(silent["claim_id"]) == []


def test_other_chapters_parameters_change_the_verdicts_evidence(tables, figures):
    late = ClaimsParameters(chapters={"timeline": {"cut_time": "2022-01-05T11:00"}})
    ratio = "network.rate_ratio_to_retarget"
    assert model.chapter_figures(tables, late)[ratio].value != figures[ratio].value


def test_the_export_holds_every_claim_with_verdict_and_source(figures, tmp_path):
    verdicts.export(figures, tmp_path / "claims.csv")
    lines = (tmp_path / "claims.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "claim_id,verdict,how,figure,evidence,source"
    assert len(lines) == 1 + len(data.load("claims"))
    rows = {row["claim_id"]: row for row in csv.DictReader(lines)}
    assert rows["c01"]["source"] == data.resource("mining_share")["sources"][0]["path"]
    assert [
        claim for claim, row in rows.items() if row["how"] == "computed" and not row["source"]
    ] == []


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

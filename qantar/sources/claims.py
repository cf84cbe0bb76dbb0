"""The source article's claims, restated one by one, with what a search for evidence found."""

import pandas as pd

from qantar.sources.base import Inputs, Publisher, RemoteFile, table

FILE = "claims.csv"
PUBLISHER = Publisher(
    id="claims",
    title="The article's claims, restated",
    publisher="The Qantar contributors",
    url="https://blockchain.news/analysis/behind-the-scenes-of-kazakhstans-political-crisis-can-crypto-mining-survive-there",
    mode="manual",
    files=(RemoteFile(FILE), RemoteFile("events.csv"), RemoteFile("outages.csv")),
    why_manual="a compilation of this project: each row was restated and looked up by hand",
)

# Better sources than the encyclopaedia mirrors first noted, opened since.
BETTER_SOURCES = {
    "c14": (
        "Численность казахов увеличилась до 13,4 млн в Казахстане (census volume of the statistics bureau)",
        "https://aqparat.info/news/2023/11/07/10593416-chislennost_kazahov_uvelichilas_do_13_4.html",
    ),
    "c32": (
        "Charter of the Collective Security Treaty Organization, 7 October 2002",
        "https://en.odkb-csto.org/documents/documents/ustav_organizatsii_dogovora_o_kollektivnoy_bezopasnosti_/",
    ),
}

COLUMNS = {
    "claim_id": "claim_id",
    "section": "topic",
    "kind": "kind",
    "claim_en": "restatement",
    "stated_value": "stated_value",
    "stated_unit": "stated_unit",
    "stated_date": "stated_date",
    "checkable_with": "test",
    "evidence_summary": "evidence",
    "evidence_value": "evidence_value",
    "evidence_source_title": "source_title",
    "evidence_source_url": "source_url",
    "provisional_verdict": "editorial_verdict",
    "note": "note",
}


def _confidence(frame: pd.DataFrame) -> pd.Series:
    """How firm the evidence is, the weakest mark that fits; ``none`` without a source."""
    words = frame["evidence"].fillna("") + " " + frame["note"].fillna("")
    titles = frame["source_title"].fillna("") + " " + frame["note"].fillna("")
    confidence = pd.Series("seen", index=frame.index, dtype="str")
    confidence[titles.str.contains(r"republi|mirror|reuters (?:text|in)", case=False)] = "copy"
    confidence[frame["source_url"].fillna("").str.contains("wiki")] = "encyclopaedia"
    confidence[words.str.contains("recall")] = "recall in part"
    return confidence.where(frame["source_url"].notna() | (confidence == "recall in part"), "none")


@table("claims", inputs=(f"claims/{FILE}",))
def claims(inputs: Inputs) -> pd.DataFrame:
    """One row a claim in the article's order; see the data package for the columns."""
    raw = inputs.csv(f"claims/{FILE}", tuple(COLUMNS), dtype=str, keep_default_na=False, na_values=[""])
    frame = raw[list(COLUMNS)].rename(columns=COLUMNS)
    for claim, source in BETTER_SOURCES.items():
        frame.loc[frame["claim_id"] == claim, ["source_title", "source_url"]] = source
    return frame.assign(confidence=_confidence(frame)).sort_values("claim_id", ignore_index=True)

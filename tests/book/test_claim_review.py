"""The structured data of the claims: what search engines and fact-check tools need is there."""

import json
import re
from types import SimpleNamespace

import fastjsonschema
import pytest

from qantar.book.prose import claim_review
from qantar.chapters.claims import assessment
from qantar.chapters.claims import figures as model
from qantar.chapters.claims.parameters import ClaimsParameters
from qantar.chapters.claims.rules import VERDICTS
from qantar.report.chapter import Tables

# What schema.org's ClaimReview needs to be of use; a closed list, so that a slip is seen.
ORGANISATION = {
    "type": "object",
    "required": ["@type", "name"],
    "properties": {"@type": {"const": "Organization"}, "name": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": [
        "@type",
        "url",
        "claimReviewed",
        "reviewBody",
        "datePublished",
        "author",
        "reviewRating",
        "itemReviewed",
    ],
    "properties": {
        "@type": {"const": "ClaimReview"},
        "url": {"type": "string", "pattern": r"#claim-c[0-9]{2}$"},
        "claimReviewed": {"type": "string", "minLength": 10},
        "reviewBody": {"type": "string", "minLength": 10},
        "datePublished": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "author": ORGANISATION,
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {
                "@type": {"const": "Rating"},
                "alternateName": {"type": "string", "minLength": 3},
                "ratingValue": {"type": "integer", "minimum": 1, "maximum": 5},
                "bestRating": {"const": 5},
                "worstRating": {"const": 1},
            },
            "dependencies": {"ratingValue": ["bestRating", "worstRating"]},
            "additionalProperties": False,
        },
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "author", "datePublished", "appearance"],
            "properties": {
                "@type": {"const": "Claim"},
                "author": ORGANISATION,
                "datePublished": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}"},
                "appearance": {"type": "object", "required": ["@type", "url"]},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
valid = fastjsonschema.compile(SCHEMA)


@pytest.fixture(scope="module")
def claims():
    tables = Tables.load(model.TABLES)
    frame = assessment.assess(tables, model.evidence_figures(tables, ClaimsParameters()))
    return frame.to_dict("records")


def test_every_claim_has_a_valid_review(claims):
    reviews = [claim_review.review(claim, "", "2026-11-26") for claim in claims]
    for review in reviews:
        valid(review)
    assert len({review["url"] for review in reviews}) == len(claims)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_only_what_can_be_told_has_a_number(claims, verdict):
    review = claim_review.review({**claims[0], "verdict": verdict}, "", "2026-11-26")
    valid(review)
    told = "ratingValue" in review["reviewRating"]
    assert told == (verdict not in ("unverifiable", "opinion"))


def test_the_schema_refuses_a_review_without_its_claim(claims):
    review = claim_review.review(claims[0], "", "2026-11-26")
    del review["claimReviewed"]
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        valid(review)


def built_at(address):
    return SimpleNamespace(
        config=SimpleNamespace(site_url=address, qantar_edition="kazakhstan", root_doc="index"),
        builder=SimpleNamespace(get_target_uri=lambda page: f"{page}.html"),
    )


ADDRESSES = [
    ("", "#claim-c01"),
    ("https://example.org/q", "https://example.org/q/p.html#claim-c01"),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_the_page_holds_a_valid_review_of_each_claim(claims, address, expected):
    element = claim_review.script(built_at(address), "p", claims)
    graph = json.loads(element[element.index(">") + 1 : element.rindex("<")])["@graph"]
    for review in graph:
        valid(review)
    assert len(graph) == len(claims)
    assert graph[0]["url"] == expected


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_the_element_holds_addresses_and_no_tag(claims, address, expected):
    app = built_at(address)
    hostile = {**claims[0], "restatement": "</script><b>no tag may end the element"}
    element = claim_review.script(app, "p", [hostile])
    body = re.fullmatch(r'\s*<script type="application/ld\+json">([^<]*)</script>\s*', element)
    found = json.loads(body[1])
    assert found["@context"] == "https://schema.org"
    assert found["@graph"][0]["url"] == expected
    assert found["@graph"][0]["claimReviewed"] == hostile["restatement"]

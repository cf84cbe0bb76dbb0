"""Structured data of the claims (schema.org ClaimReview), for search engines and fact checkers."""

from collections.abc import Iterable, Mapping
from typing import Any

from qantar import data
from qantar.book.references.template import json_element
from qantar.book.site.site import SITE, published_at
from qantar.chapters.claims.rules import WORDS

ARTICLE = (
    "https://blockchain.news/analysis/"
    "behind-the-scenes-of-kazakhstans-political-crisis-can-crypto-mining-survive-there"
)
ARTICLE_AUTHOR = "The Daily Hodl"
ARTICLE_DATE = "2022-01"
# On schema.org's scale from worst to best; where nothing can be told a number would mislead.
RATINGS = {"supported": 5, "roughly": 4, "disputed": 3, "outdated": 2, "contradicted": 1}


def review(claim: Mapping[str, str], page: str, published: str) -> dict[str, Any]:
    """One claim (claim_id, verdict, restatement, finding, why) as a ClaimReview.

    page: address of the page with the cards, empty for the page itself; published: ISO date.
    """
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": WORDS[claim["verdict"]]}
    if claim["verdict"] in RATINGS:
        rating |= {"ratingValue": RATINGS[claim["verdict"]], "bestRating": 5, "worstRating": 1}
    article = {"@type": "CreativeWork", "url": ARTICLE}
    author = {"@type": "Organization", "name": ARTICLE_AUTHOR}
    return {
        "@type": "ClaimReview",
        "url": f"{page}#claim-{claim['claim_id']}",
        "claimReviewed": claim["restatement"],
        "reviewBody": f"{claim['finding']} {claim['why']}",
        "datePublished": published,
        "author": {"@type": "Organization", "name": SITE},
        "reviewRating": rating,
        "itemReviewed": {
            "@type": "Claim",
            "author": author,
            "datePublished": ARTICLE_DATE,
            "appearance": article,
        },
    }


def script(app: Any, page: str, claims: Iterable[Mapping[str, str]]) -> str:
    """The claims of `page` as one JSON-LD element; addresses are relative where no site is set."""
    published = data.resource("claims")["vintage"]["taken"]
    where = published_at(app, page)
    graph = {
        "@context": "https://schema.org",
        "@graph": [review(claim, where, published) for claim in claims],
    }
    return json_element(graph, type="application/ld+json")

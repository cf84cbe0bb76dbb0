"""Dates and counts typed into the front page, the ten days and the causes stand in their rows."""

import ast
import re
from dataclasses import dataclass

import nbformat
import pytest

from qantar import data
from qantar.common.paths import NOTEBOOKS, ROOT

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DATE = re.compile(
    rf"(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(MONTHS)}|Jan)(?: (?P<year>\d{{4}}))?"
    r"|(?P<alone>(?:19|20)\d\d)"
)
NUMBER = re.compile(r"\d[\d,]*")


@dataclass(frozen=True)
class Typed:
    """Words of a page whose dates and numbers must stand in a row: where it is, in which columns.

    Dates without a year are of 2022.
    """

    words: str
    table: str
    columns: str
    where: dict[str, object]


def event(words, event_id, columns="start_date"):
    return Typed(words, "events", columns, {"event_id": event_id})


def outcome(words, measure, columns="date"):
    return Typed(words, "outcomes", columns, {"measure": measure})


def fact(words, name):
    return Typed(words, "facts", "date", {"id": name})


def living(words, measure, period):
    return Typed(words, "living_standards", "period", {"measure": measure, "period": period})


def strikes(words, place, column):
    return Typed(words, "protest_trackers", column, {"measure": "struck companies", "place": place})


def strikes_counted(words, first_day):
    where = {"measure": "strikes", "first_day": first_day}
    return Typed(words, "protest_trackers", "first_day", where)


def price(words, region, kind, date, columns="date"):
    return Typed(words, "lpg_prices", columns, {"region": region, "kind": kind, "date": date})


OFFICERS = Typed(
    "In June 2023, the news site Vlast reported", "outcomes", "date", {"outcome_id": "o35"}
)
PUMP = price("On 1 January 2022 a litre of the gas", "Mangystau", "pump", "2022-01-01")
FRONT = [
    PUMP,
    event("There, on 5 January, the president’s residence", "e069"),
    event("On 6 January security forces fired", "e085"),
    event("on 7 January Tokayev said", "e088"),
    event("on a large crowd on 4 January", "e064"),
    Typed(
        "was prepared through 2021",
        "explanations",
        "statement",
        {"explanation": "Attempted coup", "part": "says"},
    ),
    event("had led the country from 1989", "e002"),
    event("to 2019 and then kept the Security Council", "e030"),
    Typed("people detained by 11 January", "january_counts", "date", {"measure": "detained"}),
    outcome("By the end of 2022 courts had convicted", "convicted"),
    outcome("re-elected in November 2022", "election_2022_share"),
    outcome("by January 2025 at least", "police_imprisoned_2025"),
    Typed("Yes, by counts of 2025", "hash_rate_estimates", "period_end", {"iso3": "KAZ"}),
    Typed(
        "For early 2025 a mining association",
        "hash_rate_estimates",
        "period_end",
        {"estimate": "association-2025-02"},
    ),
    Typed("to miners from 24 January 2022", "mining_policy", "date", {"policy": "cut-2022"}),
    Typed("at the peak of December 2023", "power_peaks", "period", {"winter": "2023/24"}),
    Typed(
        "How much mining was left in 2024 and 2025",
        "hash_rate_estimates",
        "period_end",
        {"iso3": "KAZ"},
    ),
]
TEN_DAYS = [
    event("On  2022 a litre", "e058"),
    event("from 50–60 to 120 tenge", "e061", "detail"),
    event("police had shot strikers in 2011", "e020"),
    event("he had left the presidency in 2019", "e030"),
    event("of the Soviet Union, to 2019", "e030"),
    event("spoke of 20,000 “bandits”", "e088", "detail"),
    event("came back online on 10 Jan", "e095"),
    event("counts 111 hours offline", "e095", "detail"),
    Typed("In January 2023 the Prosecutor General", "january_counts", "date", {"count_id": "n26"}),
    Typed(
        "26 in Kyzylorda, 20 in Shymkent and 17 in Taraz",
        "january_counts",
        "note",
        {"count_id": "n29"},
    ),
    OFFICERS,
    Typed("in July 2022, ten rights groups", "january_counts", "date", {"count_id": "n07"}),
    Typed(
        "the 232 that prosecutors gave in May", "january_counts", "value date", {"count_id": "n06"}
    ),
    Typed("again at the end of June", "january_counts", "note", {"count_id": "n06"}),
    outcome("By the end of 2022 courts had convicted", "convicted"),
    outcome("to prison over the unrest by the end of 2022", "imprisoned"),
    outcome("over torture by March 2023", "torture_officers_imprisoned"),
    outcome("By January 2025 at least", "police_imprisoned_2025"),
    outcome("officers by January 2025", "police_imprisoned_2025"),
    event("Nazarbayev led Kazakhstan from 1989", "e002"),
    event("the election of 23 August 2026", "e140", "title start_date"),
]
CAUSES = [
    event("On 1 January 2022 the state stopped setting", "e058"),
    event("From 2019 the state moved sales", "e146"),
    Typed("during 2021", "lpg_prices", "date", {"kind": "exchange price"}),
    event("The last step, on 1 January 2022", "e058"),
    Typed(
        "as prices of 2021 were reported", "lpg_prices", "date", {"kind": "pump", "date": "2021"}
    ),
    price("In August 2025 drivers in twelve regions", "Kazakhstan", "pump", "2025-08-01"),
    strikes("had strikes by August 2021", "Mangystau", "last_day"),
    event("police had shot strikers in 2011", "e020"),
    living("In the last quarter of 2021", "real_wage", "2021-Q4"),
    living("in 2020", "economy_much_worse", "2020-12"),
    living("in December 2021", "consumer_prices", "2021-12"),
    living("in 2022, after Russia", "food_prices", "2022-12"),
    Typed("in June 2019, police", "protest_trackers", "first_day", {"measure": "detained"}),
    fact("vote for parliament in January 2021", "W087"),
    fact("On 21 January 2022 President Tokayev", "W001"),
    price("ceilings of 6 January", "Mangystau", "ceiling", "2022-01-06"),
    price("5 more in remote places", "Mangystau", "ceiling", "2022-01-06", "note"),
    Typed(
        "said in January 2022 that it suspected",
        "lpg_prices",
        "source_date",
        {"kind": "exchange price", "date": "2021-12"},
    ),
    living("by an estimate of 2022", "overdue_people", "2022"),
    living("counted in May 2021", "real_income", "2021-05"),
    strikes_counted("in the first half of 2021", "2021-01-01"),
    outcome("car gas below cost in July 2024", "cap_2024_lowest_kzt_l"),
    fact("and in December 2025 there were", "W090"),
    Typed("71 % disapproved", "facts", "value", {"id": "W088"}),
    Typed("53 % did not trust", "facts", "value", {"id": "W089"}),
    event("one ruler from 1989", "e002"),
    event("to 2019 and a conflict at the top", "e030"),
]
PAGES = {
    "index.md": FRONT,
    "notebooks/timeline.ipynb": TEN_DAYS,
    "notebooks/wealth.ipynb": CAUSES,
}
# What holds a digit and is no statement of a date or a count
SPARED = (
    *(
        "Kazakhstan’s January 2022",
        "In January 2022 Kazakhstan",
        "the January of 2022",
        "as they stand in November 2026",
    ),
    *("What is known up to November 2026", "from 2 to 11 January", "before 6 January"),
    *("Turning points before January 2022", "and the fall of the tenge in 2022"),
    *("before 2022 is held", "before January 2022 are held", "held for the years before 2022"),
    *("around New Year 2022 are held", "No strike of 2021 is counted"),
    *("by fuel and region, for 2021",),
)
ENDS_OF_A_SCALE = re.compile(rf"(?<![\w.,])[01](?! (?:{'|'.join(MONTHS)}))(?![\w.,])")
TAKEN_OUT = [
    (r"^(`{3,}).*?^\1\s*$", re.DOTALL | re.MULTILINE),  # code and figures
    (r"^:{3,}.*$", re.MULTILINE),  # fences of prose
    (r"\{[a-z:-]+\}`[^`]*`", 0),  # roles
    (r"\]\([^)]*\)", 0),  # addresses
    (r"^\s*\d\.\s", re.MULTILINE),  # numbers of lists
]


def templates(source):
    """Every sentence of a cell: the texts that ``_`` marks."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    marked = [call.args[0] for call in calls if getattr(call.func, "id", "") == "_" and call.args]
    return [text.value for text in marked if isinstance(text, ast.Constant)]


def typed(text):
    """A text without what is filled in: a field's own words stay (``{source:what it says}``), and
    those of a count (``{n:d|# hour|# hours}``).
    """
    text = text.replace("{{", "").replace("}}", "")
    for pattern, flags in TAKEN_OUT:
        text = re.sub(pattern, "", text, flags=flags)

    def words(field):
        said = (field[1] or "").rpartition("|")[2]
        return said if " " in said else ""

    return " ".join(re.sub(r"\{[^{}:]*(?::([^{}]*))?\}", words, text).split(" "))


def prose(page):
    if page.endswith(".md"):
        return typed((ROOT / page).read_text(encoding="utf-8")).replace("\n", " ")
    cells = nbformat.read(NOTEBOOKS / page.removeprefix("notebooks/"), as_version=4).cells
    texts = [
        text
        for cell in cells
        for text in ([cell.source] if cell.cell_type == "markdown" else templates(cell.source))
    ]
    return " ".join(typed(text).replace("\n", " ") for text in texts)


def said(words):
    """The dates (ISO 8601, as exact as they are said) and the other numbers in words."""
    dates = []
    for match in DATE.finditer(words):
        if match["alone"]:
            dates.append(match["alone"])
            continue
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(match["month"]))
        day = f"-{int(match['day']):02d}" if match["day"] else ""
        dates.append(f"{match['year'] or 2022}-{month:02d}{day}")
    return dates, NUMBER.findall(DATE.sub("", words))


def holds(cells, date):
    """Whether a date stands in the cells, as such or in words."""
    spelled = MONTHS[int(date[5:7]) - 1] if len(date) > 4 else date
    if len(date) > 7:
        spelled = f"{int(date[8:])} {spelled}"
    return any(cell.startswith(date) or spelled in cell for cell in cells)


def rows(of):
    table = data.load(of.table).astype("string")
    for column, value in of.where.items():
        table = table[table[column] == str(value)]
    return table[of.columns.split()].fillna("")


@pytest.mark.parametrize(
    ("page", "of"),
    [(page, of) for page, found in PAGES.items() for of in found],
    ids=lambda value: value if isinstance(value, str) else value.words,
)
def test_what_is_typed_stands_in_its_row(page, of):
    assert of.words in prose(page), "nobody writes this any more"
    cells = [cell for row in rows(of).to_numpy() for cell in row]
    dates, numbers = said(of.words)
    assert dates or numbers
    assert [date for date in dates if not holds(cells, date)] == []
    flat = " ".join(cells)
    assert [number for number in numbers if not re.search(rf"\b{number}\b", flat)] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_typed_number_is_without_its_row(page):
    text = prose(page)
    for words in (*(of.words for of in PAGES[page]), *SPARED):
        text = text.replace(words, "…")
    left = re.findall(r"[^.;:]*\d[^.;:]*", ENDS_OF_A_SCALE.sub("", text))
    assert [sentence.strip() for sentence in left] == []


def test_the_front_page_names_who_counts_least_and_most():
    table = data.load("hash_rate_estimates").query("iso3 == 'KAZ' and unit == 'share'")
    latest = table[table["period_end"].astype("string").str.startswith("2025")].set_index("kind")
    assert latest["low"].idxmin() == "association" and latest["high"].idxmax() == "heatmap"


def test_a_wrong_date_is_noticed():
    wrong = Typed("to miners from 25 January 2022", "mining_policy", "date", {"policy": "cut-2022"})
    cells = [cell for row in rows(wrong).to_numpy() for cell in row]
    assert not holds(cells, said(wrong.words)[0][0])

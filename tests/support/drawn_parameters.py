"""Parameter sets drawn from what each chapter's parameters allow, the same on every machine."""

from collections.abc import Iterator
from random import Random
from typing import Any

from qantar import data
from qantar.report.parameters import model_for

# Few enough draws for a quick run; every other parameter is drawn from its own limits.
QUICK = {
    "wealth": {"permutations": 1_000},
    "energy": {"draws": 1_000},
    "relocation": {"draws": 100},
}
_CHANGED_AT_ONCE = 3
_DAYS = {
    "focus_dates": ["2021-12-30", "2022-01-01", "2022-01-05", "2022-01-12", "2022-02-01"],
    "event_day": ["2015-03-01", "2020-03-12", "2021-05-19", "2021-09-24", "2022-01-05"],
    "start_day": ["2020-06-01", "2021-03-15", "2021-12-31", "2022-06-01", "2024-05-01"],
}
_TIMES = [
    *("2021-09-20T00:00", "2021-12-26T00:00", "2021-12-31T23:30", "2022-01-04T12:00"),
    *("2022-01-05T10:30", "2022-01-05T10:45", "2022-01-06T12:15", "2022-02-14T06:00"),
    *("2022-03-01T00:00", "2022-04-28T00:00"),
]
_MONTHS = ["2019-09", "2020-02", "2021-04", "2021-07", "2021-10", "2022-01"]


def _words(chapter: str, name: str) -> list[str]:
    """The names that a parameter without limits of its own may take."""
    if chapter == "mining":
        return sorted(data.load("asics")["model"].unique())
    if chapter == "network":
        return [*data.load("blocks")["pool"].value_counts().index[:12], "no such pool"]
    return [*sorted(data.load("destinations")["place"].unique()), "Atlantis"]


def _texts(chapter: str, name: str, schema: dict[str, Any]) -> list[str]:
    pattern = schema.get("pattern", "")
    if "enum" in schema:
        return schema["enum"]
    if pattern == "^[A-Z]{3}$":
        return sorted(data.load("countries")["iso3"])
    if name in _DAYS:
        return _DAYS[name]
    if "T" in pattern:
        return _TIMES
    return _MONTHS if pattern else _words(chapter, name)


def _numbers(random: Random, default: Any, schema: dict[str, Any]) -> Any:
    """An edge of what is allowed, or a value within; near the default where there is no limit."""
    whole = schema["type"] == "integer"
    tiny = 1 if whole else 1e-3
    least = schema.get("minimum", schema.get("exclusiveMinimum", 0) + tiny)
    most = schema.get("maximum", schema.get("exclusiveMaximum", 0) - tiny)
    if "maximum" not in schema and "exclusiveMaximum" not in schema:
        most = max(10 * default, least + 10)
    inside = random.uniform(least, most)
    near = min(max(default * random.choice((0.5, 0.9, 1.1, 2.0)), least), most)
    value = random.choice((least, most, inside, near, near))
    return round(value) if whole else float(value)


def _value(random: Random, chapter: str, name: str, default: Any, schema: dict[str, Any]) -> Any:
    if schema["type"] == "array":
        few, many = schema.get("minItems", 0), min(schema.get("maxItems", 6), 8)
        count = random.choice((few, many, random.randint(few, many)))
        items = schema["items"]
        if items["type"] == "string":
            known = _texts(chapter, name, items)
            start = random.randrange(len(known))
            known = known[start : start + 3] if few == many == 2 else known
            drawn = random.sample(known, min(count, len(known)))
        else:
            step = 2 if items["type"] == "integer" else 20.0
            drawn = [one + step * random.randint(-2, 2) for one in default]
        return sorted(drawn) if few == many == 2 else drawn
    if schema["type"] in ("integer", "number"):
        return _numbers(random, default, schema)
    return random.choice(_texts(chapter, name, schema))


def _together(values: dict[str, Any]) -> dict[str, Any]:
    """Changed ends of a range in their order with the point, and what their change asks for."""
    for name in [name for name in values if name.removesuffix("_low") + "_high" in values]:
        point = name.removesuffix("_low")
        ends = (f"{point}_low", point, f"{point}_high")
        values |= dict(zip(ends, sorted(values[end] for end in ends), strict=True))
    return values | ({"decay_source": "assumption"} if "decay" in values else {})


def drawn(chapter: str, count: int, seed: int = 2022) -> Iterator[dict[str, Any]]:
    """`count` sets of a chapter's parameters, each with up to three values changed.

    A set that the parameters refuse is yielded too: its refusal must be one line.
    """
    if chapter == "claims":
        others = ("energy", "mining", "network", "relocation")
        for place in range(count):
            other = others[(seed + place) % 4]
            yield {"chapters": {other: next(drawn(other, 1, seed + place))}}
        return
    model = model_for(chapter)
    schemas = model.model_json_schema()["properties"]
    defaults = model().model_dump()
    random = Random(f"{chapter} {seed}")
    open_to_change = sorted(schemas.keys() - QUICK.get(chapter, {}).keys() - {"seed"})
    for _place in range(count):
        names = random.sample(open_to_change, random.randint(1, _CHANGED_AT_ONCE))
        stems = {name.removesuffix("_low").removesuffix("_high") for name in names}
        whole = {f"{stem}{end}" for stem in stems for end in ("_low", "", "_high")}
        values = {
            name: _value(random, chapter, name, defaults[name], schemas[name])
            for name in sorted(whole & schemas.keys())
        }
        yield QUICK.get(chapter, {}) | _together(values)

"""What all parameter models share: strictness, one-line errors, and how a parameter is declared.

``parameters.py`` of a chapter states name, type and default of each parameter, ``parameters.csv``
beside it the rest: unit (empty if none), limits, meaning, and source or "assumption". Limits are
pydantic's words with their values: ``gt=0 le=1``, ``min_length=2``.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic.fields import FieldInfo

from qantar import data
from qantar.common.errors import ParameterError
from qantar.common.mistakes import closest_match, validated
from qantar.common.text import pgettext, unit
from qantar.report import aliases
from qantar.report.rows import read as read_rows

COLUMNS = ("name", "unit", "limits", "meaning", "source")
LIMITS = ("gt", "ge", "lt", "le", "min_length", "max_length")


def declared(field: FieldInfo) -> dict[str, str]:
    """Unit and source of a parameter's field, each empty where there is none."""
    extra = field.json_schema_extra
    said = extra if isinstance(extra, dict) else {}
    return {name: str(said.get(name, "")) for name in ("unit", "source")}


def _form(
    pattern: str, parse: Callable[[str], object], example: str
) -> tuple[AfterValidator, WithJsonSchema]:
    """Text of one form: `pattern` states it, `parse` raises ValueError for what cannot be."""

    def check(text: str) -> str:
        try:
            if not re.fullmatch(pattern, text):
                raise ValueError
            parse(text)
        except ValueError:
            raise ValueError(f"should look like {example}") from None
        return text

    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


@cache
def _countries() -> frozenset[str]:
    return frozenset(data.load("countries")["iso3"])


def _held(code: str) -> str:
    """Refuse a code of the right form that no country has; raises DataError without the table."""
    known = _countries()
    if code not in known:
        swapped = [other for other in known if sorted(other) == sorted(code)]
        guess = closest_match(code, sorted(known)) or (
            f"did you mean {min(swapped)}?" if swapped else ""
        )
        raise ValueError("; ".join(filter(None, ("no such country in data/countries.csv", guess))))
    return code


Country = Annotated[
    str, *_form(r"[A-Z]{3}", str, "KAZ (ISO 3166-1 alpha-3)"), AfterValidator(_held)
]
Day = Annotated[str, *_form(r"\d{4}-\d{2}-\d{2}", date.fromisoformat, "2022-01-05")]
Month = Annotated[
    str, *_form(r"\d{4}-\d{2}", lambda text: date.fromisoformat(f"{text}-01"), "2022-01")
]
Time = Annotated[
    str, *_form(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", datetime.fromisoformat, "2022-01-05T10:30 (UTC)")
]


def _limits(text: str, where: str) -> dict[str, Any]:
    limits = dict(part.partition("=")[::2] for part in text.split())
    try:
        if limits.keys() - set(LIMITS):
            raise ValueError
        return {word: json.loads(value) for word, value in limits.items()}
    except ValueError:
        raise ParameterError(
            f"{where}: limits {text!r} should look like ge=0 le=1; words: {', '.join(LIMITS)}"
        ) from None


def _described(file: Path) -> dict[str, Any]:
    """What a register says of each parameter, as a field without its default."""
    rows = read_rows(file, COLUMNS, ("unit", "limits"), ParameterError)
    return {
        row["name"]: Field(
            description=pgettext("parameters.meaning", row["meaning"]),
            json_schema_extra={
                "unit": unit(row["unit"]),
                "source": pgettext("parameters.source", row["source"]),
            },
            **_limits(row["limits"], where),
        )
        for where, row in rows
    }


class ChapterParameters(BaseModel):
    """Base of a notebook's parameters: no unknown name, no silent conversion, frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)
    renamed: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, **settings: Any) -> None:
        """Give each parameter what ``parameters.csv``, beside the class, says of it.

        Raises ParameterError, one line, where the two differ in a name or a row is wrong.
        """
        super().__init_subclass__(**settings)
        cls.renamed = aliases.of_parameters(cls.__module__.split(".")[-2])
        file = Path(str(sys.modules[cls.__module__].__file__)).with_suffix(".csv")
        described = _described(file)
        if odd := described.keys() ^ cls.__annotations__.keys():
            raise ParameterError(f"{file.parent.name}/parameters.py and .csv differ in {min(odd)}")
        for name, field in described.items():
            cls.__annotations__[name] = Annotated[cls.__annotations__[name], field]

    @model_validator(mode="before")
    @classmethod
    def _refuse_renamed(cls, given: Any) -> Any:
        old = [name for name in given if name in cls.renamed] if isinstance(given, dict) else []
        if old:
            raise ValueError(f"parameter {old[0]} {cls.renamed[old[0]]}")
        return given


def model_for(chapter: str) -> type[ChapterParameters]:
    """The parameter model of a chapter, e.g. ``energy`` -> EnergyParameters."""
    module = import_module(f"qantar.chapters.{chapter}.parameters")
    return getattr(module, f"{chapter.capitalize()}Parameters")


def validate(
    chapter: str, model: type[ChapterParameters], values: Mapping[str, Any]
) -> ChapterParameters:
    """`values` as a checked model; raises ParameterError, one line naming every wrong parameter."""
    return validated(model, dict(values), ParameterError, chapter, "parameter")

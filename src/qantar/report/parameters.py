"""What all parameter models share: strictness, one-line errors, and how a parameter is declared."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from qantar import data
from qantar.common.errors import ParameterError
from qantar.common.mistakes import meant, told


def parameter(default: Any, meaning: str, *, unit: str, source: str, **constraints: Any) -> Any:
    """A parameter: default, meaning, unit ("" if none), source or "assumption", pydantic
    constraints.
    """
    return Field(
        default,
        description=meaning,
        json_schema_extra={"unit": unit, "source": source},
        **constraints,
    )


def _written(pattern: str, parse: Any, example: str) -> Any:
    """A type for text of one form: `pattern` states it, `parse` raises ValueError for what
    cannot be.
    """

    def check(text: str) -> str:
        try:
            if not re.fullmatch(pattern, text):
                raise ValueError
            parse(text)
        except ValueError:
            raise ValueError(f"should look like {example}") from None
        return text

    schema = WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})
    return Annotated[str, AfterValidator(check), schema]


@cache
def _countries() -> frozenset[str]:
    return frozenset(data.load("countries")["iso3"])


def _held(code: str) -> str:
    """Refuse a code of the right form that no country has; raises DataError without the table."""
    known = _countries()
    if code not in known:
        swapped = [other for other in known if sorted(other) == sorted(code)]
        guess = meant(code, sorted(known)) or (f"did you mean {min(swapped)}?" if swapped else "")
        raise ValueError("; ".join(filter(None, ("no such country in data/countries.csv", guess))))
    return code


Country = Annotated[_written(r"[A-Z]{3}", str, "KAZ (ISO 3166-1 alpha-3)"), AfterValidator(_held)]
Day = _written(r"\d{4}-\d{2}-\d{2}", date.fromisoformat, "2022-01-05")
Month = _written(r"\d{4}-\d{2}", lambda text: date.fromisoformat(f"{text}-01"), "2022-01")
Time = _written(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", datetime.fromisoformat, "2022-01-05T10:30 (UTC)")


class ChapterParameters(BaseModel):
    """Base of a notebook's parameters: no unknown name, no silent conversion, unchangeable once
    read.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)
    # What became of parameters of before: "is now other_name", "is gone: why".
    renamed: ClassVar[Mapping[str, str]] = {}

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
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        raise ParameterError(told(error, chapter, model.model_fields, "parameter")) from None

"""What all parameter models share: strictness, one-line errors, and how a parameter is declared."""

import difflib
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from qantar.errors import ParameterError


def parameter(default: Any, meaning: str, *, unit: str, source: str, **constraints: Any) -> Any:
    """A parameter: default, meaning, unit ("" if none), source or "assumption", pydantic constraints."""
    return Field(
        default, description=meaning, json_schema_extra={"unit": unit, "source": source}, **constraints
    )


def _check(pattern: str, parse: Any, example: str) -> AfterValidator:
    def check(text: str) -> str:
        try:
            if not re.fullmatch(pattern, text):
                raise ValueError
            parse(text)
        except ValueError:
            raise ValueError(f"should look like {example}") from None
        return text

    return AfterValidator(check)


Country = Annotated[str, _check(r"[A-Z]{3}", str, "KAZ (ISO 3166-1 alpha-3)")]
Day = Annotated[str, _check(r"\d{4}-\d{2}-\d{2}", date.fromisoformat, "2022-01-05")]
Month = Annotated[str, _check(r"\d{4}-\d{2}", lambda text: date.fromisoformat(f"{text}-01"), "2022-01")]
Time = Annotated[
    str, _check(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", datetime.fromisoformat, "2022-01-05T10:30 (UTC)")
]


class ChapterParameters(BaseModel):
    """Base of a notebook's parameters: no unknown name, no silent conversion, unchangeable once read."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _problem(model: type[ChapterParameters], chapter: str, error: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, model.model_fields, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(model.model_fields)}"
        return f"{chapter}: unknown parameter {name}{hint}"
    message = error["msg"].removeprefix("Value error, ")
    if not error["loc"]:
        return f"{chapter}: {message}"
    return f"{chapter}: parameter {name} = {error['input']!r}: {message}"


def validate(chapter: str, model: type[ChapterParameters], values: Mapping[str, Any]) -> ChapterParameters:
    """`values` as a checked model; raises ParameterError, one line naming every wrong parameter."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        problems = [_problem(model, chapter, item) for item in error.errors()]
        raise ParameterError(" | ".join(problems)) from None

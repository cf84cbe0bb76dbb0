"""The parameters cell of a notebook: what it states, and where defaults differ."""

import ast
import json
from collections.abc import Iterator, Mapping
from typing import Any

from qantar.common.errors import BuildError
from qantar.common.paths import NOTEBOOKS
from qantar.report.parameters import model_for, validate

TAG = "parameters"


def _assignments(source: str, label: str) -> Iterator[tuple[str, Any]]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise BuildError(f"{label}: the parameters cell is not Python: {error.msg}") from None
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                raise BuildError(
                    f"{label}: line {statement.lineno} of the parameters cell is not like `name = "
                    "value`"
                )
        try:
            yield name, ast.literal_eval(value)
        except (ValueError, TypeError):
            raise BuildError(
                f"{label}: {name} in the parameters cell is computed; write a plain number, text "
                "or list"
            ) from None


def stated_values(notebook: Mapping[str, Any], label: str, chapter: str) -> dict[str, Any]:
    """The values that the parameters cell of `notebook` states, one a declared parameter.

    `label` names the notebook in errors. Raises BuildError where there is no such cell, or it holds
    anything but one plain value for each declared parameter; ParameterError for a value that cannot
    be.
    """
    tagged = [cell for cell in notebook["cells"] if TAG in cell["metadata"].get("tags", [])]
    if len(tagged) != 1:
        raise BuildError(f"{label}: {len(tagged)} cells tagged `{TAG}`; there must be exactly one")
    values = dict(_assignments("".join(tagged[0]["source"]), label))
    model = model_for(chapter)
    odd = values.keys() ^ model.model_fields.keys()
    if odd:
        names = ", ".join(sorted(odd))
        raise BuildError(
            f"{label}: parameters cell and src/qantar/chapters/{chapter}/parameters.py differ in "
            f"{names}; a parameter stands in both and in parameters.csv, any other name below "
            "open_chapter"
        )
    validate(chapter, model, values)
    return values


def edited_values(chapter: str) -> dict[str, Any]:
    """The values in the parameters cell of a chapter's notebook that are not the declared defaults.

    Raises BuildError and ParameterError (see `stated_values`).
    """
    path = NOTEBOOKS / f"{chapter}.ipynb"
    try:
        values = stated_values(json.loads(path.read_bytes()), path.name, chapter)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BuildError(f"{path.name}: not a notebook ({error})") from None
    default = model_for(chapter)().model_dump()
    return {name: value for name, value in values.items() if value != default[name]}

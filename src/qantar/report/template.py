"""Templates of HTML and SVG, with every value escaped unless it is markup already."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from qantar.common.text import _


@cache
def environment(package: str) -> Environment:
    """The files of the folder ``templates/`` in `package`; a missing value is an error."""
    made = Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["_"] = _
    return made

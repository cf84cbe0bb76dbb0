"""YAML that people write: plain values only, and every mistake in one line."""

import re
from typing import Any

import yaml

from qantar.common.numbers import number

# raised for an impossible date, a word marked as a number, brackets without end
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)


class _Loader(yaml.CSafeLoader):
    """The safe loader that also refuses a key written twice, of which one value is lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _value in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key.value!r} is written twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_number(self, node: yaml.ScalarNode) -> int | float:
        """A number as Python reads it; YAML 1.1 makes 8 of 010, 90 of 1:30, a word of 5e-2."""
        try:
            value = number(node.value)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(
                None, None, str(error), node.start_mark
            ) from None
        if value is None:
            raise ValueError(f"{node.value!r} is no number")
        return value


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_number)
_Loader.add_constructor("tag:yaml.org,2002:float", _Loader.construct_number)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+$"), list("-+0123456789")
)


def parse(text: str | bytes) -> Any:
    """What `text` says: mappings, lists, words, numbers, dates; raises ValueError, one line."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise ValueError(f"{where}{' '.join(problem.split())}") from None
    except _UNREADABLE as error:
        raise ValueError(f"a value that cannot be read ({' '.join(str(error).split())})") from None

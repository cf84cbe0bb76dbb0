"""YAML that people write: plain values only, never objects or code, and every mistake told in
one line.
"""

from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """The safe loader that also refuses a key written twice, of which one value would be lost
    silently.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _value in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key.value!r} is written twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse(text: str | bytes) -> Any:
    """What `text` says: mappings, lists, words, numbers, dates; raises ValueError, one line."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise ValueError(f"{where}{' '.join(problem.split())}") from None
    except (
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
        RecursionError,
    ) as error:
        # an impossible date, a word marked as a number, brackets without end
        raise ValueError(f"a value that cannot be read ({' '.join(str(error).split())})") from None

"""No sentence is a field of another, in code or notebooks: only whole ones can be translated."""

import ast
import json
import re
from collections.abc import Iterator, Mapping

import pytest

from qantar.common.errors import FigureError
from qantar.common.paths import NOTEBOOKS, PACKAGE
from qantar.report.sentences import refuse_clauses

MESSAGES = {"_", "ngettext"}
FILLS = {"format", "format_sentence", "say", "fill", "NoData"}
INSTEAD = {"otherwise"}  # a whole sentence in place of another


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "id", getattr(function, "attr", ""))


def messages(node: ast.AST, known: Mapping[str, ast.AST]) -> Iterator[str]:
    """The messages in `node`, and in what its names stand for; fields count as one letter."""
    for part in ast.walk(node):
        if called(part) in MESSAGES:
            texts = [one.value for one in part.args if isinstance(one, ast.Constant)]
            yield from (re.sub(r"\{.*?\}", "x", str(text)) for text in texts)
        elif isinstance(part, ast.Name) and part.id in known:
            others = {name: value for name, value in known.items() if name != part.id}
            yield from messages(known[part.id], others)


def assigned(scope: ast.AST) -> dict[str, ast.AST]:
    """What the names of a module or function stand for: values, and what functions return."""
    found: dict[str, ast.AST] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            found |= {one.id: node.value for one in node.targets if isinstance(one, ast.Name)}
        elif isinstance(node, ast.FunctionDef):
            returned = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
            found[node.name] = ast.Tuple([one for one in returned if one is not None])
    return found


def fields(call: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The fields that a call fills in sentences; a chart fills those of all its texts."""
    for keyword in getattr(call, "keywords", ()):
        if called(call) in FILLS and keyword.arg not in INSTEAD:
            yield str(keyword.arg), keyword.value
        elif keyword.arg == "words" and isinstance(keyword.value, ast.Dict):
            names = [getattr(key, "value", "") for key in keyword.value.keys]
            yield from zip(names, keyword.value.values, strict=True)


def glued(source: str) -> list[str]:
    """Each field of a sentence that is filled by a sentence or a clause, with its line."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    outer = {node.name: assigned(tree)[node.name] for node in functions}
    found = {}
    for scope in functions or [tree]:
        known = outer | assigned(scope)
        for call in ast.walk(scope):
            for name, value in fields(call):
                for text in messages(value, known):
                    try:
                        refuse_clauses({name: text})
                    except FigureError:
                        found[f"line {value.lineno}: {name} = {text!r}"] = None
    return list(found)


def cells() -> Iterator[tuple[str, str]]:
    for path in NOTEBOOKS.glob("*.ipynb"):
        for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
            if cell["cell_type"] == "code":
                yield f"{path.name}, cell {number}", "".join(cell["source"])


def test_no_sentence_in_the_package_is_glued_from_others():
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert [f"{path.name}, {line}" for path, text in sources.items() for line in glued(text)] == []


def test_no_sentence_in_a_notebook_is_glued_from_others():
    assert [f"{where}, {line}" for where, text in cells() for line in glued(text)] == []


@pytest.mark.parametrize(
    "source",
    [
        '_("It fell. {more}").format(more=_("It rose."))',
        'say(_("{what} in {year}"), what=_("Coal fell, "), year=2)',
        'def f(rose):\n    more = _("It rose.") if rose else ""\n'
        '    return format_sentence(_("It fell. {more}"), more=more)',
        'Chart(title=_("It fell. {more}"), words={"year": 2, "more": _("It rose.")})',
        'def more():\n    return _("It rose.")\n'
        'def f():\n    return _("It fell. {more}").format(more=more())',
    ],
)
def test_a_sentence_within_a_sentence_is_seen(source):
    assert len(glued(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'say(_("{what} fell in {year}"), what=_("Coal"), year=2)',
        'say(_("{x.y} fell"), otherwise=_("Nothing is held."))',
        'ngettext("{n} event", "{n} events", 2).format(n=2)',
    ],
)
def test_names_and_whole_sentences_are_left_alone(source):
    assert glued(source) == []

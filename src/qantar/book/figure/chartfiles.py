"""The files of a chart beside the pages: pictures, data as CSV, and the live specification as a
script.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

from qantar.book.references.source import parameter_lines, source_text
from qantar.charting.colours import DARK

FOLDER = "_charts"


def write(env: Any, label: str, payload: dict[str, Any]) -> None:
    """Write everything that the figure `label` links to into ``_charts/`` of the site."""
    folder = Path(env.app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        f"{label}.svg": payload["alone"],
        f"{label}.csv": csv_text(
            payload, parameter_lines(env.config.qantar_edition, payload["chapter"])
        ),
        f"{label}.js": script(label, payload),
    }
    for kind in ("wide", "narrow"):
        files[f"{label}-{kind}.svg"] = payload[kind]
        files[f"{label}-{kind}-dark.svg"] = payload[f"{kind}_dark"]
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def csv_text(payload: dict[str, Any], parameters: list[str]) -> str:
    """The rows drawn as CSV under a header of comment lines (``#``): title, sources, parameters,
    columns.
    """
    lines = [payload["title"], *source_text(payload["tables"]), *parameters]
    lines += [
        f"{column}: {head}"
        for column, head in zip(payload["columns"], payload["heads"], strict=True)
        if head != column
    ]
    out = io.StringIO()
    out.writelines(f"# {' '.join(line.split())}\n" for line in lines)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(payload["columns"])
    writer.writerows([_plain(value) for value in row] for row in payload["rows"])
    return out.getvalue()


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def script(label: str, payload: dict[str, Any]) -> str:
    """A script that hands the live chart to the page; unlike JSON, pages opened from a folder
    can load it.
    """
    text = payload["vega"]
    colours = {light: dark for light, dark in DARK.items() if light in text.lower()}
    live = {"margin": payload["margin"], "description": payload["description"], "dark": colours}
    head = json.dumps(live, ensure_ascii=False, separators=(",", ":"))
    return f'qantarChart({json.dumps(label)},{head[:-1]},"vega":{text}}});\n'

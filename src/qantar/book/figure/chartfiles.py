"""The files of a chart beside the pages: pictures, data as CSV, the live chart as a script."""

import base64
import csv
import hashlib
import io
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import deflate

from qantar.book.references.source import parameter_lines, plain_source_line, source_text
from qantar.book.site import site
from qantar.book.site.reading import files_beside, made_beside
from qantar.charting import kept, render
from qantar.charting.colours import DARK
from qantar.common.paths import BUILD

FOLDER = "_charts"
PAINTERS = 2  # one alone ends a second after all pages are written
PNG_SCALE = 2
PNG_LEVEL = 6
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def write(env: Any, label: str, payload: dict[str, Any]) -> None:
    """Write everything that the figure `label` links to into ``_charts/`` of the site, but for its
    PNG file.
    """
    folder = files_beside(env) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    alone = standalone(payload, page_address(env, label))
    files = {
        f"{label}.svg": alone,
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
    # Spreadsheets take a CSV file for UTF-8 where it begins with a byte order mark.
    (folder / f"{label}-table.csv").write_text(rows_csv(payload), encoding="utf-8-sig")


def paint(turn: int, app: Any) -> None:
    """Make the PNG files of the charts whose turn it is, one in `PAINTERS`: beside the writing of
    pages, a build ends two seconds earlier than where the pages' readers made them.
    """
    if app.builder.name != "html":
        return
    target, kept_in = Path(app.outdir) / FOLDER, BUILD / app.config.qantar_edition / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    every = [live for made in made_beside(app) for live in sorted(made.glob(f"{FOLDER}/*.js"))]
    for live in every[turn::PAINTERS]:
        label = live.stem
        alone = live.with_suffix(".svg").read_text(encoding="utf-8")
        wanted = {"svg": alone, "scale": PNG_SCALE, "level": PNG_LEVEL}
        drawn = kept.drawn(f"{label}-png", wanted, _png, kept_in)
        (target / f"{label}.png").write_bytes(base64.b64decode(drawn["png"]))


def version(payload: dict[str, Any]) -> str:
    """What stands in the addresses of a chart's files, so that a kept copy is never an old one."""
    text = json.dumps(payload, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def page_address(env: Any, label: str) -> str:
    """Where the figure `label` stands: its full address, or in the book where that has none."""
    return f"{site.address_of(env.app)}{env.docname}.html#{label}"


def standalone(payload: dict[str, Any], address: str) -> str:
    """The chart's picture as it is handed on: title, measure, source and address on it."""
    foot = (plain_source_line(payload["tables"], payload["publishers"]), f"Qantar, {address}")
    return render.standalone(
        payload["wide"], payload["title"], payload["description"], payload["measure"], foot
    )


def _png(drawing: dict[str, Any]) -> dict[str, Any]:
    picture = render.library().svg_to_png(drawing["svg"], scale=drawing["scale"])
    return {"png": base64.b64encode(packed(picture, drawing["level"])).decode()}


def packed(picture: bytes, level: int) -> bytes:
    """The same PNG in a third of the bytes: its pixels deflated anew at the `level`.

    Source of the format: https://www.w3.org/TR/png-3/, a signature and chunks of length, type,
    content and checksum; a pixel of what vl-convert paints has four bytes, a row one more.
    """
    chunks, pixels, start = [], b"", len(_SIGNATURE)
    while start < len(picture):
        (length,) = struct.unpack_from(">I", picture, start)
        kind, content = picture[start + 4 : start + 8], picture[start + 8 : start + 8 + length]
        if kind == b"IDAT":
            pixels += content
        else:
            chunks.append((kind, content))
        start += length + 12
    width, height = struct.unpack_from(">II", chunks[0][1])
    rows = deflate.zlib_decompress(pixels, height * (4 * width + 1))
    chunks.insert(-1, (b"IDAT", bytes(deflate.zlib_compress(rows, level))))
    return _SIGNATURE + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def csv_text(payload: dict[str, Any], parameters: list[str]) -> str:
    """The rows drawn as CSV below comment lines (``#``): title, sources, parameters, columns."""
    sources = source_text(payload["tables"], payload["publishers"])
    lines = [payload["title"], payload["measure"], *sources, *parameters]
    lines = [line for line in lines if line]
    lines += [
        f"{column}: {head}"
        for column, head in zip(payload["columns"], payload["heads"], strict=True)
        if head != column
    ]
    comments = "".join(f"# {' '.join(line.split())}\n" for line in lines)
    return comments + rows_csv(payload)


def rows_csv(payload: dict[str, Any]) -> str:
    """The rows drawn as CSV under one line of column names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(payload["columns"])
    writer.writerows([_plain(value) for value in row] for row in payload["rows"])
    return out.getvalue()


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def script(label: str, payload: dict[str, Any]) -> str:
    """A script that hands the live chart to the page; a page opened from a folder can load it."""
    text = payload["vega"]
    colours = {light: dark for light, dark in DARK.items() if light in text.lower()}
    live = {"margin": payload["margin"], "description": payload["description"], "dark": colours}
    head = json.dumps(live, ensure_ascii=False, separators=(",", ":"))
    return f'qantarChart({json.dumps(label)},{head[:-1]},"vega":{text}}});\n'

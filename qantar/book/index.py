"""The page that compares the editions, one row a country, each figure from that edition's figures.json."""

import html
from pathlib import Path

from qantar import data, editions, figures
from qantar.figures import Figure
from qantar.paths import BUILD
from qantar.say import number
from qantar.text import _

# figure id, format of its value, heading
COLUMNS = (
    ("mining.share_2021_08", ".1%", "Share of bitcoin mining, August 2021"),
    ("energy.coal_share_2021", ".0%", "Coal in electricity, 2021"),
    ("energy.carbon_intensity_2021", ".0f", "Carbon intensity of electricity 2021, gCO2e/kWh"),
    ("wealth.top1_2021", ".0%", "Wealth share of the richest 1 %, 2021"),
    ("wealth.gini_2021", ".2f", "Gini of wealth, 2021"),
    ("mining.breakeven_s19jpro_2022_01", ".3f", "Break-even price of an S19j Pro, January 2022, USD/kWh"),
)

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
th, td {{ padding: .4rem .8rem; text-align: right; border-bottom: 1px solid GrayText; }}
th:first-child, td:first-child {{ text-align: left; }}
</style>
<main>
<h1>{title}</h1>
<p>{words}</p>
<div class="scroll" role="region" aria-label="{title}" tabindex="0">
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</main>
</html>
"""


def _cell(figure: Figure | None, spec: str) -> str:
    if figure is None or figure.value is None:
        return f"<td>{html.escape(_('not in the tables'))}</td>"
    return f"<td>{html.escape(number(figure.value, spec))}</td>"


def _row(name: str) -> str:
    edition = editions.load(name)
    known = figures.read(BUILD / name / "figures.json")
    countries = data.load("countries").set_index("iso3")["name"]
    label = html.escape(str(countries.get(edition.country, edition.country)))
    cells = "".join(_cell(known.get(figure), spec) for figure, spec, _heading in COLUMNS)
    return f'<tr><th scope="row"><a href="{name}/html/index.html">{label}</a></th>{cells}</tr>'


def write_index(names: list[str]) -> Path:
    """Write ``build/index.html`` over the built editions `names`; returns its path."""
    head = "".join(f'<th scope="col">{html.escape(_(heading))}</th>' for _id, _spec, heading in COLUMNS)
    page = _PAGE.format(
        title=html.escape(_("Editions compared")),
        words=html.escape(
            _("One edition a country. The break-even price is set by the network, not the country.")
        ),
        head=f'<th scope="col">{html.escape(_("Country"))}</th>{head}',
        rows="\n".join(_row(name) for name in names),
    )
    target = BUILD / "index.html"
    part = target.with_suffix(".part")
    part.write_text(page, encoding="utf-8")
    part.replace(target)
    return target

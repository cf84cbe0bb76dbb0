"""The page that compares the editions, one row a country, each figure from that edition's
figures.json.
"""

import html
from pathlib import Path

from qantar import data
from qantar.book.pages.whatif import changed
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.shared import mining_map
from qantar.common.errors import naming
from qantar.common.paths import BUILD
from qantar.common.text import _
from qantar.flow import editions
from qantar.report import figures
from qantar.report.figures import Figure
from qantar.report.sentences import number

SHARE, CARBON = "mining.share_2021_08", "energy.carbon_intensity_2021"
# figure id, format of its value, heading
COLUMNS = (
    (SHARE, ".1%", "Share of bitcoin mining, August 2021"),
    ("energy.coal_share_2021", ".0%", "Coal in electricity, 2021"),
    (CARBON, ",.0f", "Carbon intensity of electricity 2021, gCO2e/kWh"),
    ("wealth.top1_2021", ".0%", "Wealth share of the richest 1 %, 2021"),
    ("wealth.gini_2021", ".2f", "Gini of wealth, 2021"),
    (
        "mining.breakeven_new_2022_01",
        ".3f",
        "Break-even price of a new machine, January 2022, USD/kWh",
    ),
)

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
a {{ color: #005f73; }}
@media (prefers-color-scheme: dark) {{
html {{ background: #14181c; color: #e4e9ec; }}
a {{ color: #7cc7d4; }}
}}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
 padding: 0 1rem; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
th, td {{ padding: .4rem .8rem; text-align: right; border-bottom: 1px solid GrayText; }}
th:first-child {{ text-align: left; }}
td {{ font-variant-numeric: tabular-nums; }}
thead th {{ vertical-align: bottom; font-size: .9rem; }}
td.none {{ font-size: .85rem; }}
small {{ display: block; font-weight: normal; }}
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


def _cell(figure: Figure | None, spec: str, note: str = "") -> str:
    if figure is None or figure.value is None:
        return f'<td class="none">{html.escape(_("not in the tables"))}</td>'
    small = f"<small>{html.escape(note)}</small>" if note else ""
    return f"<td>{html.escape(number(figure.value, spec))}{small}</td>"


def _doubted(known: dict[str, Figure], iso3: str) -> set[str]:
    """The ids of figures to take with caution: a share that the map's publisher doubts, a carbon
    intensity far above that of its fuels."""
    ratio = known.get("energy.carbon_intensity_ratio")
    doubts = {
        SHARE: mining_map.doubt(data.load("mining_share"), iso3),
        CARBON: mining_emissions.doubt(ratio and ratio.value),
    }
    return {figure for figure, words in doubts.items() if words}


def _row(name: str, country: str) -> str:
    edition = editions.of_build(name)
    known = figures.read(BUILD / name / "figures.json")
    doubted = _doubted(known, edition.country)
    cells = "".join(
        _cell(known.get(figure), spec, _("doubtful") if figure in doubted else "")
        for figure, spec, _heading in COLUMNS
    )
    label = f'<a href="{name}/html/index.html">{html.escape(country)}</a>'
    other = "; ".join(changed(edition, None))
    if other:
        label += (
            f"<small>{html.escape(_('Other parameters: {changes}').format(changes=other))}</small>"
        )
    return f'<tr><th scope="row">{label}</th>{cells}</tr>'


def _rows(names: list[str]) -> list[str]:
    """One row an edition, by country."""
    table = data.load("countries").set_index("iso3")["name"]
    countries = {name: str(table[editions.load(name).country]) for name in names}
    return [
        _row(name, countries[name])
        for name in sorted(names, key=lambda name: (countries[name], name))
    ]


def write_index(names: list[str]) -> Path:
    """Write ``build/index.html`` over the built editions `names`; returns its path."""
    head = "".join(
        f'<th scope="col">{html.escape(_(heading))}</th>' for _id, _spec, heading in COLUMNS
    )
    page = _PAGE.format(
        title=html.escape(_("Editions compared")),
        words=html.escape(
            _(
                "Every edition is made from the same tables with the same formulas. The "
                "break-even price is what a machine could pay for its power; the network sets it, "
                "so it is the same everywhere unless an edition assumes other overheads. Wealth "
                "shares and Ginis are imputed for most countries; each edition says so. A share "
                "of mining is marked doubtful where the map's publisher doubts it, a carbon "
                "intensity where it is far above what the country's fuels emit by general factors."
            )
        ),
        head=f'<th scope="col">{html.escape(_("Country"))}</th>{head}',
        rows="\n".join(_rows(names)),
    )
    target = BUILD / "index.html"
    part = target.with_suffix(".part")
    with naming(target):
        part.write_text(page, encoding="utf-8")
        part.replace(target)
    return target

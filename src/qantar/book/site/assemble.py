"""Put together what Jupyter Book builds from: merged key figures, and the pages' sources."""

import gettext
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from qantar.book.pages.country import name_of
from qantar.chapters.claims import confirmed as verdicts
from qantar.common import language, safeyaml
from qantar.common.errors import BuildError
from qantar.common.language import SOURCE
from qantar.common.paths import BUILD, CHAPTERS, LOCALES, ROOT
from qantar.common.text import _
from qantar.flow.editions import Edition
from qantar.flow.verify import not_as_declared
from qantar.report import figures

FRONT_CHART = "fig-energy-share-of-grid"
COUNTRY_FRONT = "book/country"
COUNTRY_PAGES = ("book/data", "book/figures", "book/rerun", "book/provenance", "book/glossary")


def source_folder(edition: Edition) -> Path:
    """Where the assembled source of `edition` lies."""
    return BUILD / edition.name / "src"


def _read_yaml(path: Path) -> Any:
    try:
        return safeyaml.parse(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BuildError(f"{path.name}: cannot be read as YAML: {error}") from None


def is_whole(edition: Edition) -> bool:
    """Whether the edition holds every chapter, and so the report's own front page and contents."""
    return set(edition.chapters) == set(CHAPTERS)


def contents(edition: Edition) -> dict[str, Any]:
    """The table of contents: the repository's, or a country edition's chapters and pages."""
    if not is_whole(edition):
        chapters = [{"file": f"notebooks/{name}"} for name in edition.chapters]
        about = [{"file": page} for page in COUNTRY_PAGES]
        parts = [
            {"caption": _("Chapters"), "chapters": chapters},
            {"caption": _("About"), "chapters": about},
        ]
        return {"format": "jb-book", "root": "index", "parts": parts}
    whole: dict[str, Any] = _read_yaml(ROOT / "_toc.yml")
    for part in whole["parts"]:  # Sphinx takes in the contents after it has translated the pages
        part["caption"] = _(part["caption"])
        for page in part["chapters"]:
            page |= {"title": _(page["title"])} if "title" in page else {}
    return whole


def pages_of(edition: Edition) -> list[str]:
    """The documents of the book in the order of its contents."""
    toc = contents(edition)
    chapters = (chapter for part in toc["parts"] for chapter in part["chapters"])
    return [toc["root"], *(chapter["file"] for chapter in chapters)]


def configuration(edition: Edition) -> dict[str, Any]:
    """The Jupyter Book settings of `edition`: the repository's with its title and name."""
    settings = _read_yaml(ROOT / "_config.yml")
    settings["title"] = _(edition.title)
    settings["author"] = _(settings["author"])
    sphinx = settings["sphinx"]["config"]
    sphinx |= {"qantar_edition": edition.name, "language": edition.language}
    sphinx["nb_code_prompt_show"] = sphinx["nb_code_prompt_hide"] = _("Code")
    theme = sphinx["html_theme_options"]
    theme |= {"search_bar_text": _("Search this book..."), "toc_title": _("Contents")}
    if edition.language != SOURCE:
        sphinx |= {"locale_dirs": [str(LOCALES)], "gettext_compact": False}
        sphinx["gettext_auto_build"] = False  # they are compiled before the flow begins
    return settings


def _in_language(page: str, template: str) -> str:
    """The Markdown `template` in this process's language, from the catalogue of `page`.

    Sphinx looks paragraphs up when their fields are filled, and would find none of them.
    """
    words = gettext.translation(page, LOCALES, [language.current().code], fallback=True)

    def said(block: str) -> str:
        line = " ".join(block.split())
        text = line.lstrip("# ")
        made = words.gettext(text)
        return line.removesuffix(text) + made if made != text else block

    return "\n\n".join(map(said, template.split("\n\n")))


def front_page(edition: Edition) -> str:
    """The front page's text: the report's own, or a country edition's with title and country."""
    if is_whole(edition):
        return (ROOT / "index.md").read_text(encoding="utf-8")
    text = _in_language(COUNTRY_FRONT, (ROOT / f"{COUNTRY_FRONT}.md").read_text(encoding="utf-8"))
    # a title is words, not Markdown
    title = re.sub(r"([^\w\s])", r"\\\1", " ".join(_(edition.title).split()))
    text = text.replace("{title}", title).replace("{country}", name_of(edition))
    drawn = source_folder(edition) / "notebooks" / "energy.ipynb"
    held = drawn.is_file() and f'"{FRONT_CHART}"' in drawn.read_text(encoding="utf-8")
    return text.replace("{chart}", f"```{{chart}} {FRONT_CHART}\n```" if held else "")


def merge_figures(edition: Edition) -> int:
    """Merge the chapters' key figures into ``figures.json``; export the verdicts on claims, if any.

    Returns how many figures there are. Raises FigureError where a chapter's are missing or
    malformed.
    """
    folder = BUILD / edition.name
    merged: list[figures.Figure] = []
    for chapter in edition.chapters:
        merged += figures.read(folder / "figures" / f"{chapter}.json").values()
    figures.write(merged, folder / figures.MERGED)
    if "claims" in edition.chapters:
        verdicts.export({figure.id: figure for figure in merged}, folder / "claims.csv")
    return len(merged)


def assemble(edition: Edition) -> Path:
    """Fill the source folder of `edition`; its executed notebooks must lie there already.

    Returns the folder. Raises BuildError where a notebook has not been run, or was run with other
    parameters than the pages would say.
    """
    folder = source_folder(edition)
    executed = [folder / "notebooks" / f"{chapter}.ipynb" for chapter in edition.chapters]
    for path in executed:
        if not path.is_file():
            raise BuildError(f"{path.stem}: no executed notebook in {folder}; run make book")
    if problems := not_as_declared(edition):
        raise BuildError("\n".join(problems))
    notebooks = folder / "notebooks"
    for path in {*folder.iterdir(), *notebooks.iterdir()} - {notebooks, *executed}:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(ROOT / "book", folder / "book")
    (folder / "index.md").write_text(front_page(edition), encoding="utf-8")
    shutil.copystat(ROOT / "index.md", folder / "index.md")  # Sphinx reads again what is younger
    told = pages_of(edition)
    for page in (folder / "book").glob("*.md"):
        if f"book/{page.stem}" not in told:  # Jupyter Book's own search fails below some folders
            page.unlink()
    for name, values in (("_config.yml", configuration(edition)), ("_toc.yml", contents(edition))):
        text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder

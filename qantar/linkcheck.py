"""Ask, on demand, whether the addresses outside a built book still answer; tests look at the inner links."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bs4 import BeautifulSoup

TIMEOUT_S = 20
AT_ONCE = 4
# Some publishers refuse programs: the page is there, but not for us.
_REFUSED = (401, 403, 405, 406, 429)


def addresses(site: Path) -> dict[str, str]:
    """Every outside address that a page of `site` links to, without its anchor -> the first such page."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        soup = BeautifulSoup(path.read_bytes(), "html.parser")
        for link in soup.find_all("a", href=True):
            address = link["href"].partition("#")[0]
            if address.startswith(("http://", "https://")):
                found.setdefault(address, path.relative_to(site).as_posix())
    return dict(sorted(found.items()))


def problem(address: str) -> str | None:
    """What is wrong with an address, or None where it answers."""
    request = Request(address, headers={"User-Agent": "qantar-linkcheck"})
    try:
        with urlopen(request, timeout=TIMEOUT_S):
            return None
    except HTTPError as error:
        kind = "refuses programs" if error.code in _REFUSED else "is broken"
        return f"{kind} ({error.code})"
    except (OSError, HTTPException, ValueError) as error:
        return f"gives no answer ({getattr(error, 'reason', None) or error})"


def check(found: Iterable[str]) -> dict[str, str]:
    """Address -> what is wrong with it, for those of `found` that do not answer."""
    asked = list(found)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {one: wrong for one, wrong in zip(asked, pool.map(problem, asked), strict=True) if wrong}

"""Stage 1 of a refresh, fetch: obtain the publishers' files into a cache outside the repository.

One folder a day (``<cache>/2026-11-22/<publisher>/<file>``): an interrupted refresh goes on where
it stopped, no server is asked twice on one day for what it has sent, and earlier days stay to
compare with. The hash of each file is noted beside it as it arrives: one that is damaged later is
downloaded again, not read.
"""

import http.client
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pooch
from tqdm import tqdm

from qantar import __version__
from qantar.common.errors import RefreshError
from qantar.sources.base import Publisher, RemoteFile

RETRY_STATUS = (408, 429, 500, 502, 503, 504)
WEB_PAGE = (b"<!doctype html", b"<html")
CHUNK = 1 << 16


@dataclass(frozen=True)
class Fetched:
    """A file at hand: where, its hash, and that of the copy the tables were made of."""

    name: str
    path: Path
    sha256: str
    recorded: str | None

    def __str__(self) -> str:
        same = "as recorded" if self.recorded == self.sha256 else "other than recorded"
        note = same if self.recorded else "none recorded"
        return f"{self.name}  {self.path.stat().st_size:,} bytes  sha256 {self.sha256} ({note})"


def cache_folder() -> Path:
    """Where downloads are kept: ``QANTAR_CACHE``, else the user's cache folder."""
    return Path(os.environ.get("QANTAR_CACHE") or pooch.os_cache("qantar"))


@dataclass(frozen=True)
class RetryPolicy:
    """How long a server may be silent and a file take, and the pauses between attempts."""

    silence_s: float = 30
    deadline_s: float = 900
    pauses_s: tuple[float, ...] = (2.0, 8.0)


def _save(response: http.client.HTTPResponse, target: Path, name: str, policy: RetryPolicy) -> None:
    """Copy the body to `target`; OSError if it stops early, RefreshError if it is slow."""
    expected = int(response.headers.get("Content-Length") or 0)
    end = time.monotonic() + policy.deadline_s
    bar = tqdm(
        total=expected or None, unit="B", unit_scale=True, desc=name, leave=False, disable=None
    )
    with bar, target.open("wb") as out:
        while chunk := response.read1(CHUNK):
            out.write(chunk)
            bar.update(len(chunk))
            if time.monotonic() > end:
                raise RefreshError(
                    f"{response.url}: took longer than {policy.deadline_s:g} s; given up"
                )
        received = out.tell()
    if not received or received < expected:
        raise ConnectionError(f"the file was cut off: {received:,} of {expected:,} bytes")


def _refuse_web_page(url: str, path: Path) -> None:
    with path.open("rb") as body:
        start = body.read(512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(WEB_PAGE):
        raise RefreshError(f"{url}: the server sent a web page instead of the file")


def download(url: str, target: Path, policy: RetryPolicy) -> None:
    """The file at `url` into `target`, with further attempts where a server fails or is silent.

    Raises RefreshError in one line; `target` then holds nothing of use.
    """
    request = urllib.request.Request(
        url, headers={"User-Agent": f"qantar/{__version__} (data refresh)"}
    )
    for pause in (*policy.pauses_s, None):
        try:
            with urllib.request.urlopen(request, timeout=policy.silence_s) as response:
                _save(response, target, url.rsplit("/", 1)[-1], policy)
            return _refuse_web_page(url, target)
        except urllib.error.HTTPError as error:
            problem = f"the server answered {error.code} {error.reason}"
            final = error.code not in RETRY_STATUS
        except urllib.error.URLError as error:
            problem, final = f"not reached ({error.reason})", False
        except (OSError, http.client.HTTPException) as error:
            problem, final = f"{str(error) or type(error).__name__}", False
        if final or pause is None:
            raise RefreshError(f"{url}: {problem}")
        time.sleep(pause)


def needs(inputs: Iterable[str], publishers: Mapping[str, Publisher]) -> list[str]:
    """Why the files `inputs` cannot all be downloaded: one reason per publisher, or none."""
    reasons = {}
    for name in inputs:
        folder = name.rpartition("/")[0]
        publisher = publishers.get(folder)
        if publisher is None:
            reasons[name] = f"{name} belongs to no publisher of publishers.csv"
        elif publisher.why_manual:
            reasons[folder] = f"{publisher.title} is manual: {publisher.why_manual}"
        elif not _known(name, publishers).url:
            reasons[name] = f"{name} has no address"
    return list(reasons.values())


def _known(name: str, publishers: Mapping[str, Publisher]) -> RemoteFile:
    """What ``files.csv`` says of the file `name`; nothing but its name where it is silent."""
    folder, _, file = name.rpartition("/")
    files = publishers[folder].files if folder in publishers else ()
    return next((known for known in files if known.name == file), RemoteFile(file))


def _record(name: str, path: Path, publishers: Mapping[str, Publisher]) -> Fetched:
    return Fetched(name, path, pooch.file_hash(str(path)), _known(name, publishers).sha256)


def _whole(path: Path, seal: Path) -> bool:
    """Whether the file at `path` is the one that arrived, by the hash noted in `seal`."""
    there = path.is_file() and seal.is_file()
    return there and seal.read_bytes() == pooch.file_hash(str(path)).encode()


def fetch(
    inputs: Iterable[str], publishers: Mapping[str, Publisher], folder: Path, policy: RetryPolicy
) -> list[Fetched]:
    """The files `inputs` downloaded into `folder`, unless whole there; RefreshError."""
    pooch.get_logger().setLevel("WARNING")
    found: dict[str, Path] = {}

    def downloader(url: str, output: str, _: Any) -> None:
        # Two files of ours may be the same file of a publisher: its server is asked once.
        if url in found:
            shutil.copyfile(found[url], output)
        else:
            download(url, Path(output), policy)

    records = []
    for name in inputs:
        address, target = _known(name, publishers).url, folder / name
        if address is None:
            raise RefreshError(f"{name} has no address")
        seal = target.with_name(f"{target.name}.sha256")
        if not _whole(target, seal):
            target.unlink(missing_ok=True)
        found[address] = Path(
            pooch.retrieve(address, None, target.name, target.parent, downloader=downloader)
        )
        records.append(_record(name, found[address], publishers))
        seal.write_text(records[-1].sha256, encoding="ascii")
    return records


def find(
    inputs: Iterable[str], publishers: Mapping[str, Publisher], locate: Callable[[str], Path]
) -> list[Fetched]:
    """The files `inputs` obtained before; `locate` gives a path or raises RefreshError."""
    return [_record(name, locate(name), publishers) for name in inputs]

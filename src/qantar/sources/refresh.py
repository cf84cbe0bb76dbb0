"""Refresh: make tables anew in four visible stages, fetch → parse → validate → write.

A table is replaced only if everything passes; whatever fails leaves the committed table as it is.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qantar.common.errors import DataError, QantarError, RefreshError
from qantar.common.paths import DATA
from qantar.data import Package, description, reading, validate
from qantar.sources import changes, fetch, form, registry, write
from qantar.sources.base import Inputs, Table
from qantar.sources.fetch import Fetched, RetryPolicy

REPLACED = "replaced; look at released, copy, next_update and caveats in datapackage.yaml"


@dataclass
class Candidate:
    """A table made anew: its bytes, and the files it was made of."""

    maker: Table
    raw: bytes
    files: list[Fetched]


def _say(stage: str, words: str) -> None:
    print(f"  {stage:<9}{words}", flush=True)


def build(maker: Table, folder: Path, package: Package) -> bytes:
    """The file of a table made of the files in `folder`; raises RefreshError, one line."""
    try:
        entry, built = package.resource(maker.name), maker.build(Inputs(folder))
        if description.is_map(entry):
            return form.geojson_bytes(built)
        return form.csv_bytes(entry, built, maker.order or entry["schema"]["primaryKey"])
    except QantarError:
        raise
    except Exception as error:  # a publisher's file may be anything a parser can stumble over
        reason = str(error).splitlines()[0] if str(error) else "no reason given"
        raise RefreshError(
            f"{maker.name}: the files are not what the parser expects ({type(error).__name__}: "
            f"{reason})"
        ) from error


class Refresh:
    """One run of refresh: tables by name, from a folder or the publishers' addresses."""

    def __init__(self, data: Path, source: Path | None, policy: RetryPolicy | None = None) -> None:
        self.data = data
        self.source = source
        self.policy = policy or RetryPolicy()
        self.publishers = registry.publishers()
        self.package = Package(data)
        self.today = f"{datetime.now(UTC):%Y-%m-%d}"
        self.refused: dict[str, str] = {}
        for part in data.rglob("*.part"):  # of a refresh that was killed
            part.unlink()

    def _files(self, maker: Table) -> tuple[Path, list[Fetched]]:
        if self.source:
            return self.source, fetch.find(maker.inputs, self.publishers, Inputs(self.source).path)
        reasons = fetch.needs(maker.inputs, self.publishers)
        if reasons:
            raise RefreshError(
                f"{maker.name}: give the files with --from DIR; {'; '.join(reasons)}"
            )
        folder = fetch.cache_folder() / self.today
        return folder, fetch.fetch(maker.inputs, self.publishers, folder, self.policy)

    def candidate(self, name: str) -> Candidate | None:
        """Fetch and parse one table; None where it was refused or is unchanged."""
        print(name, flush=True)
        try:
            maker = registry.find(name)
            folder, files = self._files(maker)
        except QantarError as error:
            self._refuse(name, str(error))
            return None
        for file in files:
            _say("fetch", str(file))
        try:
            raw = build(maker, folder, self.package)
        except QantarError as error:
            self._refuse(name, str(error), files)
            return None
        rows = raw.count(b"\n") - 1
        _say("parse", f"{rows:,} rows, {len(raw):,} bytes")
        path = self.package.path(name)
        if path.is_file() and path.read_bytes() == raw:
            _say("write", "unchanged")
            return None
        return Candidate(maker, raw, files)

    def _refuse(self, name: str, why: str, files: Sequence[Fetched] = ()) -> None:
        """Note and say why a table stays as it is; `files` that were downloaded are forgotten."""
        self.refused[name] = why
        _say("refused", why)
        for file in files if self.source is None else ():
            file.path.unlink(missing_ok=True)

    def _description(self, names: Iterable[str]) -> str:
        """The package's description as it will be: tables from the publishers are taken today."""
        text = (self.data / description.FILE).read_text(encoding="utf-8")
        for name in names if self.source is None else ():
            text = write.with_taken(text, name, self.today)
        return text

    def _staged(self, folder: Path, candidates: Mapping[str, Candidate]) -> validate.Checked:
        """The package as it will be, with new files in `folder` and the rest where it lies."""
        (folder / description.FILE).write_text(self._description(candidates), encoding="utf-8")
        staged = {name: self.package.path(name) for name in self.package.names()}
        for number, (name, candidate) in enumerate(candidates.items()):
            staged[name] = folder / f"{number}{staged[name].suffix}"
            staged[name].write_bytes(candidate.raw)
        return validate.Checked(folder, staged)

    def _blamed(self, problems: Mapping[str, list[str]], new: set[str]) -> dict[str, list[str]]:
        """The new tables that cause `problems`: itself, else the new ones it refers to."""
        blamed: dict[str, list[str]] = {}
        for name, lines in problems.items():
            for table in {name} & new or validate.references(self.package.resource(name)) & new:
                blamed.setdefault(table, []).extend(lines)
        return blamed

    def validated(self, candidates: dict[str, Candidate]) -> dict[str, Candidate]:
        """The candidates with which the whole package is valid; the others are refused."""
        kept = dict(candidates)
        while kept:
            with tempfile.TemporaryDirectory() as folder:
                package = self._staged(Path(folder), kept)
                problems = {
                    name: lines
                    for name in package.names()
                    if {name, *validate.references(package.resource(name))} & kept.keys()
                    and (lines := validate.content_problems(package, name))
                }
            if not problems:
                break
            for name, lines in self._blamed(problems, set(kept)).items():
                self._refuse(name, f"{name}: {'; '.join(lines[:3])}", kept.pop(name).files)
        return kept

    def _report(self, name: str, raw: bytes) -> None:
        entry, path = self.package.resource(name), self.package.path(name)
        if description.is_map(entry) or not path.is_file():
            return
        try:
            before = self.package.load(name)
        except DataError:
            return _say("write", "the table in place was not readable")
        for line in changes.changes(entry, before, reading.parse(raw, entry)):
            _say("", line)

    def replace(self, candidates: Mapping[str, Candidate]) -> None:
        """Write the description, with new hashes, and the tables; say what changed."""
        text = self._description(candidates)
        for name, candidate in candidates.items():
            text = description.with_hash(text, name, reading.digest(candidate.raw))
        write.put(self.data / description.FILE, text.encode("utf-8"))
        for name, candidate in candidates.items():
            print(name, flush=True)
            _say("validate", "passed")
            self._report(name, candidate.raw)
            write.put(self.package.path(name), candidate.raw)
            _say("write", "replaced" if self.source else REPLACED)


def refresh(
    names: Sequence[str] = (), source: Path | None = None, policy: RetryPolicy | None = None
) -> None:
    """Make the tables `names` (default: all) anew, from `source` or the publishers.

    Prints what each stage did, what changed and what was refused. Raises RefreshError, a line a
    table, where one was refused for another reason than that its source is manual; the tables in
    place then stay.
    """
    run = Refresh(DATA, source, policy)
    made = {name: run.candidate(name) for name in names or registry.tables()}
    kept = run.validated({name: candidate for name, candidate in made.items() if candidate})
    if kept:
        run.replace(kept)
    manual = {name for name, why in run.refused.items() if "--from DIR" in why and not names}
    unchanged = len(made) - len(kept) - len(run.refused)
    print(f"replaced {len(kept)}, unchanged {unchanged}, refused {len(run.refused)}")
    wrong = [why for name, why in run.refused.items() if name not in manual]
    if wrong:
        raise RefreshError("\n".join(wrong))

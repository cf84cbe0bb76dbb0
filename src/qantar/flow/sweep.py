"""Sweeps: one notebook over a grid of parameters; one tidy table of key figures."""

import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from qantar.common.errors import BuildError, ParameterError
from qantar.common.mistakes import validated
from qantar.common.paths import BUILD
from qantar.flow import build as flow
from qantar.flow import keys
from qantar.flow.editions import ChapterName
from qantar.flow.names import read_yaml
from qantar.report import figures
from qantar.report.parameters import model_for, validate
from qantar.report.parameters_cell import edited_values


class Sweep(BaseModel):
    """A sweep file: the notebook, fixed parameters and the grid, a list of values for each name."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    notebook: ChapterName
    fixed: dict[str, Any] = Field(default_factory=dict)
    grid: dict[str, list[Any]] = Field(min_length=1)

    def cells(self) -> Iterator[dict[str, Any]]:
        """The parameter values of each cell of the grid, the last name varying fastest."""
        for values in itertools.product(*self.grid.values()):
            yield {**self.fixed, **dict(zip(self.grid, values, strict=True))}


def load(path: Path) -> Sweep:
    """The sweep file at `path`, every cell checked; raises ParameterError, one line."""
    sweep = validated(Sweep, read_yaml(path), ParameterError, path.name, "entry")
    for values in sweep.cells():
        validate(sweep.notebook, model_for(sweep.notebook), values)
    for name, value in edited_values(sweep.notebook).items():
        if name not in {**sweep.fixed, **sweep.grid}:
            raise ParameterError(
                f"{sweep.notebook}.ipynb: {name} = {value!r} in the parameters cell is not the "
                f"default; write it below fixed in {path.name}, too"
            )
    return sweep


def folder_name(cell: dict[str, Any], names: list[str]) -> str:
    """The folder of a cell of the grid: its values, as far as they fit, and a digest.

    It depends on the values alone, so a grid that grows or loses a row finds its other cells where
    they were.
    """
    words = "_".join(f"{name}-{cell[name]}" for name in names)
    digest = hashlib.sha256(json.dumps(cell, sort_keys=True).encode()).hexdigest()
    return f"{re.sub(r'[^A-Za-z0-9_.-]+', '', words)[:80]}_{digest[:8]}"


def table(sweep: Sweep, folders: dict[str, dict[str, Any]], base: Path) -> pd.DataFrame:
    """Key figures of the cells: grid columns, figure, value, low, high, range, unit."""
    rows = []
    for name, cell in folders.items():
        path = base / name / f"{sweep.notebook}.json"
        if not path.is_file():
            continue
        given = [cell[key] for key in sweep.grid]
        for one in figures.read(path).values():
            found = (one.id, one.value, one.low, one.high, one.range_kind, one.unit)
            rows.append([*given, *found])
    columns = [*sweep.grid, "figure", "value", "low", "high", "range", "unit"]
    return pd.DataFrame(rows, columns=columns)


def run(path: Path, cores: int, profile: Path | None = None) -> Path:
    """Run every cell of the sweep at `path` that is not up to date; returns the table's path.

    `profile` is a Snakemake profile (another executor). Raises ParameterError before anything runs
    for a wrong value, and BuildError naming the cells that failed, after the table of the others is
    written.
    """
    sweep = load(path)
    base = BUILD / "sweeps" / path.stem
    names = list(sweep.grid)
    folders = {folder_name(cell, names): cell for cell in sweep.cells()}
    base.mkdir(parents=True, exist_ok=True)
    made = [f"{name}/{sweep.notebook}.{end}" for name in folders for end in ("ipynb", "json")]
    targets = [f"sweeps/{path.stem}/{name}" for name in made]
    extra = ("--profile", str(profile.resolve())) if profile else ()
    command = flow.snakemake(targets, cores, (), *extra)
    with flow.locked([f"sweeps/{path.stem}"]), flow.started(command, base) as process:
        for name, cell in folders.items():
            values = json.dumps(cell, indent=1, sort_keys=True)
            keys.write_if_changed(base / name / "parameters.json", values)
            keys.write(base / name / "key.json", keys.run_key(sweep.notebook, cell))
        failure = None
        try:
            flow.go_on(process, base)
        except BuildError as error:
            failure = error
        done = table(sweep, folders, base)
        done.to_csv(base / "figures.csv", index=False, lineterminator="\n")
    missing = [name for name in folders if not (base / name / f"{sweep.notebook}.json").is_file()]
    if failure or missing:
        named = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
        words = f"{len(missing)} of {len(folders)} cells failed: {named}"
        reason = failure or "the flow ended well but did not run them"
        raise BuildError(f"{reason}\n{words}; the others stand in {base / 'figures.csv'}")
    return base / "figures.csv"

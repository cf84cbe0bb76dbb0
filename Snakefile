# The whole flow: check the data, run each notebook, assemble and build the pages; for every edition.
# A sweep is more of the same: one notebook, run once for every cell of a grid of parameters.
# `python -m qantar` calls this with --directory build. A step runs again when its key, a digest of all that it
# depends on, is not the one it last ran with (--rerun-triggers params): time stamps decide nothing.
import json
import shlex
import sys
from pathlib import Path

from qantar.common.paths import NOTEBOOKS
from qantar.flow.build import editions
from qantar.flow.keys import pages_key, run_key
from qantar.flow.provenance import data_digest

EDITIONS = editions(config.get("editions") or "")
QANTAR = f"{shlex.quote(sys.executable)} -m qantar"


def of_chapters(pattern):
    return lambda wildcards: [f"{wildcards.edition}/{pattern.format(name)}" for name in EDITIONS[wildcards.edition].chapters]


rule check:
    params: key=data_digest()
    output: touch(".data.checked")
    shell: "{QANTAR} check 2>&1"

rule notebook:
    wildcard_constraints: edition="[a-z0-9-]+"
    params: key=lambda wildcards: run_key(wildcards.chapter, EDITIONS[wildcards.edition].values(wildcards.chapter))
    output: "{edition}/src/notebooks/{chapter}.ipynb", "{edition}/figures/{chapter}.json"
    shell: "{QANTAR} run {NOTEBOOKS:q}/{wildcards.chapter}.ipynb {output[0]} --parameters {wildcards.edition}/parameters/{wildcards.chapter}.json --figures {wildcards.edition}/figures --pictures {wildcards.edition}/pictures 2>&1"

# One step and one Python: starting another costs each build a second.
rule html:
    input: of_chapters("src/notebooks/{}.ipynb"), of_chapters("figures/{}.json"), ".data.checked"
    params: key=lambda wildcards: pages_key(EDITIONS[wildcards.edition])
    output: touch("{edition}/.html.done")
    shell: "{QANTAR} html {wildcards.edition}/{wildcards.edition}.yml 2>&1"

rule cell:
    params: key=lambda wildcards: run_key(wildcards.chapter, json.loads(Path(f"sweeps/{wildcards.sweep}/{wildcards.cell}/parameters.json").read_text()))
    output: "sweeps/{sweep}/{cell}/{chapter}.ipynb", "sweeps/{sweep}/{cell}/{chapter}.json"
    shell: "{QANTAR} run {NOTEBOOKS:q}/{wildcards.chapter}.ipynb {output[0]} --parameters sweeps/{wildcards.sweep}/{wildcards.cell}/parameters.json --figures sweeps/{wildcards.sweep}/{wildcards.cell} 2>&1"

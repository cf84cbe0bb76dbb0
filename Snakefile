# The whole flow: check the data, run each notebook, build the pages; for every edition. A sweep is one notebook,
# run once for every cell of a grid. `python -m qantar` calls this with --directory build, after it wrote the keys:
# files that name, with a digest each, the tables, parameters and code that a step depends on. A step runs again when
# its key holds something else than when it last ran; time stamps decide nothing (--rerun-triggers params).
from pathlib import Path

from qantar.__main__ import main
from qantar.common.paths import NOTEBOOKS
from qantar.flow import editions, warm

EDITIONS = editions.of_files(config.get("editions") or "")

# The longest first, lest one of them runs alone at the end: processor seconds of a clean build on two cores. What is
# not named takes less.
SECONDS = {"mining": 5, "wealth": 4, "claims": 3, "energy": 2.5, "network": 2.3, "relocation": 2, "timeline": 1.8}


# A parameter, and not derived from the input: Snakemake compares no parameter that is made of an input.
def content_of(pattern):
    return lambda wildcards: Path(pattern.format(**dict(wildcards))).read_text()


def of_chapters(pattern):
    return lambda wildcards: [f"{wildcards.edition}/{pattern.format(name)}" for name in EDITIONS[wildcards.edition].chapters]


# What pages need is imported while notebooks run: their last step keeps one core busy.
onstart:
    if EDITIONS:
        warm.prepare(warm.PAGES)


rule check:
    input: key="keys/data.json"
    params: key=content_of("keys/data.json")
    output: touch(".data.checked")
    priority: 10  # at once and in this process, while the one that forks the others gets ready
    run:
        if main(["check"]):
            raise WorkflowError("the tables are not valid")

rule notebook:
    wildcard_constraints: edition="[a-z0-9-]+"
    input: key="{edition}/keys/{chapter}.json", parameters="{edition}/parameters/{chapter}.json"
    params: key=content_of("{edition}/keys/{chapter}.json")
    output: notebook="{edition}/src/notebooks/{chapter}.ipynb", figures="{edition}/figures/{chapter}.json"
    priority: lambda wildcards: SECONDS.get(wildcards.chapter, 1)
    run:
        options = ["--figures", f"{wildcards.edition}/figures", "--pictures", f"{wildcards.edition}/pictures"]
        warm.call(main, ["run", f"{NOTEBOOKS}/{wildcards.chapter}.ipynb", output.notebook, "--parameters", input.parameters, *options])

# One step, in one process: another start costs each build half a second.
rule html:
    input: of_chapters("src/notebooks/{}.ipynb"), of_chapters("figures/{}.json"), ".data.checked", key="{edition}/keys/pages.json"
    params: key=content_of("{edition}/keys/pages.json")
    output: touch("{edition}/.html.done")
    run:
        warm.call_prepared(main, ["html", f"{wildcards.edition}/{wildcards.edition}.yml"])

# A job of a cluster holds as many cells as the profile's group-components says.
rule cell:
    group: "cells"
    input: key="sweeps/{sweep}/{cell}/key.json", parameters="sweeps/{sweep}/{cell}/parameters.json"
    params: key=content_of("sweeps/{sweep}/{cell}/key.json")
    output: notebook="sweeps/{sweep}/{cell}/{chapter}.ipynb", figures="sweeps/{sweep}/{cell}/{chapter}.json"
    run:
        warm.call(main, ["run", f"{NOTEBOOKS}/{wildcards.chapter}.ipynb", output.notebook, "--parameters", input.parameters, "--figures", f"sweeps/{wildcards.sweep}/{wildcards.cell}"])

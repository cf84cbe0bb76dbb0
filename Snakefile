# The whole flow: check the data, run each notebook, merge the figures, assemble, build; for every edition.
# A sweep is more of the same: one notebook, run once for every cell of a grid of parameters.
# `python -m qantar book` calls this with --directory build; outputs are relative to that folder.
import sys

from qantar.flow import editions, package_files, prose_files, table_files, tables_of
from qantar.paths import DATA, NOTEBOOKS

EDITIONS = editions(config.get("editions", ""))
PACKAGE = package_files()
PROSE = prose_files()
QANTAR = f"{sys.executable} -m qantar"

rule all:
    input: [f"{name}/.html.done" for name in EDITIONS], ".data.checked"

rule check:
    input: [str(DATA / "datapackage.yaml"), *table_files()]
    output: touch(".data.checked")
    shell: "{QANTAR} check 2>&1"

rule notebook:
    wildcard_constraints: edition="[a-z0-9-]+"
    input:
        notebook=str(NOTEBOOKS / "{chapter}.ipynb"),
        parameters="{edition}/parameters/{chapter}.json",
        tables=lambda wildcards: tables_of(wildcards.chapter),
        package=PACKAGE,
    output: "{edition}/src/notebooks/{chapter}.ipynb", "{edition}/figures/{chapter}.json"
    shell: "{QANTAR} run {input.notebook} {output[0]} --parameters {input.parameters} --figures {wildcards.edition}/figures 2>&1"

rule figures:
    input: lambda wildcards: [f"{wildcards.edition}/figures/{name}.json" for name in EDITIONS[wildcards.edition].chapters]
    output: "{edition}/figures.json"
    shell: "{QANTAR} figures {output} {input} 2>&1"

rule assemble:
    input:
        lambda wildcards: [f"{wildcards.edition}/src/notebooks/{name}.ipynb" for name in EDITIONS[wildcards.edition].chapters],
        "{edition}/{edition}.yml",
        PROSE,
    output: touch("{edition}/.src.done")
    shell: "{QANTAR} assemble {wildcards.edition}/{wildcards.edition}.yml 2>&1"

rule html:
    input: "{edition}/.src.done", "{edition}/figures.json", "{edition}/provenance.json", PACKAGE, str(DATA / "datapackage.yaml"), table_files()
    output: touch("{edition}/.html.done")
    shell: "{QANTAR} html {wildcards.edition}/{wildcards.edition}.yml 2>&1"

rule cell:
    input:
        notebook=str(NOTEBOOKS / "{chapter}.ipynb"),
        parameters="sweeps/{sweep}/{cell}/parameters.json",
        tables=lambda wildcards: tables_of(wildcards.chapter),
        package=PACKAGE,
    output: "sweeps/{sweep}/{cell}/{chapter}.ipynb", "sweeps/{sweep}/{cell}/{chapter}.json"
    shell: "{QANTAR} run {input.notebook} {output[0]} --parameters {input.parameters} --figures sweeps/{wildcards.sweep}/{wildcards.cell} 2>&1"

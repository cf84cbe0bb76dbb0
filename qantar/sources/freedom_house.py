"""Freedom House: Freedom in the World, read in `governance`."""

from qantar.sources.base import Publisher, RemoteFile

PUBLISHER = Publisher(
    id="freedom-house",
    title="Freedom in the World",
    publisher="Freedom House",
    url="https://freedomhouse.org/report/freedom-world",
    mode="manual",
    files=(
        RemoteFile(
            "fh_full_totals.csv", sha256="b1dc4d4420e71a700a23429c5e00a7334b47f600905d590220a943d0d91c9fcf"
        ),
    ),
    why_manual="published as a spreadsheet per edition; our copy was exported from an R package",
)

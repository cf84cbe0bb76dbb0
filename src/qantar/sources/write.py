"""Stage 4 of a refresh, write: put a file in place, and state the day it was taken."""

import os
import re
from pathlib import Path

from qantar.common.errors import RefreshError


def put(path: Path, raw: bytes) -> None:
    """Replace the file at `path` by `raw`: at every moment there is the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise RefreshError(
            f"{path.name}: could not be written ({error.strerror}); it is unchanged"
        ) from None


def with_taken(description: str, name: str, day: str) -> str:
    """``datapackage.yaml`` with ``vintage.taken`` of `name` set to `day` (ISO date)."""
    pattern = rf'(^- name: {re.escape(name)}\n(?:(?!- name: ).*\n)*?  vintage: .*?taken: ")[^"]*(")'
    text, count = re.subn(pattern, rf"\g<1>{day}\g<2>", description, count=1, flags=re.MULTILINE)
    if not count:
        raise RefreshError(
            f'datapackage.yaml: {name} has no line vintage: {{…, taken: "…"}} to update'
        )
    return text

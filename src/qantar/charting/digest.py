"""One deterministic line a chart: a stored notebook changes exactly when its charts do."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

_CONTENT_NAME = re.compile(
    r"\b(?:data|view|param)[-_][0-9a-f]{8,}(?:_\d+)?\b|\bparam_\d+\b|\bview_\d+\b"
)


def _stable(value: Any) -> Any:
    """Numbers at nine significant digits: another processor's last bits are not a change."""
    if isinstance(value, dict):
        return {key: _stable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_stable(item) for item in value]
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{float(value):.9g}"
    return value


def _hash(value: Any) -> str:
    text = json.dumps(_stable(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # Altair names data sets and views after their (unrounded) content: number them in order of
    # appearance.
    seen: dict[str, str] = {}
    text = _CONTENT_NAME.sub(lambda found: seen.setdefault(found[0], f"name{len(seen)}"), text)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _marks(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        mark = part.get("mark")
        if mark is not None:
            yield mark["type"] if isinstance(mark, dict) else mark
        for key in ("layer", "vconcat", "hconcat", "concat", "spec"):
            yield from _marks(part.get(key))
    elif isinstance(part, list):
        for item in part:
            yield from _marks(item)


def digest(spec: dict[str, Any], columns: list[str], rows: list[list[Any]], name: str) -> str:
    """The line: name, marks, rows x columns, hashes of `spec` without data and of the data.

    The data are `rows` and every frame in the specification; numbers count at nine significant
    digits.
    """
    bare = {key: value for key, value in spec.items() if key not in ("datasets", "$schema")}
    drawn = list(spec.get("datasets", {}).values())
    marks = "+".join(dict.fromkeys(_marks(spec)))
    return (
        f"[{name}: {marks}, {len(rows)} rows x {len(columns)} columns, "
        f"spec {_hash(bare)}, data {_hash([columns, rows, drawn])}]"
    )

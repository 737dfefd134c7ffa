"""Values as a trainer has them, and as the wire takes them."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Any, Dict, Iterator, Mapping, Optional, Tuple, Union

WireNumber = Union[float, str]

MAX_STEP = 2**53 - 1
MAX_NAME_LENGTH = 250


def wire_number(value: float) -> WireNumber:
    """A number of JSON; NaN and the infinities, which JSON lacks, as the texts that the API takes."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def wire_time(epoch_seconds: float) -> str:
    """An instant in ISO 8601, UTC, to the microsecond."""
    return datetime.fromtimestamp(epoch_seconds, timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


def whole_step(value: Any) -> Optional[int]:
    """A step as an integer; None: it is no whole number from 0 to 2**53 - 1."""
    try:
        step = int(value)
    except (TypeError, ValueError, OverflowError, RuntimeError):
        return None
    return step if step == value and 0 <= step <= MAX_STEP else None


def plain(value: Any) -> Any:
    """A value that JSON can hold: what it has no type for becomes text; NaN and the infinities become texts."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return wire_number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return str(value)


def numbers(metrics: Mapping[str, Any]) -> Tuple[Dict[str, float], Dict[str, str]]:
    """The metrics that are numbers, nested ones under ``outer/inner``, and for each other one the reason why it is none.

    A number is what ``float()`` takes, except text: so a scalar of numpy or a tensor with one element is one.
    """
    taken: Dict[str, float] = {}
    refused: Dict[str, str] = {}
    for name, value in _flat(metrics, ""):
        if not name or len(name) > MAX_NAME_LENGTH:
            refused[name[:80]] = f"a name has 1 to {MAX_NAME_LENGTH} characters"
        elif value is None or isinstance(value, (str, bytes)):
            refused[name] = f"no number: {str(value)[:80]!r}"
        else:
            try:
                taken[name] = float(value)
            except (TypeError, ValueError, OverflowError, RuntimeError) as problem:
                refused[name] = f"no number: {problem}"
    return taken, refused


def _flat(metrics: Mapping[str, Any], prefix: str) -> Iterator[Tuple[str, Any]]:
    for key, value in metrics.items():
        name = f"{prefix}{key}".strip()
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}/")
        else:
            yield name, value

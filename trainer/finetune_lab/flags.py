"""Flags and experiments, decided in this process from definitions in memory; exposures are sent in batches. Only the standard library.

    flags = Flags(url, key)                       # an API key of the scope CLIENT
    tone = flags.value("tone", user_id, "plain", {"plan": "pro"})
    flags.close()
"""

from __future__ import annotations

import atexit
import functools
import json
import logging
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ._version import VERSION

_log = logging.getLogger("finetune_lab")
_BATCH_SIZE = 1_000
_MAX_WAITING = 50_000


class Assigned(NamedTuple):
    """What a unit gets. `variant` is None where the unit is outside, or where every unit gets the same."""

    value: Any
    variant: Optional[str]
    unit_id: str
    phase: Optional[int]


def _fnv(text: str) -> int:
    value = 0x811C9DC5
    units = text.encode("utf-16-le", "surrogatepass")
    for at in range(0, len(units), 2):
        value = ((value ^ (units[at] | units[at + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    return value


def bucket(seed: str, unit_id: str) -> float:
    """Where a unit lies, 0 to 0.9999: the documented hash, the same as the server's."""
    return (_fnv(str(_fnv(seed + unit_id))) % 10_000) / 10_000


def assign(feature: Mapping[str, Any], unit_id: str, attributes: Mapping[str, Any]) -> Assigned:
    """What a unit gets of a flag of the payload: no call, no state, the same as `POST /api/assign` answers."""
    def unit_for(name: str) -> str:
        named = unit_id if name == "id" else attributes.get(name)
        return _text(named) if _is_true(named) else unit_id

    outside = Assigned(feature.get("defaultValue"), None, unit_id, None)
    rules = feature.get("rules") or []
    if not rules:
        return outside
    # The others are for callers that name no unit of the first, which `unit_for` does.
    rule = rules[0]
    unit = unit_for(rule.get("hashAttribute", "id"))
    if rule.get("condition") and not meets({"id": unit, **attributes}, rule["condition"]):
        return outside
    for one in rule.get("filters", []):
        place = bucket(one["seed"], unit_for(one["attribute"]))
        if not any(start <= place < end for start, end in one["ranges"]):
            return outside
    place = bucket(rule.get("seed", ""), unit)
    if "force" in rule:
        start, end = rule.get("range", (0, 1))
        return Assigned(rule["force"], None, unit, None) if start <= place < end else outside
    before = 0.0
    for at, weight in enumerate(rule["weights"]):
        if before <= place < before + weight * rule["coverage"]:
            return Assigned(rule["variations"][at], rule["meta"][at]["key"], unit, int(rule["phase"]))
        before += weight
    return outside


def meets(attributes: Any, condition: Mapping[str, Any]) -> bool:
    """Whether attributes meet a condition of the payload, as the server finds."""
    return all(_part(attributes, name, wanted) for name, wanted in condition.items())


def _part(attributes: Any, name: str, wanted: Any) -> bool:
    if name == "$and":
        return all(meets(attributes, one) for one in wanted)
    if name in ("$or", "$nor"):
        return (not wanted or any(meets(attributes, one) for one in wanted)) == (name == "$or")
    if name == "$not":
        return not meets(attributes, wanted)
    value = attributes
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return _value(wanted, value)


_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?Infinity")


def _number(value: Any) -> Optional[float]:
    """As JavaScript's Number: None where it is not one."""
    if value is None:
        return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    text = _text(value).strip()
    if text == "":
        return 0.0
    if text[:2].lower() in ("0x", "0o", "0b"):
        try:
            return float(int(text, 0))
        except ValueError:
            return None
    return float(text) if _DECIMAL.fullmatch(text) else None


def _text(value: Any) -> str:
    """As JavaScript's String, of what JSON holds."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value != 0 and not 1e-6 <= abs(value) < 1e21:
            return re.sub(r"e([+-])0*", r"e\1", repr(value))
        text = format(Decimal(repr(value)), "f")
        return text[:-2] if text.endswith(".0") else text
    if isinstance(value, list):
        return ",".join("" if one is None else _text(one) for one in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _json(value: Any) -> str:
    """As JavaScript writes it: a whole number has no decimal point."""
    return json.dumps(_whole(value))


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_true(value: Any) -> bool:
    return isinstance(value, (list, dict)) or bool(value)


def _is_operators(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(name.startswith("$") for name in value)


def _same(one: Any, other: Any) -> bool:
    """As `===`: true is not 1, and lists and objects are never the same."""
    if isinstance(one, (list, dict)) or isinstance(one, bool) != isinstance(other, bool):
        return False
    return bool(one == other)


def _value(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, str):
        return _text(value) == wanted
    if isinstance(wanted, bool):
        return value is not None and _is_true(value) == wanted
    if isinstance(wanted, (int, float)):
        return _number(value) == wanted
    if wanted is None:
        return value is None
    if not _is_operators(wanted):
        return _json(value) == _json(wanted)
    return all(_operator(name, value, operand) for name, operand in wanted.items())


def _folded(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _is_in(value: Any, wanted: List[Any], folds: bool) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(_same(_folded(one), _folded(other)) if folds else _same(one, other) for one in values for other in wanted)


def _compares(name: str, one: Any, other: Any) -> bool:
    one, other = (_text(side) if isinstance(side, (list, dict)) else side for side in (one, other))
    if not (isinstance(one, str) and isinstance(other, str)):
        one, other = _number(one), _number(other)
        if one is None or other is None:
            return False
    return bool({"lt": one < other, "lte": one <= other, "gt": one > other, "gte": one >= other}[name])


_SPACES = "\\t\\n\\x0b\\x0c\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"
_NO_SPACES = "\\x00-\\x08\\x0e-\\x1f!-\\x9f\\xa1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\uffff"
_OUTSIDE = {"$": r"\Z", ".": r"[^\n\r\u2028\u2029]", r"\s": f"[{_SPACES}]", r"\S": f"[{_NO_SPACES}]"}
_INSIDE = {"[": r"\[", "&": r"\&", "~": r"\~", "|": r"\|", r"\s": _SPACES, r"\S": _NO_SPACES}


def _units(text: str) -> str:
    """The text with each UTF-16 code unit as a character, as JavaScript has it."""
    if all(one < "\U00010000" for one in text):
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[at] | units[at + 1] << 8) for at in range(0, len(units), 2))


@functools.lru_cache(maxsize=1_000)
def _pattern(pattern: str, folds: bool) -> "Optional[re.Pattern[str]]":
    """A pattern of JavaScript, of those that the server takes; None where it is none."""
    parts, inside = [], False
    for one in re.findall(r"\\.|.", _units(pattern), re.DOTALL):
        parts.append((_INSIDE if inside else _OUTSIDE).get(one, one))
        inside = one == "[" or (inside and one != "]")
    try:
        return re.compile("".join(parts), re.ASCII | (re.IGNORECASE if folds else 0))
    except re.error:
        return None


def _operator(name: str, value: Any, operand: Any) -> bool:
    if name in ("$eq", "$ne"):
        return _same(value, operand) == (name == "$eq")
    if name in ("$lt", "$lte", "$gt", "$gte"):
        return _compares(name[1:], value, operand)
    if name == "$exists":
        return _is_true(operand) == (value is not None)
    if name in ("$in", "$ini", "$nin", "$nini"):
        return isinstance(operand, list) and _is_in(value, operand, name.endswith("ini")) == (not name.startswith("$n"))
    if name in ("$all", "$alli"):
        return isinstance(value, list) and isinstance(operand, list) and all(
            any(_value(_folded(wanted), _folded(one)) if name == "$alli" else _value(wanted, one) for one in value) for wanted in operand
        )
    if name == "$not":
        return not _value(operand, value)
    if name == "$size":
        return isinstance(value, list) and _value(operand, len(value))
    if name == "$elemMatch":
        if not isinstance(value, list) or not isinstance(operand, dict):
            return False
        test = _value if _is_operators(operand) else (lambda wanted, one: meets(one, wanted))
        return any(one is not None and test(operand, one) for one in value)
    if name in ("$regex", "$regexi"):
        text = _units(_text(value))
        pattern = _pattern(_text(operand), name == "$regexi")
        return pattern is not None and len(text) <= 1_024 and pattern.search(text) is not None
    if name == "$type":
        return _type(value) == operand
    one, other = _version(value), _version(operand)
    if name in ("$veq", "$vne"):
        return (one == other) == (name == "$veq")
    return name.startswith("$v") and _compares(name[2:], one, other)


def _type(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return {str: "string", int: "number", float: "number", list: "array"}.get(type(value), "object")


def _version(value: Any) -> str:
    text = _text(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
    text = text if isinstance(text, str) and text else "0"
    plus = text.find("+", max(text.rfind(end) for end in "\n\r\u2028\u2029") + 1)
    parts = re.split(r"[-.]", text[1 if text.startswith("v") else 0 : plus if plus >= 0 else None])
    if len(parts) == 3:
        parts.append("~")
    return "-".join(part.rjust(5) if re.fullmatch(r"[0-9]+", part) else part for part in parts)


def _is_plain(value: Any) -> bool:
    """What an exposure takes: the server refuses longer texts."""
    return (isinstance(value, str) and len(value) <= 200) or isinstance(value, (bool, int, float))


class Flags:
    """Flags of one server, in memory. `forced`: variants (or values) by flag, for tests; they are not reported.

    `exposed_attributes`: names of attributes that are sent with exposures, so that a mismatch shows what it comes from; none by default.
    `client`: how this program is named beside them."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        forced: Optional[Mapping[str, Any]] = None,
        exposed_attributes: Sequence[str] = (),
        client: str = f"finetune-lab-python/{VERSION}",
        refresh_seconds: float = 60.0,
        flush_seconds: float = 2.0,
        timeout_seconds: float = 10.0,
    ) -> None:
        self._url, self._key, self._forced = url.rstrip("/"), key, dict(forced or {})
        self._exposed, self._client = tuple(exposed_attributes), client
        self._refresh_seconds, self._flush_seconds, self._timeout = refresh_seconds, flush_seconds, timeout_seconds
        self._features: Dict[str, Any] = {}
        self._etag = ""
        self._waiting: List[Dict[str, Any]] = []
        self._reported: "set[Tuple[str, Optional[int], str]]" = set()
        self._lock, self._sending = threading.Lock(), threading.Lock()
        self._closing = threading.Event()
        self.dropped_count = 0
        self.refresh()
        for name, seconds, act in (("refresh", refresh_seconds, self.refresh), ("flush", flush_seconds, self.flush)):
            if seconds > 0:
                threading.Thread(target=self._repeat, args=(seconds, act), name=f"flags-{name}", daemon=True).start()
        atexit.register(self.close)

    def _repeat(self, seconds: float, act: Any) -> None:
        wait = seconds
        while not self._closing.wait(wait):
            try:
                act()
                wait = seconds
            except Exception as error:
                wait = min(max(60.0, seconds), wait * 2)
                _log.warning("flags: %s", error)

    def _call(self, path: str, headers: Dict[str, str], body: Optional[bytes] = None) -> "Tuple[bytes, str]":
        request = urllib.request.Request(self._url + path, data=body, headers=headers)
        with urllib.request.urlopen(request, timeout=self._timeout) as response:
            return response.read(), response.headers.get("etag", "")

    def refresh(self) -> None:
        """Reads the definitions again; those that are known stay where that fails."""
        try:
            text, etag = self._call(f"/api/features/{urllib.parse.quote(self._key, safe='')}", {"If-None-Match": self._etag} if self._etag else {})
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return
            raise
        self._features, self._etag = json.loads(text)["features"], etag

    def assigned(self, flag: str, unit_id: str, attributes: Optional[Mapping[str, Any]] = None) -> Optional[Assigned]:
        """What a unit gets, without reporting it. None: there is no such flag."""
        feature = self._features.get(flag)
        if feature is None:
            return None
        if flag not in self._forced:
            return assign(feature, unit_id, attributes or {})
        rule = (feature.get("rules") or [{}])[0]
        keys = [one["key"] for one in rule.get("meta", [])]
        wanted = self._forced[flag]
        return Assigned(rule["variations"][keys.index(wanted)] if wanted in keys else wanted, None, unit_id, None)

    def value(self, flag: str, unit_id: str, fallback: Any, attributes: Optional[Mapping[str, Any]] = None) -> Any:
        """The value for a unit, which counts as having seen its variant; `fallback` where there is no such flag, or no value."""
        got = self.assigned(flag, unit_id, attributes)
        if got is None:
            return fallback
        if got.variant is not None:
            self._expose(flag, got, attributes or {})
        return fallback if got.value is None else got.value

    def _expose(self, flag: str, got: Assigned, attributes: Mapping[str, Any]) -> None:
        name = (flag, got.phase, got.unit_id)
        with self._lock:
            if name in self._reported:
                return
            if len(self._reported) >= _MAX_WAITING:
                self._reported.clear()
            self._reported.add(name)
            if len(self._waiting) >= _MAX_WAITING:
                self.dropped_count += 1
                return
            at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            seen: Dict[str, Any] = {"experiment": flag, "unitId": got.unit_id, "variant": got.variant, "phase": got.phase, "at": at, "client": self._client}
            known = {name: attributes[name] for name in self._exposed if _is_plain(attributes.get(name))}
            if known:
                seen["attributes"] = known
            self._waiting.append(seen)

    def flush(self) -> None:
        """Sends what waits. Raises where the server does not take it now; it then waits for the next time."""
        with self._sending:
            while True:
                with self._lock:
                    batch = self._waiting[:_BATCH_SIZE]
                if not batch:
                    return
                try:
                    headers = {"Content-Type": "application/json", "X-API-Key": self._key}
                    text, _ = self._call("/api/exposures", headers, json.dumps(batch).encode())
                    refused = len(json.loads(text)["rejected"])
                except urllib.error.HTTPError as error:
                    if error.code == 429 or error.code >= 500:
                        raise
                    refused, text = len(batch), error.read()
                with self._lock:
                    del self._waiting[: len(batch)]
                if refused:
                    self.dropped_count += refused
                    _log.warning("flags: %d exposures were refused: %s", refused, text[:500].decode(errors="replace"))

    def close(self) -> None:
        """Sends what waits, and ends what runs in the background."""
        if self._closing.is_set():
            return
        self._closing.set()
        atexit.unregister(self.close)
        try:
            self.flush()
        except Exception as error:
            _log.warning("flags: %d exposures were not sent: %s", len(self._waiting), error)

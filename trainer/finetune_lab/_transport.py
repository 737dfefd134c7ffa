"""GraphQL over HTTP with what Python has: one kept connection, and three kinds of failure."""

from __future__ import annotations

import base64
import gzip
import http.client
import json
import urllib.parse
import urllib.request
from typing import Any, Dict, Mapping, Optional

from ._version import VERSION

PACK_FROM_BYTES = 8 * 1024
# Codes of failures that end by themselves (docs/errors.md).
PASSING_CODES = frozenset(
    {
        "INGEST_BUSY",
        "SERVER_BUSY",
        "DISK_FULL",
        "SERVER_NOT_STARTED",
        "STORE_UNAVAILABLE",
        "STORE_TIMEOUT",
        "STORE_MEMORY_EXCEEDED",
        "INTERNAL_SERVER_ERROR",
    }
)
ACCESS_CODES = frozenset({"UNAUTHENTICATED", "FORBIDDEN"})


class Unreachable(Exception):
    """The server cannot be reached or cannot answer now: the same request may succeed later."""

    def __init__(self, message: str, retry_after_seconds: Optional[float] = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Unauthorized(Exception):
    """The key is wrong, was revoked, or its role may not do this."""


class Refused(Exception):
    """The server does not take this request, now or later."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Transport:
    """Sends operations to one server. For one thread at a time."""

    def __init__(self, url: str, key: Optional[str], timeout_seconds: float = 15.0) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url!r} is no address of a server: it begins with http:// or https://")
        self._secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port or (443 if self._secure else 80)
        self._target = f"{parts.path.rstrip('/')}/graphql"
        self._proxy = _proxy(parts.scheme, f"{self._host}:{self._port}")
        self._timeout = timeout_seconds
        self._headers = {"content-type": "application/json", "accept": "application/json", "user-agent": f"finetune-lab-python/{VERSION}"}
        if key:
            self._headers["authorization"] = f"Bearer {key}"
        self._kept: Optional[http.client.HTTPConnection] = None

    def send(self, document: str, variables: Mapping[str, Any]) -> Dict[str, Any]:
        """The ``data`` of the answer. Raises ``Unreachable``, ``Unauthorized`` or ``Refused``."""
        body = json.dumps({"query": document, "variables": variables}, separators=(",", ":"), allow_nan=False).encode()
        status, headers, content = self._exchange(body)
        return _read(status, headers, content)

    def close(self) -> None:
        """Closes the kept connection."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _exchange(self, body: bytes) -> "tuple[int, http.client.HTTPMessage, bytes]":
        headers = dict(self._headers)
        if len(body) >= PACK_FROM_BYTES:
            body = gzip.compress(body, compresslevel=1)
            headers["content-encoding"] = "gzip"
        # A server ends idle connections; the request that meets such an end is sent once more. Every operation bears a repetition.
        for is_last in (self._kept is None, True):
            try:
                connection = self._kept or self._connect()
                self._kept = connection
                connection.request("POST", self._target, body=body, headers=headers)
                response = connection.getresponse()
                content = response.read()
                if response.will_close:
                    self.close()
                return response.status, response.headers, content
            except (OSError, http.client.HTTPException) as problem:
                self.close()
                if is_last or isinstance(problem, TimeoutError):
                    raise Unreachable(f"{type(problem).__name__}: {problem}") from None
        raise AssertionError("unreachable")

    def _connect(self) -> http.client.HTTPConnection:
        make = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        if self._proxy is None:
            return make(self._host, self._port, timeout=self._timeout)
        address, credentials = self._proxy
        connection = make(address.hostname or "", address.port or 8080, timeout=self._timeout)
        connection.set_tunnel(self._host, self._port, headers=credentials)
        return connection


def _proxy(scheme: str, host: str) -> "Optional[tuple[urllib.parse.SplitResult, Dict[str, str]]]":
    """The proxy that the environment names for a host, with its credentials as a header."""
    named = urllib.request.getproxies().get(scheme)
    if not named or urllib.request.proxy_bypass(host):
        return None
    address = urllib.parse.urlsplit(named if "//" in named else f"//{named}")
    if address.username is None:
        return address, {}
    pair = f"{urllib.parse.unquote(address.username)}:{urllib.parse.unquote(address.password or '')}"
    return address, {"proxy-authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def _read(status: int, headers: http.client.HTTPMessage, content: bytes) -> Dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        answer = {}
    errors = answer.get("errors")
    code, message = _first_error(errors)
    if status in (401, 403) or code in ACCESS_CODES:
        raise Unauthorized(message or f"HTTP {status}")
    if status in (408, 425, 429) or status >= 500 or code in PASSING_CODES:
        raise Unreachable(message or f"HTTP {status}", _retry_after(headers))
    if errors:
        raise Refused(code, message)
    data = answer.get("data")
    if status >= 300 or not isinstance(data, dict):
        raise Refused(f"HTTP_{status}", content[:200].decode("utf-8", "replace"))
    return data


def _first_error(errors: Any) -> "tuple[str, str]":
    if not isinstance(errors, list) or not errors or not isinstance(errors[0], dict):
        return "", ""
    extensions = errors[0].get("extensions")
    code = extensions.get("code") if isinstance(extensions, dict) else None
    return str(code or "UNKNOWN"), str(errors[0].get("message") or "")


def _retry_after(headers: http.client.HTTPMessage) -> Optional[float]:
    text = headers.get("retry-after") or ""
    return float(text) if text.isdigit() else None

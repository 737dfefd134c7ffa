"""The disk buffer: what a process logged, in order, and how much of it the server has acknowledged.

A spool is three files of one name: ``.jsonl`` holds a record a line, appended and never changed; ``.state`` holds the offset up to which the
server acknowledged them, replaced as a whole; ``.lock`` is held by the process that may send it. A killed process leaves all three and no
lock, so that a later process takes the spool over and goes on where the acknowledged part ends. A line that was cut off by the end of its
process is no record.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

from ._locks import FileLock

Record = Dict[str, Any]

DEFAULT_LIMIT_BYTES = 1024**3
READ_BYTES = 256 * 1024
COMPACT_FROM_BYTES = 8 * 1024**2


@dataclass
class State:
    """How far a spool is delivered, and what the server answered on the way."""

    offset: int = 0
    job_id: Optional[str] = None
    """The job's global id; None until the server answered."""
    attempt: Optional[int] = None
    """The attempt that points belong to. None: the server's current one."""
    attempt_before: Optional[int] = None
    """Attempt of the job before one was asked for whose answer has not come; None while none is."""
    has_history: bool = False
    """Whether the job had points, or had ended, before this spool began."""


def job_folder(root: Path, url: str, key_prefix: str, reference: str) -> Path:
    """Folder of all spools of one job: one server, one key's beginning, one reference."""
    digest = hashlib.sha256("\n".join((url, key_prefix, reference)).encode()).hexdigest()[:24]
    return root / digest


class Spool:
    """The file that this process appends to. For any thread."""

    def __init__(self, folder: Path, header: Record, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.outbox = Outbox(folder / f"{time.time_ns():020d}-{os.getpid()}.jsonl")
        if not self.outbox.take():
            raise OSError(f"{self.outbox.path} is in use")
        self._file = os.open(self.outbox.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        self._limit = limit_bytes
        self._lock = threading.Lock()
        self._header = header
        self.written_bytes = 0
        self.append(header, is_essential=True)

    def append(self, record: Record, is_essential: bool = False) -> bool:
        """Whether the record is kept. One write without a sync: it outlives the process, not a loss of power.

        Where the limit is reached only essential records are kept: those of which a job has few.
        """
        line = json.dumps(record, separators=(",", ":")).encode() + b"\n"
        with self._lock:
            waiting = self.written_bytes - self.outbox.state.offset
            if self._file < 0 or (not is_essential and waiting + len(line) > self._limit):
                return False
            return self._write(line)

    def compact(self) -> None:
        """Empties the file once all of it is delivered and it has grown, so that a long job does not fill the disk. For the sender's thread."""
        with self._lock:
            state = self.outbox.state
            if self._file < 0 or self.written_bytes < COMPACT_FROM_BYTES or not self.is_delivered:
                return
            # In this order a process that is killed in between leaves an empty file, never an offset into other records.
            os.ftruncate(self._file, 0)
            self.written_bytes = 0
            state.offset = 0
            self.outbox.save()
            self._write(json.dumps({**self._header, "jobId": state.job_id, "attempt": state.attempt}).encode() + b"\n")

    def _write(self, line: bytes) -> bool:
        try:
            count = os.write(self._file, line)
            if count < len(line):
                os.ftruncate(self._file, self.written_bytes)
                return False
        except OSError:
            return False
        self.written_bytes += len(line)
        return True

    @property
    def is_delivered(self) -> bool:
        """Whether the server acknowledged every record."""
        return self.outbox.state.offset >= self.written_bytes

    def close(self) -> None:
        """Ends appending. A delivered spool is removed, any other stays for a later process."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1
        if self.is_delivered:
            self.outbox.remove()
        else:
            self.outbox.release()


class Outbox:
    """A spool as its sender sees it: the records that are not acknowledged. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = State()
        self._state_path = path.with_suffix(".state")
        self._lock = FileLock(path.with_suffix(".lock"))
        self._ahead: List[Tuple[Record, int]] = []

    def take(self) -> bool:
        """Whether this process may send it: no other does. Reads how far it is delivered."""
        if not self._lock.take():
            return False
        self.state = _read_state(self._state_path)
        if self.path.exists() and self.state.offset > self.path.stat().st_size:
            self.state.offset = 0
        return True

    def release(self) -> None:
        """Leaves it to others."""
        self._lock.release()

    def remove(self) -> None:
        """Deletes the files."""
        for path in (self.path, self._state_path):
            path.unlink(missing_ok=True)
        self._lock.release()
        self.path.with_suffix(".lock").unlink(missing_ok=True)

    def set_aside(self) -> Path:
        """Keeps the file where no sender looks, and returns where."""
        kept = self.path.with_suffix(".refused")
        os.replace(self.path, kept)
        self.remove()
        return kept

    def header(self) -> Optional[Record]:
        """The first record, which names server and job; None when not even that was written."""
        for record, _ in self._records(0):
            return record
        return None

    def pending(self) -> List[Tuple[Record, int]]:
        """The next records with the offsets that they end at, at most 256 KiB of them or one; empty when all are acknowledged."""
        if not self._ahead:
            self._ahead = list(self._records(self.state.offset))
        return self._ahead

    def acknowledge(self, offset: int) -> None:
        """Keeps that everything up to an offset is delivered."""
        self.state.offset = offset
        self._ahead = [(record, end) for record, end in self._ahead if end > offset]
        self.save()

    def save(self) -> None:
        """Keeps the state, as a whole or not at all."""
        draft = self._state_path.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(self.state)), encoding="utf-8")
        os.replace(draft, self._state_path)

    def _records(self, offset: int) -> Iterator[Tuple[Record, int]]:
        with open(self.path, "rb") as file:
            file.seek(offset)
            end = offset
            for line in file:
                if not line.endswith(b"\n") or end - offset >= READ_BYTES:
                    return
                end += len(line)
                record = _parse(line)
                yield (record if record is not None else {"kind": "unreadable"}), end


def abandoned(root: Path, folder: Optional[Path] = None) -> Iterator[Outbox]:
    """Spools that earlier processes left, the oldest first; of one job, or of all. Each is locked for the caller as it comes."""
    pattern = "*.jsonl" if folder is not None else "*/*.jsonl"
    for path in sorted((folder or root).glob(pattern), key=lambda path: path.name):
        outbox = Outbox(path)
        if not outbox.take():
            continue
        if path.exists():
            yield outbox
        else:
            outbox.remove()


def _read_state(path: Path) -> State:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return State()
    names = {field.name for field in fields(State)}
    return State(**{name: value for name, value in found.items() if name in names}) if isinstance(found, dict) else State()


def _parse(line: bytes) -> Optional[Record]:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None

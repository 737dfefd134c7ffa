"""Delivers the records of a spool in their order, each kind by its operation."""

from __future__ import annotations

import logging
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple

from . import _operations as operations
from ._spool import Outbox, Record
from ._transport import Refused, Transport
from ._values import wire_number, wire_time

logger = logging.getLogger("finetune_lab")

MAX_POINTS = 1_000
MAX_PREDICTIONS = 500
MAX_REQUEST_CHARACTERS = 4_000_000
"""Of predictions in one request: their texts may be long."""
ENDED = frozenset({"FINISHED", "FAILED", "CANCELLED", "LOST"})
Batch = List[Tuple[Record, int]]


class Counts:
    """What became of what was logged."""

    def __init__(self) -> None:
        self.acknowledged = 0
        """Points and predictions that the server has."""
        self.rejected = 0
        """Those that it does not take, each logged with its reason."""
        self.dropped = 0
        """Those for which the disk buffer had no room."""


class JobGone(Exception):
    """The job of a spool does not exist, or belongs to another workspace."""


class Delivery:
    """Sends one spool's records through a transport. For one thread at a time."""

    def __init__(self, outbox: Outbox, transport: Transport, counts: Counts) -> None:
        self.outbox = outbox
        self._transport = transport
        self._counts = counts
        self._by_kind: Dict[str, Callable[[List[Record]], None]] = {
            "job": self._open_job,
            "edit": self._edit,
            "attempt": self._start_attempt,
            "points": self._points,
            "system": self._system,
            "predictions": self._predictions,
            "status": self._status,
            "declare": self._declare,
            "acknowledge": self._acknowledge,
        }

    def step(self) -> bool:
        """Sends the next batch of records of one kind; False when nothing waits.

        Raises ``Unreachable`` and ``Unauthorized``, after which the same records are sent again, and ``JobGone``.
        """
        pending = self.outbox.pending()
        if not pending:
            return False
        batch = _same_kind(pending)
        kind = batch[0][0].get("kind")
        send = self._by_kind.get(str(kind))
        if send is None:
            logger.warning("A line of %s cannot be read and is skipped.", self.outbox.path)
        else:
            try:
                send([record for record, _ in batch])
            except Refused as refusal:
                if refusal.code == "NOT_FOUND" and kind != "acknowledge":
                    raise JobGone(str(refusal)) from None
                self._counts.rejected += sum(_size(record) for record, _ in batch)
                logger.warning("The server refused %s: %s", kind, refusal)
        self.outbox.acknowledge(batch[-1][1])
        return True

    def _open_job(self, records: List[Record]) -> None:
        state, header = self.outbox.state, records[0]
        state.attempt = header.get("attempt")
        if header.get("jobId") is not None:
            state.job_id = header["jobId"]
            return
        job = self._send(operations.CREATE_JOB, {"input": header["input"]})["createTrainingJob"]
        if state.job_id is None:
            state.has_history = job.get("currentStep") is not None or job.get("status") in ENDED
        state.job_id = job["id"]
        state.attempt = job["attempt"]
        if header.get("resume") and state.has_history:
            self._begin_attempt(int(job["attempt"]), None)

    def _edit(self, records: List[Record]) -> None:
        fields, external_id = records[0]["fields"], records[0].get("externalId")
        if external_id is not None:
            self._send(operations.CREATE_JOB, {"input": {"externalId": external_id, **fields}})
        else:
            self._send(operations.EDIT_JOB, {"input": {"id": self._job_id(), **fields}})

    def _start_attempt(self, records: List[Record]) -> None:
        if records[0].get("ifLogged") and not self.outbox.state.has_history:
            return
        current = int(self._send(operations.JOB_ATTEMPT, {"id": self._job_id()})["trainingJob"]["attempt"])
        self._begin_attempt(current, records[0].get("resumedFromStep"))

    def _begin_attempt(self, current: int, resumed_from_step: Optional[int]) -> None:
        """Begins the job's next attempt once: a request whose answer was lost is recognised by the attempt that it made."""
        state = self.outbox.state
        if state.attempt_before is None or current <= state.attempt_before:
            state.attempt_before = current
            self.outbox.save()
            self._transport.close()
            given = {} if resumed_from_step is None else {"resumedFromStep": resumed_from_step}
            made = self._send(operations.START_ATTEMPT, {"input": {"jobId": self._job_id(), **given}})
            current = int(made["startTrainingAttempt"]["attempt"])
        state.attempt = current
        state.attempt_before = None

    def _points(self, records: List[Record]) -> None:
        points = [
            {"metric": name, "step": record["step"], "value": wire_number(value), "at": wire_time(record["at"]), **self._attempt()}
            for record in records
            for name, value in record["metrics"].items()
        ]
        self._send_items(operations.LOG_STEPS, "points", points, MAX_POINTS)

    def _system(self, records: List[Record]) -> None:
        points = [
            {"metric": name, "value": wire_number(value), "at": wire_time(record["at"])}
            for record in records
            for name, value in record["metrics"].items()
        ]
        self._send_items(operations.LOG_SYSTEM, "points", points, MAX_POINTS)

    def _predictions(self, records: List[Record]) -> None:
        predictions = [{**self._attempt(), **prediction} for record in records for prediction in record["predictions"]]
        self._send_items(operations.LOG_PREDICTIONS, "predictions", predictions, MAX_PREDICTIONS)

    def _status(self, records: List[Record]) -> None:
        self._send(operations.REPORT_STATUS, {"input": {"jobId": self._job_id(), **self._attempt(), **records[0]["fields"]}})

    def _declare(self, records: List[Record]) -> None:
        self._send(operations.DECLARE, {"input": {"jobId": self._job_id(), "parameters": records[0]["parameters"]}})

    def _acknowledge(self, records: List[Record]) -> None:
        self._send(operations.ACKNOWLEDGE, {"input": records[0]["input"]})

    def _send(self, document: str, variables: Mapping[str, Any]) -> Dict[str, Any]:
        return self._transport.send(document, variables)

    def _job_id(self) -> str:
        if self.outbox.state.job_id is None:
            raise JobGone("the job was refused")
        return self.outbox.state.job_id

    def _attempt(self) -> Dict[str, int]:
        attempt = self.outbox.state.attempt
        return {} if attempt is None else {"attempt": attempt}

    def _send_items(self, document: str, variable: str, items: List[Dict[str, Any]], most: int) -> None:
        """Sends items in requests of at most so many, and counts what became of each."""
        for part in _parts(items, most):
            (result,) = self._send(document, {"jobId": self._job_id(), variable: part}).values()
            rejections = result.get("rejected") or []
            self._counts.rejected += len(rejections)
            self._counts.acknowledged += len(part) - len(rejections)
            for rejection in rejections[:5]:
                item = part[int(rejection["index"])]
                name = item.get("metric") or f"sample {item.get('sampleIndex')}"
                logger.warning("The server rejected %s: %s %s", name, rejection.get("field") or "", rejection.get("reason"))


def _parts(items: List[Dict[str, Any]], most: int) -> Iterator[List[Dict[str, Any]]]:
    """Items of one request each: at most so many, and fewer where they are long."""
    part: List[Dict[str, Any]] = []
    size = 0
    for item in items:
        length = sum(len(value) for value in item.values() if isinstance(value, str))
        if part and (len(part) == most or size + length > MAX_REQUEST_CHARACTERS):
            yield part
            part, size = [], 0
        part.append(item)
        size += length
    if part:
        yield part


def _same_kind(pending: Batch) -> Batch:
    """The first records that go in one request: points and predictions together, any other alone."""
    kind = pending[0][0].get("kind")
    most = {"points": MAX_POINTS, "system": MAX_POINTS, "predictions": MAX_PREDICTIONS}.get(str(kind), 1)
    batch: Batch = []
    size = 0
    for record, end in pending:
        size += _size(record)
        if record.get("kind") != kind or (batch and size > most):
            break
        batch.append((record, end))
    return batch


def _size(record: Record) -> int:
    content = record.get("metrics") or record.get("predictions")
    return len(content) if content else 1

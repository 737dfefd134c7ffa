"""A training job, as the program that trains sees it."""

from __future__ import annotations

import atexit
import logging
import os
import platform
import sys
import tempfile
import threading
import time
import traceback
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Type, Union

from . import _settings as settings
from ._control import Control
from ._sender import Leftovers, Sender
from ._spool import DEFAULT_LIMIT_BYTES, Record, Spool, job_folder
from ._transport import Transport
from ._values import MAX_STEP, numbers, plain, whole_step, wire_number, wire_time
from .updates import Parameter, ParameterUpdate

logger = logging.getLogger("finetune_lab")

BEAT_SECONDS = 30.0
KEY_PREFIX_LENGTH = 10


class Job:
    """A job to log to. Made by ``finetune_lab.init``; every method returns at once, whether or not the server can be reached.

    What is logged is appended to a file first and sent by a background thread. ``finish`` waits for that thread; so does the end of the
    process, unless it is killed: then the next ``init`` on the same machine with the same server and key, or ``finetune-lab sync``, sends the rest.
    """

    def __init__(
        self,
        fields: Mapping[str, Any],
        *,
        job_id: Optional[str] = None,
        attempt: Optional[int] = None,
        external_id: Optional[str] = None,
        resume: Optional[bool] = None,
        url: Optional[str] = None,
        api_key: Optional[str] = None,
        buffer_dir: Optional[str] = None,
        buffer_limit_bytes: int = DEFAULT_LIMIT_BYTES,
        poll_seconds: float = 1.0,
        timeout_seconds: float = 15.0,
    ) -> None:
        address, key = settings.server_url(url), settings.api_key(api_key)
        self.external_id = external_id or (None if job_id else str(uuid.uuid4()))
        self.is_managed = job_id is not None
        """Whether a runner started this process: then the runner reports how it ended."""
        self.may_resume = external_id is not None and not self.is_managed
        """Whether the job may have points of an earlier process."""
        prefix = (key or "")[:KEY_PREFIX_LENGTH]
        transport = Transport(address, key, timeout_seconds)
        header: Record = {"kind": "job", "url": address, "key": prefix}
        if job_id is not None:
            header.update(jobId=job_id, attempt=attempt)
        else:
            began = {} if external_id is not None else {"startedAt": wire_time(time.time())}
            header.update(input={"externalId": self.external_id, **began, **_given(fields)}, resume=external_id is not None and resume is not False)
        self._control = Control()
        root, self._spool = _open_spool(settings.buffer_root(buffer_dir), (address, prefix, job_id or str(self.external_id)), header, buffer_limit_bytes)
        leftovers = Leftovers(root, self._spool.outbox.path.parent, address, prefix)
        self._sender = Sender(self._spool, transport, self._control, leftovers, poll_seconds)
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._last_step = -1
        self._last_epoch = 0
        self._alive_at = time.monotonic()
        self._is_finished = False
        self._is_late = False
        if job_id is not None and _given(fields):
            self.edit(**fields)
        self._sender.start()
        self._sender.notify()
        atexit.register(self._end_of_process)

    # What is going on

    @property
    def id(self) -> Optional[str]:
        """The job's global id; None until the server has answered."""
        return self._spool.outbox.state.job_id

    @property
    def attempt(self) -> Optional[int]:
        """The attempt that points are logged to, from 1; None until it is known."""
        return self._spool.outbox.state.attempt

    @property
    def acknowledged_count(self) -> int:
        """Number of points and predictions that the server has acknowledged."""
        return self._sender.counts.acknowledged

    @property
    def rejected_count(self) -> int:
        """Number of points and predictions that the server or this package did not take; the log names each with its reason."""
        return self._sender.counts.rejected

    @property
    def dropped_count(self) -> int:
        """Number of points and predictions for which the disk buffer had no room."""
        return self._sender.counts.dropped

    # What is logged

    def log(self, metrics: Mapping[str, Any], step: Optional[int] = None, at: Optional[float] = None) -> None:
        """Logs numbers at a step: 0 to 2**53 - 1, by default the one after the last. ``at``: seconds since 1970, by default now.

        Nested metrics get the name ``outer/inner``. NaN and the infinities are values. What is no number, and what stands at a step that is
        none, is left out with a warning.
        """
        with self._lock:
            chosen = self._last_step + 1 if step is None else whole_step(step)
            if chosen is not None and chosen <= MAX_STEP:
                self._last_step = max(self._last_step, chosen)
                self._last_epoch = _whole(metrics.get("epoch"), self._last_epoch)
        if chosen is None or chosen > MAX_STEP:
            sent = chosen if step is None else step
            self._refuse({name: f"the step {sent!r} is no whole number from 0 to {MAX_STEP}" for name in metrics})
            return
        self._keep_points("points", metrics, at, {"step": chosen})

    def log_system(self, metrics: Mapping[str, Any], at: Optional[float] = None) -> None:
        """Logs numbers of the machine, such as ``system/gpu/0/utilization``, by time and not by step."""
        self._keep_points("system", metrics, at, {})

    def log_predictions(self, predictions: Iterable[Mapping[str, Any]], epoch: Optional[int] = None, step: Optional[int] = None) -> None:
        """Logs what the model answers: ``prompt`` and ``prediction``, and if there are any ``reference``, ``scores`` (name to number), ``sample_index``.

        A prediction is one by job, sample index, epoch and step; the index is its place in the list where none is given. ``epoch``: by default
        the last that was logged as the metric ``epoch``, rounded. ``step``: by default the last one.
        """
        with self._lock:
            place = {"epoch": self._last_epoch if epoch is None else epoch, "step": max(0, self._last_step) if step is None else step}
        kept = [_prediction(index, prediction, place) for index, prediction in enumerate(predictions)]
        for first in range(0, len(kept), 20):
            part = kept[first : first + 20]
            self._keep({"kind": "predictions", "predictions": part}, len(part))

    def edit(self, **fields: Any) -> None:
        """Changes what is known of the job, such as ``total_steps`` or ``notes``; what is not given keeps its value."""
        self._keep({"kind": "edit", "externalId": self.external_id, "fields": _given(fields)}, essential=True)

    def start_attempt(self, resumed_from_step: int, only_if_logged: bool = False) -> None:
        """Begins the job's next attempt, whose points take the place of all later ones of the attempts before.

        ``only_if_logged``: does nothing for a job that had no points when this process opened it.
        """
        self._keep({"kind": "attempt", "resumedFromStep": resumed_from_step, "ifLogged": only_if_logged}, essential=True)

    def beat(self) -> None:
        """Shows that the loop is alive while it logs nothing, as in a long evaluation. May be called as often as one likes."""
        now = time.monotonic()
        if now - self._alive_at >= BEAT_SECONDS and self._is_ours():
            self._alive_at = now
            self._sender.beat()

    # What the server wants

    def should_stop(self) -> bool:
        """Whether a viewer asked to stop this job, as of the last second or so."""
        return self._control.should_stop

    @property
    def should_save_checkpoint(self) -> bool:
        """Whether a checkpoint is to be saved before stopping."""
        return self._control.save_checkpoint

    def declare_parameters(self, parameters: Iterable[Parameter]) -> None:
        """Declares what this trainer can change while it runs, and how soon; replaces an earlier declaration."""
        self._keep({"kind": "declare", "parameters": [parameter.declaration() for parameter in parameters]}, essential=True)

    def parameter_updates(self) -> List[ParameterUpdate]:
        """The requested changes that came since the last call. Answer each with ``acknowledge`` or ``refuse``."""
        return self._control.take_updates()

    def acknowledge(self, update: ParameterUpdate, applied_at_step: int) -> None:
        """Reports that a change is in force since this number of steps was done."""
        self._acknowledge({"id": update.id, "status": "APPLIED", "appliedAtStep": applied_at_step})

    def refuse(self, update: ParameterUpdate, reason: str) -> None:
        """Reports that a change was not applied, and why."""
        self._acknowledge({"id": update.id, "status": "REFUSED", "reason": reason})

    # The end

    def flush(self, timeout_seconds: float = 30.0) -> bool:
        """Waits until the server has everything that is logged so far, at most so long; whether it has."""
        return self._sender.flush(timeout_seconds)

    def finish(
        self,
        status: Optional[str] = None,
        *,
        error_details: Optional[str] = None,
        end_reason: Optional[str] = None,
        timeout_seconds: float = 30.0,
    ) -> bool:
        """Reports the end and waits, at most so long, until the server has everything; whether it has.

        ``status``: FINISHED, FAILED or CANCELLED, by default CANCELLED after a stop was asked for, else FINISHED. The end of a job of a runner
        is reported by that runner, from how the process ended; only that it stopped early is for the trainer to report.
        """
        if self._is_finished or not self._is_ours():
            return self._spool.is_delivered
        self._is_finished = True
        atexit.unregister(self._end_of_process)
        if not self.is_managed or end_reason == "EARLY_STOPPED":
            chosen = status or ("CANCELLED" if self.should_stop() else "FINISHED")
            fields = {"status": chosen, "errorDetails": error_details, "endReason": end_reason}
            self._keep({"kind": "status", "fields": {name: value for name, value in fields.items() if value is not None}}, essential=True)
        is_delivered = self._sender.finish(timeout_seconds)
        self._spool.close()
        if not is_delivered:
            logger.warning("The server does not have everything yet. The rest is in %s; `finetune-lab sync` sends it.", self._spool.outbox.path)
        return is_delivered

    def __enter__(self) -> "Job":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], problem: Optional[BaseException], trace: Optional[TracebackType]) -> None:
        if problem is None or isinstance(problem, SystemExit) and not problem.code:
            self.finish()
        elif isinstance(problem, KeyboardInterrupt):
            self.finish("CANCELLED", error_details="interrupted")
        else:
            self.finish("FAILED", error_details="".join(traceback.format_exception(kind, problem, trace))[-10_000:])

    def _end_of_process(self) -> None:
        problem = getattr(sys, "last_value", None)
        if problem is None or isinstance(problem, KeyboardInterrupt):
            self.finish("CANCELLED" if problem is not None else None)
        else:
            self.finish("FAILED", error_details=f"{type(problem).__name__}: {problem}")

    def _keep_points(self, kind: str, metrics: Mapping[str, Any], at: Optional[float], place: Mapping[str, Any]) -> None:
        taken, refused = numbers(metrics)
        self._refuse(refused)
        if taken:
            self._alive_at = time.monotonic()
            self._keep({"kind": kind, "at": time.time() if at is None else float(at), **place, "metrics": taken}, len(taken))

    def _refuse(self, reasons: Mapping[str, str]) -> None:
        self._sender.counts.rejected += len(reasons)
        for name, reason in reasons.items():
            logger.warning("The metric %s is not logged: %s", name, reason)

    def _refuse_late(self, size: int) -> None:
        self._sender.counts.rejected += size
        if not self._is_late:
            logger.warning("The job is finished and takes no more; finetune_lab.init with its external_id continues it.")
        self._is_late = True

    def _acknowledge(self, answer: Record) -> None:
        self._keep({"kind": "acknowledge", "input": answer}, essential=True)

    def _keep(self, record: Record, size: int = 0, essential: bool = False) -> None:
        """A forked child, such as a worker that loads data, has the object but not its thread: it logs nothing."""
        if not self._is_ours():
            return
        if self._is_finished and record["kind"] != "status":
            self._refuse_late(size)
            return
        if not self._spool.append(record, essential):
            if self._sender.counts.dropped == 0:
                logger.warning("The disk buffer takes no more; what is logged is dropped until the server answers.")
            self._sender.counts.dropped += size
        self._sender.notify()

    def _is_ours(self) -> bool:
        return os.getpid() == self._process


Number = Union[int, float]


def init(
    name: Optional[str] = None,
    *,
    external_id: Optional[str] = None,
    project: Optional[str] = None,
    group_name: Optional[str] = None,
    tags: Optional[Sequence[str]] = None,
    notes: Optional[str] = None,
    training_type: Optional[str] = None,
    training_method: Optional[str] = None,
    base_model: Optional[str] = None,
    model_version: Optional[str] = None,
    output_model: Optional[str] = None,
    hyperparameters: Optional[Mapping[str, Any]] = None,
    dataset_name: Optional[str] = None,
    dataset_size: Optional[int] = None,
    dataset_split: Optional[Sequence[float]] = None,
    total_epochs: Optional[Number] = None,
    total_steps: Optional[int] = None,
    hardware: Optional[Mapping[str, Any]] = None,
    hourly_usd: Optional[float] = None,
    resume: Optional[bool] = None,
    **connection: Any,
) -> Job:
    """Opens a job to log to: the one that a runner started this process for (``FTL_JOB_ID``), else a job of its own.

    ``external_id`` names a job across processes: an existing one is continued, in a new attempt once it has points (``resume=False``: in the
    same attempt). ``training_type``: FINE_TUNING, FEW_SHOT, REINFORCEMENT, TRANSFER_LEARNING or FROM_SCRATCH; ``training_method``: BASE, SFT,
    DPO or RLHF. ``connection``: ``url``, ``api_key`` (else ``FTL_URL`` and ``FTL_API_KEY``), ``buffer_dir``, ``buffer_limit_bytes``,
    ``poll_seconds``, ``timeout_seconds``.
    """
    fields = {
        "name": name,
        "project": project,
        "group_name": group_name,
        "tags": list(tags) if tags is not None else None,
        "notes": notes,
        "training_type": training_type,
        "training_method": training_method,
        "base_model": base_model,
        "model_version": model_version,
        "output_model": output_model,
        "hyperparameters": hyperparameters,
        "dataset_name": dataset_name,
        "dataset_size": dataset_size,
        "dataset_split": list(dataset_split) if dataset_split is not None else None,
        "total_epochs": total_epochs,
        "total_steps": total_steps,
        "hardware": hardware if hardware is not None else this_machine(),
        "hourly_usd": hourly_usd,
    }
    job_id = settings.runner_job_id()
    if job_id is not None and external_id is None:
        known_to_runner = ("name", "project", "hardware", "hourly_usd")
        rest = {key: value for key, value in fields.items() if key not in known_to_runner}
        return Job(rest, job_id=job_id, attempt=settings.runner_attempt(), **connection)
    return Job(fields, external_id=external_id, resume=resume, **connection)


def this_machine() -> Dict[str, Any]:
    """The hardware of this machine, as far as Python knows it; its GPU where torch is loaded already."""
    hardware: Dict[str, Any] = {"name": platform.node(), "cpuCount": os.cpu_count()}
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        hardware["memoryBytes"] = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        hardware.update(gpuName=torch.cuda.get_device_name(0), gpuCount=torch.cuda.device_count())
    return hardware


def _open_spool(root: Path, identity: Tuple[str, str, str], header: Record, limit_bytes: int) -> Tuple[Path, Spool]:
    """A spool in the buffer's folder; where that cannot be written, in a temporary one: a training never fails because of it."""
    try:
        return root, Spool(job_folder(root, *identity), header, limit_bytes)
    except OSError as problem:
        spare = Path(tempfile.mkdtemp(prefix="finetune-lab-"))
        logger.warning("The buffer's folder cannot be written (%s); %s is used.", problem, spare)
        return spare, Spool(job_folder(spare, *identity), header, limit_bytes)


def _given(fields: Mapping[str, Any]) -> Dict[str, Any]:
    """The fields that have a value, under the API's names."""
    return {_camel(name): plain(value) for name, value in fields.items() if value is not None}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _prediction(index: int, given: Mapping[str, Any], place: Mapping[str, Any]) -> Dict[str, Any]:
    fields = {"sample_index": index, **place, **given}
    scores = fields.pop("scores", None)
    if scores is not None:
        taken, refused = numbers(scores)
        fields["scores"] = {name: wire_number(value) for name, value in taken.items()}
        for name, reason in refused.items():
            logger.warning("The score %s of sample %s is left out: it %s.", name, fields["sample_index"], reason)
    return {_camel(name): plain(value) for name, value in fields.items() if value is not None}


def _whole(value: Any, otherwise: int) -> int:
    """A number from 0 on, rounded; what is none is the other one."""
    try:
        return max(0, round(float(value)))
    except (TypeError, ValueError, OverflowError):
        return otherwise

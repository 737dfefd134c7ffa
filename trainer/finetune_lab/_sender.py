"""The background thread: delivers what waits, asks for stops and changes, and never holds up the training loop."""

from __future__ import annotations

import logging
import random
import threading
import time
from pathlib import Path
from typing import Callable, Iterator, Optional

from . import _operations as operations
from ._control import Control
from ._delivery import Counts, Delivery, JobGone
from ._spool import Outbox, Spool, abandoned
from ._transport import Refused, Transport, Unauthorized, Unreachable

logger = logging.getLogger("finetune_lab")

# Points go out at once after a quiet moment, and together where many come: at most this many requests a second.
MIN_INTERVAL_SECONDS = 0.05
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
LAST_WAIT_SECONDS = 1.0


class Sender:
    """Owns the spool's delivery from ``start`` until ``finish``."""

    def __init__(
        self,
        spool: Spool,
        transport: Transport,
        control: Control,
        leftovers: Leftovers,
        poll_seconds: float,
    ) -> None:
        self.counts = Counts()
        self.is_gone = False
        """Whether the job does not exist any more: nothing is sent from then on."""
        self._spool = spool
        self._transport = transport
        self._control = control
        self._leftovers = leftovers
        self._job_is_swept = False
        self._others_are_swept = False
        self._poll_seconds = poll_seconds
        self._delivery = Delivery(spool.outbox, transport, self.counts)
        self._wake = threading.Event()
        self._is_idle = threading.Event()
        self._deadline: Optional[float] = None
        self._wait_seconds = 0.0
        self._next_poll_at = 0.0
        self._beat_is_due = False
        self._thread = threading.Thread(target=self._run, name="finetune-lab", daemon=True)

    def start(self) -> None:
        """Begins sending."""
        self._thread.start()

    def notify(self) -> None:
        """Something waits to be sent."""
        self._is_idle.clear()
        self._wake.set()

    def beat(self) -> None:
        """The training loop is alive although it logs nothing."""
        self._beat_is_due = True
        self._wake.set()

    def flush(self, timeout_seconds: float) -> bool:
        """Waits until everything is delivered, at most so long; whether it is."""
        self.notify()
        self._is_idle.wait(timeout_seconds)
        return self._spool.is_delivered

    def finish(self, timeout_seconds: float) -> bool:
        """Delivers what waits, at most so long, and ends the thread; whether everything is delivered."""
        self._deadline = time.monotonic() + timeout_seconds
        self.notify()
        self._thread.join(timeout_seconds + LAST_WAIT_SECONDS)
        return self._spool.is_delivered

    def _run(self) -> None:
        try:
            while not self._is_over():
                self._turn()
        except Exception:
            logger.exception("The background thread ended; what is logged from now on stays on the disk.")
            self.is_gone = True
        finally:
            self._is_idle.set()
            self._transport.close()

    def _turn(self) -> None:
        began_at = time.monotonic()
        try:
            self._deliver()
            self._ask(began_at)
            self._wait_seconds = 0.0
        except Unreachable as problem:
            self._back_off(problem, problem.retry_after_seconds)
        except Unauthorized as problem:
            self._back_off(problem, LONGEST_WAIT_SECONDS if self._deadline is None else None)
        except JobGone as problem:
            self.is_gone = True
            logger.warning("The server has no such job (%s). What was logged is kept in %s.", problem, self._spool.outbox.path)
            return
        self._rest(began_at)

    def _deliver(self) -> None:
        if not self._job_is_swept:
            for outbox in self._leftovers.of_job():
                deliver_leftover(outbox, self._transport, self.counts)
            self._job_is_swept = True
        self._deliver_own()
        if not self._others_are_swept and self._deadline is None:
            for outbox in self._leftovers.of_others():
                deliver_leftover(outbox, self._transport, self.counts, between=self._deliver_own)
            self._others_are_swept = True

    def _deliver_own(self) -> None:
        """Delivers what waits now. What is logged meanwhile comes next turn, or a trainer that logs all the time would never hear of a stop."""
        until = self._spool.written_bytes
        while self._spool.outbox.state.offset < until and self._delivery.step():
            self._wait_seconds = 0.0
        self._spool.compact()
        if self._spool.is_delivered:
            self._is_idle.set()

    def _ask(self, now: float) -> None:
        job_id = self._spool.outbox.state.job_id
        if job_id is None:
            return
        if self._beat_is_due:
            self._beat_is_due = False
            try:
                self._transport.send(operations.REPORT_STATUS, {"input": {"jobId": job_id, "status": "RUNNING"}})
            except Refused as refusal:
                logger.debug("A beat was refused: %s", refusal)
        if now >= self._next_poll_at and self._control.is_supported and self._deadline is None:
            self._next_poll_at = now + self._poll_seconds
            self._control.ask(self._transport, job_id)

    def _back_off(self, problem: Exception, asked_seconds: Optional[float]) -> None:
        if self._wait_seconds == 0.0:
            logger.warning("The server does not take it now (%s); what is logged waits on the disk.", problem)
        doubled = min(LONGEST_WAIT_SECONDS, max(FIRST_WAIT_SECONDS, self._wait_seconds * 2))
        self._wait_seconds = max(doubled, asked_seconds or 0.0)
        longest = LONGEST_WAIT_SECONDS if self._deadline is None else LAST_WAIT_SECONDS
        self._pause(min(self._wait_seconds, longest) * random.uniform(0.8, 1.2))

    def _pause(self, seconds: float) -> None:
        """Waits although something may wait to be sent; the end of the job cuts it short."""
        until = time.monotonic() + seconds
        was_ending = self._deadline is not None
        while not self._is_over() and (was_ending or self._deadline is None):
            left = until - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, 0.1))

    def _rest(self, began_at: float) -> None:
        """Waits for something to do: at least the shortest interval, at most until control is asked for again."""
        if self._deadline is None:
            time.sleep(max(0.0, began_at + MIN_INTERVAL_SECONDS - time.monotonic()))
            self._wake.wait(max(0.0, self._next_poll_at - time.monotonic()))
            self._wake.clear()

    def _is_over(self) -> bool:
        if self.is_gone:
            return True
        return self._deadline is not None and (self._spool.is_delivered or time.monotonic() >= self._deadline)


def deliver_leftover(outbox: Outbox, transport: Transport, counts: Counts, between: Callable[[], None] = lambda: None) -> None:
    """Delivers what an earlier process left, and removes it."""
    delivery = Delivery(outbox, transport, counts)
    try:
        while delivery.step():
            between()
        outbox.remove()
    except JobGone as problem:
        kept = outbox.set_aside()
        logger.warning("What an earlier process left cannot be delivered (%s). It is kept in %s.", problem, kept)
    except BaseException:
        outbox.release()
        raise


class Leftovers:
    """What earlier processes left for one server and key."""

    def __init__(self, root: Path, folder: Path, url: str, key_prefix: str) -> None:
        self._root = root
        self._folder = folder
        self._whose = (url, key_prefix)

    def of_job(self) -> Iterator[Outbox]:
        """Those of this job, the oldest first."""
        return filter(self._belongs, abandoned(self._root, self._folder))

    def of_others(self) -> Iterator[Outbox]:
        """Those of all jobs."""
        return filter(self._belongs, abandoned(self._root))

    def _belongs(self, outbox: Outbox) -> bool:
        header = outbox.header()
        if header is None:
            outbox.remove()
            return False
        if (header.get("url"), header.get("key")) == self._whose:
            return True
        outbox.release()
        return False

"""What the server wants of the trainer: a stop, and changes of parameters."""

from __future__ import annotations

import logging
import threading
from typing import Any, Deque, Dict, List, Optional, Set
from collections import deque

from . import _operations as operations
from ._transport import Refused, Transport
from .updates import ParameterUpdate

logger = logging.getLogger("finetune_lab")


class Control:
    """Asked for by the background thread, read by the training loop without waiting."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Set[str] = set()
        self._waiting: Deque[ParameterUpdate] = deque()
        self.should_stop = False
        self.save_checkpoint = False
        self.is_supported = True

    def ask(self, transport: Transport, job_id: str) -> None:
        """Asks the server once. Raises ``Unreachable`` and ``Unauthorized``."""
        try:
            found = transport.send(operations.CONTROL, {"jobId": job_id})["trainingControl"]
        except Refused as refusal:
            self.is_supported = refusal.code not in ("GRAPHQL_VALIDATION_FAILED", "NOT_FOUND")
            logger.warning("Stops and changes of parameters do not arrive: %s", refusal)
            return
        fresh = self._take(found)
        for update in fresh:
            try:
                transport.send(operations.ACKNOWLEDGE, {"input": {"id": update.id, "status": "DELIVERED"}})
            except Refused as refusal:
                logger.warning("The receipt of a parameter update was refused: %s", refusal)
            with self._lock:
                self._seen.add(update.id)
                self._waiting.append(update)

    def take_updates(self) -> List[ParameterUpdate]:
        """The updates that came since the last call, in their order."""
        with self._lock:
            taken = list(self._waiting)
            self._waiting.clear()
            return taken

    def _take(self, found: Dict[str, Any]) -> List[ParameterUpdate]:
        self.should_stop = bool(found.get("shouldStop"))
        self.save_checkpoint = bool(found.get("saveCheckpoint"))
        updates = [ParameterUpdate(item["id"], _object(item.get("parameters"))) for item in found.get("updates") or []]
        with self._lock:
            return [update for update in updates if update.id not in self._seen]


def _object(value: Optional[Any]) -> Dict[str, Any]:
    return value if isinstance(value, dict) else {}

"""What a trainer can change while it runs, and requests to change it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Union

Value = Union[float, int, bool, str]

NOW = "NOW"
AT_EPOCH = "AT_EPOCH"
NEEDS_RESTART = "NEEDS_RESTART"
IMPOSSIBLE = "IMPOSSIBLE"


@dataclass(frozen=True)
class Parameter:
    """A parameter of a running job, as declared to the server."""

    name: str
    type: str
    """FLOAT, INT, BOOLEAN or STRING."""
    applies: str
    """NOW, AT_EPOCH (from the next epoch), NEEDS_RESTART (from a checkpoint, in a new attempt) or IMPOSSIBLE."""
    current: Optional[Value] = None
    minimum: Optional[float] = None
    maximum: Optional[float] = None
    why: Optional[str] = field(default=None, compare=False)
    """For a change that is not possible while the job runs: the reason."""

    def objection(self, value: Any) -> Optional[str]:
        """Why a value cannot be applied while the job runs; None when it can."""
        if self.applies in (NEEDS_RESTART, IMPOSSIBLE):
            possible = "needs a restart from a checkpoint" if self.applies == NEEDS_RESTART else "cannot change"
            return f"{self.name} {possible}" + (f": {self.why}" if self.why else "")
        return self._wrong_type(value) or self._out_of_range(value)

    def _wrong_type(self, value: Any) -> Optional[str]:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        fits = {
            "FLOAT": is_number,
            "INT": is_number and float(value).is_integer(),
            "BOOLEAN": isinstance(value, bool),
            "STRING": isinstance(value, str),
        }[self.type]
        return None if fits else f"{self.name} is of type {self.type}, and {value!r} is not"

    def _out_of_range(self, value: Any) -> Optional[str]:
        if self.minimum is not None and value < self.minimum:
            return f"{self.name} is at least {self.minimum:g}"
        if self.maximum is not None and value > self.maximum:
            return f"{self.name} is at most {self.maximum:g}"
        return None

    def declaration(self) -> Dict[str, Any]:
        """The parameter as the API takes it."""
        given = {"minimum": self.minimum, "maximum": self.maximum, "current": self.current}
        return {
            "name": self.name,
            "type": self.type,
            "applies": self.applies,
            **{name: value for name, value in given.items() if value is not None},
        }


@dataclass(frozen=True)
class ParameterUpdate:
    """A request to change parameters of the running job. It is applied as a whole or refused as a whole."""

    id: str
    parameters: Mapping[str, Any]


def objections(update: ParameterUpdate, declared: Mapping[str, Parameter]) -> List[str]:
    """Everything that stands against an update; empty when it can be applied."""
    if not update.parameters:
        return ["the update names no parameter"]
    found = [
        declared[name].objection(value) if name in declared else f"{name} is no parameter of this trainer"
        for name, value in update.parameters.items()
    ]
    return [sentence for sentence in found if sentence is not None]

"""What a running Trainer of Hugging Face can change, and how."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional

from . import _schedule as schedule
from .updates import AT_EPOCH, IMPOSSIBLE, NEEDS_RESTART, NOW, Parameter, ParameterUpdate

WITHOUT_WARMUP = ("constant", "reduce_lr_on_plateau", "greedy")
INTERVALS = {"eval_steps": "eval_strategy", "save_steps": "save_strategy", "logging_steps": "logging_strategy"}


@dataclass
class EarlyStopping:
    """Stops a run whose metric no longer improves."""

    patience: int = 0
    """Number of evaluations without improvement after which to stop; 0: never."""
    threshold: float = 0.0
    """The least change that is an improvement."""
    best: Optional[float] = None
    waited: int = 0

    def is_over(self, value: float, greater_is_better: bool) -> bool:
        """Takes an evaluation in; whether to stop."""
        gain = math.inf if self.best is None else (value - self.best if greater_is_better else self.best - value)
        if gain > self.threshold:
            self.best, self.waited = value, 0
        else:
            self.waited += 1
        return 0 < self.patience <= self.waited


class Steering:
    """Applies changes to the objects of one training."""

    def __init__(self, args: Any, state: Any, optimizer: Any, scheduler: Any, batches: Optional[int], can_shrink: bool) -> None:
        self._args = args
        self._state = state
        self._optimizer = optimizer
        self._scheduler = scheduler
        self._batches = batches
        """Micro-batches of an epoch; None: the data has no known length."""
        self._can_shrink = can_shrink
        """Whether the accumulation can shrink, too."""
        self._is_own_shape = _is_transformers_shape(scheduler)
        self._warmup_steps = args.get_warmup_steps(state.max_steps)
        self.early_stopping = EarlyStopping()

    def declared(self) -> Dict[str, Parameter]:
        """Every parameter with what is possible for it now."""
        args, state = self._args, self._state
        parameters = [
            Parameter("learning_rate", "FLOAT", NOW, args.learning_rate, 0.0, 10.0),
            self._accumulation(),
            self._weight_decay(),
            self._warmup(),
            *(self._interval(name, strategy) for name, strategy in INTERVALS.items()),
            self._early_stop("early_stopping_patience", "INT", self.early_stopping.patience),
            self._early_stop("early_stopping_threshold", "FLOAT", self.early_stopping.threshold),
            Parameter("per_device_train_batch_size", "INT", NEEDS_RESTART, args.per_device_train_batch_size, 1, why="the data loader is built already"),
            Parameter("num_train_epochs", "FLOAT", NEEDS_RESTART, args.num_train_epochs, 0, why="the loop over the epochs has begun"),
            Parameter("lr_scheduler_type", "STRING", NEEDS_RESTART, _text(args.lr_scheduler_type)),
            Parameter("optim", "STRING", NEEDS_RESTART, _text(args.optim)),
            Parameter("seed", "INT", IMPOSSIBLE, args.seed, why="the random numbers so far were drawn from it"),
            Parameter("max_steps", "INT", NEEDS_RESTART, state.max_steps, 1, why="the schedule and the number of epochs follow from it"),
        ]
        return {parameter.name: parameter for parameter in parameters}

    def objections(self, update: ParameterUpdate) -> List[str]:
        """What stands against an update beyond type and range."""
        accumulation = update.parameters.get("gradient_accumulation_steps")
        if accumulation is None or accumulation >= self._args.gradient_accumulation_steps or self._can_shrink:
            return []
        return ["gradient_accumulation_steps can only grow: the loop has fixed the number of steps of an epoch (callback.attach(trainer) lifts this)"]

    def is_ready(self, update: ParameterUpdate, is_between_epochs: bool) -> bool:
        """Whether an update can be applied at this step.

        The trainer ends an accumulation wherever the number of micro-batches of the epoch is a multiple of the accumulation, so a change
        waits for a multiple of both; a smaller accumulation needs more steps than the epoch's loop has, and waits for the next one.
        """
        accumulation = update.parameters.get("gradient_accumulation_steps")
        if accumulation is None or is_between_epochs or self._batches is None:
            return True
        if accumulation < self._args.gradient_accumulation_steps:
            return False
        return self._batches_done() % int(accumulation) == 0

    def apply(self, update: ParameterUpdate) -> None:
        """Applies an update that nothing stands against. The number of all steps is in ``state.max_steps`` afterwards."""
        values = dict(update.parameters)
        accumulation = values.pop("gradient_accumulation_steps", None)
        if accumulation is not None:
            self._set_accumulation(int(accumulation))
        for name, value in values.items():
            self._set(name, value)

    def _set(self, name: str, value: Any) -> None:
        args, state = self._args, self._state
        if name == "learning_rate":
            schedule.set_peak(self._scheduler, self._optimizer, float(value), float(args.learning_rate))
            args.learning_rate = float(value)
        elif name == "weight_decay":
            schedule.set_weight_decay(self._optimizer, float(value))
            args.weight_decay = float(value)
        elif name == "warmup_steps":
            schedule.set_shape(self._scheduler, self._optimizer, self._shape(int(value)))
            self._warmup_steps = args.warmup_steps = int(value)
        elif name in INTERVALS:
            setattr(state, name, int(value))
            setattr(args, name, int(value))
        elif name == "early_stopping_patience":
            self.early_stopping.patience, self.early_stopping.waited = int(value), 0
        elif name == "early_stopping_threshold":
            self.early_stopping.threshold = float(value)

    def _set_accumulation(self, value: int) -> None:
        args, state = self._args, self._state
        args.gradient_accumulation_steps = value
        earlier, state.max_steps = state.max_steps, total_steps(
            done=state.global_step,
            batches=self._batches or 1,
            accumulation=value,
            epoch=float(state.epoch or 0.0),
            epochs=state.num_train_epochs if args.max_steps > 0 else args.num_train_epochs,
            most=args.max_steps if args.max_steps > 0 else None,
        )
        if state.max_steps != earlier and schedule.has_shape(self._scheduler):
            schedule.stretch(self._scheduler, self._optimizer, state.global_step, earlier, state.max_steps)

    def _shape(self, warmup_steps: int) -> schedule.Shape:
        """The shape that a new scheduler has. It is made for an optimizer of its own: making one changes the optimizer that it is for."""
        import torch
        from transformers import get_scheduler

        stand_in = torch.optim.SGD([torch.zeros(1)], lr=max(float(self._args.learning_rate), 1e-12))
        made = get_scheduler(
            self._args.lr_scheduler_type,
            stand_in,
            num_warmup_steps=warmup_steps,
            num_training_steps=self._state.max_steps,
            scheduler_specific_kwargs=self._args.lr_scheduler_kwargs,
        )
        shape: schedule.Shape = made.lr_lambdas[0]
        return shape

    def _batches_done(self) -> int:
        """Micro-batches of this epoch that are done; 0 at its end, where the next one begins."""
        return round((float(self._state.epoch or 0.0) % 1.0) * (self._batches or 0)) % (self._batches or 1)

    def _accumulation(self) -> Parameter:
        name, current = "gradient_accumulation_steps", self._args.gradient_accumulation_steps
        why = None
        if self._batches is None:
            why = "the length of the data is not known, so the number of steps cannot be computed"
        elif getattr(self._args, "deepspeed", None):
            why = "DeepSpeed has it in its engine"
        elif not schedule.has_shape(self._scheduler) and hasattr(schedule.inner(self._scheduler), "base_lrs"):
            why = f"the schedule of a {type(schedule.inner(self._scheduler)).__name__} cannot be computed again"
        if why is not None:
            return Parameter(name, "INT", IMPOSSIBLE, current, 1, why=why)
        return Parameter(name, "INT", AT_EPOCH if self._can_shrink else NOW, current, 1, self._batches)

    def _weight_decay(self) -> Parameter:
        applies = NOW if schedule.takes_weight_decay(self._optimizer) else IMPOSSIBLE
        return Parameter("weight_decay", "FLOAT", applies, self._args.weight_decay, 0.0, 10.0, why="the optimizer has none")

    def _warmup(self) -> Parameter:
        name, current, kind = "warmup_steps", self._warmup_steps, _text(self._args.lr_scheduler_type)
        if not self._is_own_shape or kind in WITHOUT_WARMUP:
            why = f"the schedule {kind} has no warm-up" if self._is_own_shape else "the scheduler is not one of transformers"
            return Parameter(name, "INT", IMPOSSIBLE, current, 0, why=why)
        return Parameter(name, "INT", NOW, current, 0, self._state.max_steps)

    def _interval(self, name: str, strategy: str) -> Parameter:
        is_by_steps = _text(getattr(self._args, strategy)) == "steps"
        current = getattr(self._state, name)
        fits = isinstance(current, int) and current > 0
        return Parameter(name, "INT", NOW if is_by_steps else IMPOSSIBLE, current if fits else None, 1, why=f"{strategy} is not steps")

    def _early_stop(self, name: str, kind: str, current: float) -> Parameter:
        evaluates = _text(self._args.eval_strategy) != "no"
        return Parameter(name, kind, NOW if evaluates else IMPOSSIBLE, current, 0, why="nothing is evaluated")


def total_steps(*, done: int, batches: int, accumulation: int, epoch: float, epochs: float, most: Optional[int]) -> int:
    """Number of optimizer steps of the whole training when the accumulation changes after ``done`` of them.

    ``batches``: micro-batches of an epoch; ``epoch``: epochs done, with a fraction; ``epochs``: those that the loop has; ``most``: the limit that
    was asked for. Every epoch begins an accumulation, so its last step may have fewer micro-batches.
    """
    per_epoch = math.ceil(batches / accumulation)
    whole = math.floor(epoch + 1e-9)
    batches_done = round((epoch - whole) * batches)
    last_part = epochs - math.floor(epochs)
    left = 0
    for index in range(whole, math.ceil(epochs)):
        share = last_part if last_part > 0 and index == math.floor(epochs) else 1.0
        if index == whole and batches_done > 0:
            left += max(0, math.ceil(share * per_epoch) - math.ceil(batches_done / accumulation)) if share < 1 else math.ceil((batches - batches_done) / accumulation)
        else:
            left += math.ceil(share * per_epoch)
    total = done + left
    return max(done, total if most is None else min(most, total))


def settings_of(parameters: Mapping[str, Any]) -> str:
    """Parameters as a sentence for a log."""
    return ", ".join(f"{name} = {value}" for name, value in parameters.items())


def _is_transformers_shape(scheduler: Any) -> bool:
    shapes: List[Any] = getattr(schedule.inner(scheduler), "lr_lambdas", None) or []
    return bool(shapes) and getattr(getattr(shapes[0], "func", shapes[0]), "__module__", "") == "transformers.optimization"


def _text(value: Any) -> str:
    return str(getattr(value, "value", value))

"""Changes of a running schedule of torch: learning rate, length, shape. Knows torch's objects by their attributes and imports nothing."""

from __future__ import annotations

from typing import Any, Callable, List, Optional

Shape = Callable[[int], float]
"""Multiplier of the base rate after a number of optimizer steps."""


def inner(scheduler: Any) -> Any:
    """The scheduler of torch within a wrapper of Accelerate."""
    return getattr(scheduler, "scheduler", scheduler)


def has_shape(scheduler: Any) -> bool:
    """Whether its rate is the base rate times a function of the step, which can be exchanged (``LambdaLR``)."""
    return hasattr(inner(scheduler), "lr_lambdas")


def set_peak(scheduler: Optional[Any], optimizer: Any, peak: float, earlier: float) -> None:
    """Sets the rate that the schedule multiplies; groups with a rate of their own keep their share of it.

    The optimizer's rate alone would not do: the scheduler writes it again after every step, from its ``base_lrs``.
    """
    scheduler = None if scheduler is None else inner(scheduler)
    share = peak / earlier if earlier > 0 else None
    base = getattr(scheduler, "base_lrs", None)
    if base is not None:
        scheduler.base_lrs = [peak if share is None else rate * share for rate in base]  # type: ignore[union-attr]
    for index, group in enumerate(optimizer.param_groups):
        if base is not None:
            group["initial_lr"] = scheduler.base_lrs[index]  # type: ignore[union-attr]
        _set_rate(group, peak if share is None else float(group["lr"]) * share)
    if scheduler is not None and has_shape(scheduler):
        _follow(scheduler, optimizer)
    elif scheduler is not None:
        scheduler._last_lr = [float(group["lr"]) for group in optimizer.param_groups]


def set_shape(scheduler: Any, optimizer: Any, shape: Shape) -> None:
    """Exchanges the function of the step, also for the step that comes next."""
    scheduler = inner(scheduler)
    scheduler.lr_lambdas = [shape] * len(scheduler.base_lrs)
    _follow(scheduler, optimizer)


def stretch(scheduler: Any, optimizer: Any, done: int, earlier_total: int, total: int) -> None:
    """Fits what is left of the schedule into another number of steps: it goes on from where it is and ends as it would have ended."""
    scheduler = inner(scheduler)
    scheduler.lr_lambdas = [stretched(shape, done, earlier_total, total) for shape in scheduler.lr_lambdas]
    _follow(scheduler, optimizer)


def stretched(shape: Shape, done: int, earlier_total: int, total: int) -> Shape:
    """A shape whose part after ``done`` of ``earlier_total`` steps takes until ``total``."""
    pace = (earlier_total - done) / max(1, total - done)

    # A plain function: torch leaves those out of a checkpoint, and would pickle an object's attributes.
    def shape_again(step: int) -> float:
        return shape(step) if step <= done else shape(done + (step - done) * pace)  # type: ignore[arg-type]

    return shape_again


def set_weight_decay(optimizer: Any, value: float) -> None:
    """Sets the decay of the groups that have one; groups of biases and norms stay without.

    Where no group has any yet, those with matrices get it.
    """
    groups = _decaying(optimizer)
    for group in groups:
        group["weight_decay"] = value


def takes_weight_decay(optimizer: Any) -> bool:
    """Whether there is a group to set it for."""
    return bool(_decaying(optimizer))


def _decaying(optimizer: Any) -> List[Any]:
    able = [group for group in optimizer.param_groups if "weight_decay" in group]
    having = [group for group in able if group["weight_decay"] > 0 or group.get("_takes_decay")]
    chosen = having or [group for group in able if any(parameter.dim() >= 2 for parameter in group["params"])]
    for group in chosen:
        group["_takes_decay"] = True
    return chosen


def _follow(scheduler: Any, optimizer: Any) -> None:
    """Brings the optimizer's rates to what the schedule gives for the next step."""
    rates = [base * shape(scheduler.last_epoch) for base, shape in zip(scheduler.base_lrs, scheduler.lr_lambdas)]
    for group, rate in zip(optimizer.param_groups, rates):
        _set_rate(group, rate)
    scheduler._last_lr = rates


def _set_rate(group: Any, rate: float) -> None:
    """A rate may be a tensor (compiled optimizers), which is filled and not replaced."""
    if hasattr(group["lr"], "fill_"):
        group["lr"].fill_(rate)
    else:
        group["lr"] = rate

"""A callback for the Trainer of Lightning: logs, steers and stops the run."""

from __future__ import annotations

from collections import deque
from typing import Any, Deque, Dict, List, Optional, Tuple

import torch

try:
    from lightning.pytorch import Callback
except ImportError:
    from pytorch_lightning import Callback

from . import _schedule as schedule
from .job import Job, init
from .updates import AT_EPOCH, IMPOSSIBLE, NEEDS_RESTART, NOW, Parameter, ParameterUpdate, objections


class FineTuneLabCallback(Callback):  # type: ignore[misc, unused-ignore]
    """Give it to a Trainer: ``Trainer(callbacks=[FineTuneLabCallback()])``. It logs what the module logs, and the learning rate.

    ``job``: a job to log to, which its maker finishes; without one the callback opens one with the given fields (those of
    ``finetune_lab.init``) when training begins and finishes it when training ends. A stop with a checkpoint saves it as
    ``stopped-<step>.ckpt`` in the trainer's root folder.
    """

    def __init__(self, job: Optional[Job] = None, *, agree_steps: int = 10, **fields: Any) -> None:
        self.job = job
        self._is_own_job = job is None
        self._fields = fields
        self._agree_steps = agree_steps
        self._waiting: Deque[ParameterUpdate] = deque()
        self._was_stopped = False
        self._peak = 0.0
        self._last_logged = -1

    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        self._waiting.clear()
        self._was_stopped = False
        self._peak = _peak(trainer)
        if not trainer.is_global_zero:
            self.job = None
            return
        if self.job is None:
            known = {"name": type(pl_module).__name__, "hyperparameters": dict(pl_module.hparams), "total_steps": _total(trainer)}
            self.job = init(**{**known, "resume": False if self._fields.get("external_id") else None, **self._fields})
        if self._is_own_job and self.job.may_resume:
            self.job.start_attempt(trainer.global_step, only_if_logged=True)
        self._declare(trainer)

    def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
        step = trainer.global_step
        if self.job is not None and step != self._last_logged and step % trainer.log_every_n_steps == 0:
            self._last_logged = step
            rates = {"learning_rate": float(optimizer.param_groups[0]["lr"]) for optimizer in trainer.optimizers[:1]}
            self.job.log({**_numbers(trainer.logged_metrics), **rates, "epoch": _epoch(trainer)}, step=step)
        elif self.job is not None:
            self.job.beat()
        self._follow(trainer)

    def on_train_epoch_start(self, trainer: Any, pl_module: Any) -> None:
        if trainer.global_step > 0:
            self._follow(trainer, is_between_epochs=True)

    def on_validation_batch_end(self, *_: Any, **__: Any) -> None:
        if self.job is not None:
            self.job.beat()

    def on_validation_end(self, trainer: Any, pl_module: Any) -> None:
        if self.job is not None and not trainer.sanity_checking:
            self.job.log({**_numbers(trainer.callback_metrics), "epoch": _epoch(trainer)}, step=trainer.global_step)

    def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
        if self.job is not None and self._is_own_job:
            status = "CANCELLED" if isinstance(exception, KeyboardInterrupt) else "FAILED"
            self.job.finish(status, error_details=f"{type(exception).__name__}: {exception}")
            self.job = None

    def on_fit_end(self, trainer: Any, pl_module: Any) -> None:
        if self.job is None:
            return
        for update in [*self._waiting, *self.job.parameter_updates()]:
            self.job.refuse(update, "the training ended before it could be applied")
        self._waiting.clear()
        if self._is_own_job:
            self.job.finish("CANCELLED" if self._was_stopped else "FINISHED")
            self.job = None

    def _follow(self, trainer: Any, is_between_epochs: bool = False) -> None:
        stop, save, updates = self._agreed(trainer, is_between_epochs)
        self._waiting.extend(updates)
        if stop and not self._was_stopped:
            self._was_stopped = True
            trainer.should_stop = True
            if save:
                trainer.save_checkpoint(f"{trainer.default_root_dir}/stopped-{trainer.global_step}.ckpt")
        while self._waiting:
            update = self._waiting[0]
            against = objections(update, self._declared(trainer))
            if not against and "accumulate_grad_batches" in update.parameters and not is_between_epochs:
                return
            self._waiting.popleft()
            if against:
                if self.job is not None:
                    self.job.refuse(update, "; ".join(against))
                continue
            for name, value in update.parameters.items():
                self._set(trainer, name, value)
            if self.job is not None:
                self.job.acknowledge(update, applied_at_step=trainer.global_step + 1)
                self._declare(trainer)

    def _set(self, trainer: Any, name: str, value: Any) -> None:
        optimizer = trainer.optimizers[0]
        if name == "learning_rate":
            schedule.set_peak(_scheduler(trainer), optimizer, float(value), self._peak)
            self._peak = float(value)
        elif name == "weight_decay":
            schedule.set_weight_decay(optimizer, float(value))
        elif name == "accumulate_grad_batches":
            trainer.accumulate_grad_batches = int(value)
        elif name == "log_every_n_steps":
            trainer.log_every_n_steps = int(value)
        elif name == "val_check_batch":
            trainer.val_check_batch = int(value)

    def _declared(self, trainer: Any) -> Dict[str, Parameter]:
        has_one = len(trainer.optimizers) == 1
        steers = NOW if has_one else IMPOSSIBLE
        # A schedule by steps has its length from the module, which alone knows how to make it again.
        is_by_epoch = all(config.interval == "epoch" for config in trainer.lr_scheduler_configs)
        decays = has_one and schedule.takes_weight_decay(trainer.optimizers[0])
        batches = trainer.num_training_batches
        bounded = isinstance(trainer.val_check_batch, int)
        parameters = [
            Parameter("learning_rate", "FLOAT", steers, self._peak, 0.0, 10.0, why="the module has several optimizers"),
            Parameter("weight_decay", "FLOAT", NOW if decays else IMPOSSIBLE, None, 0.0, 10.0, why="the optimizer has none"),
            Parameter(
                "accumulate_grad_batches",
                "INT",
                AT_EPOCH if has_one and is_by_epoch else NEEDS_RESTART,
                trainer.accumulate_grad_batches,
                1,
                why="the module's schedule counts steps, whose number would change",
            ),
            Parameter("log_every_n_steps", "INT", NOW, trainer.log_every_n_steps, 1),
            Parameter(
                "val_check_batch", "INT", NOW if bounded else IMPOSSIBLE, trainer.val_check_batch if bounded else None, 1, batches, "validation is by epochs"
            ),
            Parameter("max_epochs", "INT", NEEDS_RESTART, trainer.max_epochs),
        ]
        return {parameter.name: parameter for parameter in parameters}

    def _declare(self, trainer: Any) -> None:
        if self.job is not None:
            self.job.declare_parameters(self._declared(trainer).values())

    def _agreed(self, trainer: Any, is_between_epochs: bool) -> Tuple[bool, bool, List[ParameterUpdate]]:
        """What the first process heard, in all processes at the same step."""
        if trainer.world_size > 1 and not is_between_epochs and trainer.global_step % self._agree_steps != 0:
            return False, False, []
        heard: Tuple[bool, bool, List[ParameterUpdate]] = (False, False, [])
        if self.job is not None:
            heard = (self.job.should_stop(), self.job.should_save_checkpoint, self.job.parameter_updates())
        if trainer.world_size > 1:
            shared = [heard]
            torch.distributed.broadcast_object_list(shared, src=0)
            heard = shared[0]
        return heard


def _scheduler(trainer: Any) -> Optional[Any]:
    configs = trainer.lr_scheduler_configs
    return configs[0].scheduler if configs else None


def _peak(trainer: Any) -> float:
    if not trainer.optimizers:
        return 0.0
    scheduler = _scheduler(trainer)
    base = getattr(scheduler, "base_lrs", None)
    return float(base[0] if base else trainer.optimizers[0].param_groups[0]["lr"])


def _total(trainer: Any) -> Optional[int]:
    steps = trainer.estimated_stepping_batches
    return int(steps) if steps not in (float("inf"), -1) else None


def _epoch(trainer: Any) -> float:
    batches = trainer.num_training_batches
    done = trainer.fit_loop.epoch_loop.batch_progress.current.completed
    return float(trainer.current_epoch + (min(done / batches, 1.0) if batches and batches != float("inf") else 0.0))


def _numbers(metrics: Any) -> Dict[str, float]:
    return {name: float(value) for name, value in metrics.items()}

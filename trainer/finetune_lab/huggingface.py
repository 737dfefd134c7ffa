"""A callback for the Trainer of Hugging Face, and so for those of TRL: logs, steers and stops the run."""

from __future__ import annotations

import inspect
import logging
import math
import time
from collections import deque
from typing import Any, Callable, Deque, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

import torch
from transformers import Trainer, TrainerCallback

from ._hf_steering import Steering, settings_of
from .job import Job, init
from .updates import ParameterUpdate, objections

logger = logging.getLogger("finetune_lab")

# Releases without this method (4.57 is one) compute an epoch's number of steps at its beginning, from the accumulation of then.
COUNTS_EACH_EPOCH = not hasattr(Trainer, "_run_epoch")

Scorer = Callable[[str, Optional[str]], Mapping[str, float]]


class FineTuneLabCallback(TrainerCallback):  # type: ignore[misc, unused-ignore]
    """Give it to a Trainer: ``Trainer(…, callbacks=[FineTuneLabCallback()])``.

    ``job``: a job to log to, which its maker finishes; without one the callback opens one with the given fields (those of
    ``finetune_lab.init``) when training begins and finishes it when training ends.

    ``samples``: prompts, or mappings with ``prompt`` and ``reference``, that the model answers at the end of every epoch (not a model that FSDP or
    DeepSpeed divides among processes); ``score`` gives the scores of an answer and its reference.

    Only the first process of a distributed run talks to the server. What it hears, all processes apply at the same step: they meet every
    ``agree_steps`` steps.
    """

    def __init__(
        self,
        job: Optional[Job] = None,
        *,
        samples: Sequence[Any] = (),
        score: Optional[Scorer] = None,
        max_new_tokens: int = 64,
        agree_steps: int = 10,
        **fields: Any,
    ) -> None:
        self.job = job
        self._is_own_job = job is None
        self._fields = fields
        self._samples = [sample if isinstance(sample, Mapping) else {"prompt": sample} for sample in samples]
        self._score = score
        self._max_new_tokens = max_new_tokens
        self._agree_steps = agree_steps
        self._can_shrink = COUNTS_EACH_EPOCH
        self._steering: Optional[Steering] = None
        self._waiting: Deque[ParameterUpdate] = deque()
        self.end_reason: Optional[str] = None
        """Why training ended: EARLY_STOPPED, or None for the end that was planned or a stop."""
        self._was_stopped = False
        self._step_began_at: Optional[float] = None
        self._busy_seconds = 0.0
        self._busy_steps = 0

    def attach(self, trainer: Any) -> None:
        """Lets gradient accumulation shrink, too. The Trainer fixes an epoch's number of steps before the first one; this computes it again."""
        run_epoch = getattr(trainer, "_run_epoch", None)
        if run_epoch is None or "num_update_steps_per_epoch" not in inspect.signature(run_epoch).parameters:
            return

        def run_epoch_again(*args: Any, **kwargs: Any) -> Any:
            if "num_update_steps_per_epoch" in kwargs and "steps_in_epoch" in kwargs:
                kwargs["num_update_steps_per_epoch"] = max(1, math.ceil(kwargs["steps_in_epoch"] / trainer.args.gradient_accumulation_steps))
            return run_epoch(*args, **kwargs)

        trainer._run_epoch = run_epoch_again
        self._can_shrink = True

    # The Trainer's hooks

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        batches = _length(kwargs.get("train_dataloader"))
        self._steering = Steering(args, state, kwargs["optimizer"], kwargs["lr_scheduler"], batches, self._can_shrink)
        self._waiting.clear()
        self.end_reason, self._was_stopped = None, False
        if not state.is_world_process_zero:
            self.job = None
            return
        if self.job is None:
            self.job = init(**self._described(args, kwargs.get("model")))
        if self._is_own_job and self.job.may_resume:
            self.job.start_attempt(state.global_step, only_if_logged=True)
        self.job.edit(total_steps=state.max_steps, total_epochs=math.ceil(args.num_train_epochs) if args.max_steps <= 0 else None)
        self._declare()

    def on_step_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self._step_began_at = time.monotonic()

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self._measure()
        self._follow(args, state, control, is_between_epochs=False)

    def on_epoch_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if state.global_step > 0 and not control.should_training_stop:
            self._follow(args, state, control, is_between_epochs=True)

    def on_epoch_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        # A model that is divided among processes answers only when all of them ask it.
        is_divided = args.world_size > 1 and (getattr(args, "fsdp", None) or getattr(args, "deepspeed", None))
        if self.job is not None and self._samples and not is_divided and kwargs.get("processing_class") is not None:
            self.job.log_predictions(self._predict(kwargs["model"], kwargs["processing_class"]), epoch=round(state.epoch), step=state.global_step)

    def on_log(self, args: Any, state: Any, control: Any, logs: Optional[Dict[str, Any]] = None, **kwargs: Any) -> None:
        if self.job is None or not logs:
            return
        numbers = {name: value for name, value in logs.items() if isinstance(value, (int, float))}
        if "loss" in numbers and self._busy_seconds > 0:
            batch = args.per_device_train_batch_size * args.gradient_accumulation_steps * args.world_size
            numbers["samples_per_second"] = self._busy_steps * batch / self._busy_seconds
            self._busy_seconds, self._busy_steps = 0.0, 0
        self.job.log(numbers, step=state.global_step)
        if torch.cuda.is_available():
            self.job.log_system(_gpu_memory())

    def on_evaluate(self, args: Any, state: Any, control: Any, metrics: Optional[Dict[str, float]] = None, **kwargs: Any) -> None:
        if self._steering is None or not metrics:
            return
        name = args.metric_for_best_model or "loss"
        value = metrics.get(name if name.startswith("eval_") else f"eval_{name}")
        if value is not None and self._steering.early_stopping.is_over(float(value), bool(args.greater_is_better)):
            self.end_reason = "EARLY_STOPPED"
            control.should_training_stop = True

    def on_prediction_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self.job is not None:
            self.job.beat()

    def on_substep_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self.job is not None:
            self.job.beat()

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self.job is None:
            return
        for update in [*self._waiting, *self.job.parameter_updates()]:
            self.job.refuse(update, "the training ended before it could be applied")
        self._waiting.clear()
        if self._is_own_job:
            self.job.finish("CANCELLED" if self._was_stopped else "FINISHED", end_reason=self.end_reason)
            self.job = None

    # Stops and changes

    def _follow(self, args: Any, state: Any, control: Any, is_between_epochs: bool) -> None:
        """Applies what the server wants at this step, in all processes."""
        stop, save, updates = self._agreed(args, state, is_between_epochs)
        self._waiting.extend(updates)
        if stop:
            self._was_stopped = True
            control.should_training_stop = True
            control.should_save = control.should_save or save
        while self._waiting and self._steering is not None:
            update = self._waiting[0]
            against = objections(update, self._steering.declared()) or self._steering.objections(update)
            if not against and not self._steering.is_ready(update, is_between_epochs):
                return
            self._waiting.popleft()
            if against:
                logger.warning("Refused: %s (%s)", settings_of(update.parameters), "; ".join(against))
                if self.job is not None:
                    self.job.refuse(update, "; ".join(against))
            else:
                self._apply(update, state)

    def _apply(self, update: ParameterUpdate, state: Any) -> None:
        """The step it holds from is the next one: this one is done."""
        assert self._steering is not None
        earlier_total = state.max_steps
        self._steering.apply(update)
        logger.info("Applied from step %d: %s", state.global_step + 1, settings_of(update.parameters))
        if self.job is None:
            return
        self.job.acknowledge(update, applied_at_step=state.global_step + 1)
        if state.max_steps != earlier_total:
            self.job.edit(total_steps=state.max_steps)
        self._declare()

    def _agreed(self, args: Any, state: Any, is_between_epochs: bool) -> Tuple[bool, bool, List[ParameterUpdate]]:
        """What the first process heard: a stop, with a checkpoint, changes."""
        if args.world_size > 1 and not is_between_epochs and state.global_step % self._agree_steps != 0:
            return False, False, []
        heard: Tuple[bool, bool, List[ParameterUpdate]] = (False, False, [])
        if self.job is not None:
            heard = (self.job.should_stop(), self.job.should_save_checkpoint, self.job.parameter_updates())
        if args.world_size > 1:
            shared = [heard]
            torch.distributed.broadcast_object_list(shared, src=0)
            heard = shared[0]
        return heard

    def _declare(self) -> None:
        if self.job is not None and self._steering is not None:
            self.job.declare_parameters(self._steering.declared().values())

    # What is logged

    def _described(self, args: Any, model: Any) -> Dict[str, Any]:
        config = getattr(model, "config", None)
        known = {
            "name": getattr(args, "run_name", None) or args.output_dir,
            "base_model": getattr(config, "name_or_path", None) or getattr(config, "model_type", None),
            "training_type": "FINE_TUNING",
            "hyperparameters": _hyperparameters(args),
        }
        return {**known, "resume": False if self._fields.get("external_id") else None, **self._fields}

    def _measure(self) -> None:
        """Time within steps: throughput counts neither evaluation nor checkpoints."""
        if self._step_began_at is not None:
            self._busy_seconds += time.monotonic() - self._step_began_at
            self._busy_steps += 1
            self._step_began_at = None

    def _predict(self, model: Any, tokenizer: Any) -> Iterable[Mapping[str, Any]]:
        """What the model answers to the samples now, without sampling."""
        was_training = model.training
        model.eval()
        answers = []
        try:
            for sample in self._samples:
                encoded = tokenizer(sample["prompt"], return_tensors="pt", add_special_tokens=True).to(model.device)
                encoded.pop("token_type_ids", None)
                with torch.no_grad():
                    made = model.generate(**encoded, max_new_tokens=self._max_new_tokens, do_sample=False, pad_token_id=_pad(tokenizer))
                text = tokenizer.decode(made[0][encoded["input_ids"].shape[1] :], skip_special_tokens=True)
                reference = sample.get("reference")
                scores = None if self._score is None else self._score(text, reference)
                answers.append({"prompt": sample["prompt"], "reference": reference, "prediction": text, "scores": scores})
        finally:
            model.train(was_training)
        return answers


def _length(loader: Any) -> Optional[int]:
    try:
        return len(loader)
    except TypeError:
        return None


def _pad(tokenizer: Any) -> Optional[int]:
    pad: Optional[int] = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
    return pad


def _gpu_memory() -> Dict[str, float]:
    return {
        name: value
        for index in range(torch.cuda.device_count())
        for name, value in (
            (f"system/gpu/{index}/allocated_bytes", float(torch.cuda.memory_allocated(index))),
            (f"system/gpu/{index}/peak_allocated_bytes", float(torch.cuda.max_memory_allocated(index))),
        )
    }


def _hyperparameters(args: Any) -> Dict[str, Any]:
    """The arguments that differ from an unset value; keys of hubs are left out."""
    return {name: value for name, value in args.to_dict().items() if value is not None and value != "" and not name.endswith("_token")}

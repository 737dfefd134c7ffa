"""Settings of a run of the reference trainer."""

from __future__ import annotations

import argparse
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from .._settings import runner_attempt, runner_output_folder


def _setting(default: Any, text: str, choices: Sequence[str] = ()) -> Any:
    return field(default=default, metadata={"help": text, "choices": choices or None})


@dataclass
class Settings:
    """Each field is an option of the command and a parameter of a job; both have its name."""

    method: str = _setting("sft", "sft (supervised) or dpo (direct preference optimisation)", ("sft", "dpo"))
    model: str = _setting("", "name or folder of a causal language model")
    tiny_random_model: bool = _setting(False, "a random model of 30,000 weights that reads bytes: for tests, needs no download")
    data: str = _setting("", "JSON Lines: messages, prompt and completion, or text; for dpo prompt, chosen and rejected. Empty: made-up sums")
    eval_data: str = _setting("", "JSON Lines of the same form; empty: eval_share of the data")
    eval_share: float = _setting(0.1, "share of the data that is held back for evaluation")
    output_dir: str = _setting("output", "folder of checkpoints and of the model")
    num_train_epochs: float = _setting(3.0, "epochs")
    max_steps: int = _setting(-1, "optimizer steps; over 0: in place of epochs")
    learning_rate: float = _setting(2e-5, "peak of the schedule")
    lr_scheduler_type: str = _setting("cosine", "shape of the schedule, as transformers names it")
    warmup_steps: int = _setting(0, "steps until the peak")
    weight_decay: float = _setting(0.0, "of matrices")
    per_device_train_batch_size: int = _setting(8, "examples a micro-batch")
    gradient_accumulation_steps: int = _setting(1, "micro-batches a step")
    max_length: int = _setting(512, "tokens of an example; the rest is cut off")
    logging_steps: int = _setting(5, "steps between points")
    eval_steps: int = _setting(50, "steps between evaluations; 0: none")
    save_steps: int = _setting(0, "steps between checkpoints; 0: none but the last")
    lora_rank: int = _setting(0, "over 0: trains adapters of this rank and not the model")
    beta: float = _setting(0.1, "dpo: how close to stay to the model at the start")
    sample_count: int = _setting(8, "prompts of the evaluation data that the model answers at the end of every epoch")
    seed: int = _setting(42, "of all random numbers")
    resume: bool = _setting(False, "go on from the last checkpoint in the output folder")
    name: Optional[str] = _setting(None, "name of the job")
    project: Optional[str] = _setting(None, "project of the job")
    output_model: Optional[str] = _setting(None, "name that the trained model registers as")


def read(arguments: Optional[Sequence[str]], parameters: Mapping[str, Any]) -> Tuple[Settings, List[str]]:
    """Settings of a command line, over which a job's parameters win, and the parameters that are none.

    The command is what a runner's configuration fixes; the parameters are what was chosen for this job. Raises ``ValueError`` for a value
    of the wrong type.
    """
    parser = argparse.ArgumentParser(prog="python -m finetune_lab.train", description="A reference trainer for causal language models.")
    for setting in fields(Settings):
        option = "--" + setting.name.replace("_", "-")
        text = setting.metadata["help"] + ("" if setting.default in (None, "", False, MISSING) else f" (default: {setting.default})")
        if setting.default is False:
            parser.add_argument(option, action="store_true", help=text)
        else:
            kind = str if setting.default is None else type(setting.default)
            parser.add_argument(option, type=kind, default=setting.default, choices=setting.metadata["choices"], help=text)
    kept = runner_output_folder()
    if kept is not None:
        # What an earlier attempt saved is gone on from.
        parser.set_defaults(output_dir=kept, resume=(runner_attempt() or 1) > 1)
    chosen: Dict[str, Any] = vars(parser.parse_args(arguments))
    known = {setting.name: setting for setting in fields(Settings)}
    for name in set(parameters) & set(known):
        chosen[name] = _typed(name, parameters[name], known[name].default)
    settings = Settings(**chosen)
    if not settings.model and not settings.tiny_random_model:
        parser.error("--model or --tiny-random-model is needed")
    return settings, sorted(set(parameters) - set(known))


def _typed(name: str, value: Any, default: Any) -> Any:
    kind = str if default is None else type(default)
    if isinstance(value, bool) is not (kind is bool) or (kind is int and isinstance(value, float) and not value.is_integer()):
        raise ValueError(f"the parameter {name} is {value!r}, which is no {kind.__name__}")
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise ValueError(f"the parameter {name} is {value!r}, which is no {kind.__name__}") from None

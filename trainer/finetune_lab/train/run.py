"""One run of the reference trainer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional

from ..huggingface import FineTuneLabCallback
from ..job import init
from . import data, models
from .settings import Settings


def run(settings: Settings) -> None:
    """Trains as the settings ask, and saves the model into the folder ``model`` of the output folder."""
    from transformers import set_seed
    from transformers.trainer_utils import get_last_checkpoint

    set_seed(settings.seed)
    train, evaluation = data.load(settings.method, settings.data, settings.eval_data, settings.eval_share, settings.seed)
    model, tokenizer = models.load("" if settings.tiny_random_model else settings.model, settings.seed)
    last = get_last_checkpoint(settings.output_dir) if settings.resume and Path(settings.output_dir).is_dir() else None
    job = init(
        settings.name or f"{settings.method} of {settings.model or 'a tiny random model'}",
        project=settings.project,
        training_type="FINE_TUNING",
        training_method=settings.method.upper(),
        base_model=settings.model or "tiny-random",
        output_model=settings.output_model,
        dataset_name=Path(settings.data).name or "sums",
        dataset_size=len(train) + len(evaluation),
        hyperparameters={name: value for name, value in vars(settings).items() if value not in (None, "")},
    )
    with job:
        callback = FineTuneLabCallback(job, samples=data.samples(evaluation, settings.sample_count), score=exact_match, max_new_tokens=16)
        trainer = _trainer(settings, model, tokenizer, train, evaluation, callback)
        callback.attach(trainer)
        trainer.train(resume_from_checkpoint=last)
        trainer.save_model(str(Path(settings.output_dir) / "model"))
        if callback.end_reason is not None:
            job.finish(end_reason=callback.end_reason)


def _trainer(settings: Settings, model: Any, tokenizer: Any, train: List[data.Example], evaluation: List[data.Example], callback: Any) -> Any:
    from datasets import Dataset
    from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

    is_dpo = settings.method == "dpo"
    config_class, trainer_class = (DPOConfig, DPOTrainer) if is_dpo else (SFTConfig, SFTTrainer)
    return trainer_class(
        model=model,
        args=config_class(**_arguments(settings, bool(evaluation)), **({"beta": settings.beta} if is_dpo else {})),
        train_dataset=Dataset.from_list(train),
        eval_dataset=Dataset.from_list(evaluation) if evaluation else None,
        processing_class=tokenizer,
        peft_config=_adapter(settings.lora_rank),
        callbacks=[callback],
    )


def _arguments(settings: Settings, has_evaluation: bool) -> Dict[str, Any]:
    import torch

    has_gpu = torch.cuda.is_available()
    same = (
        "output_dir num_train_epochs max_steps learning_rate lr_scheduler_type warmup_steps weight_decay per_device_train_batch_size "
        "gradient_accumulation_steps max_length logging_steps seed"
    )
    return {
        **{name: getattr(settings, name) for name in same.split()},
        "eval_strategy": "steps" if has_evaluation and settings.eval_steps > 0 else "no",
        "eval_steps": settings.eval_steps or None,
        "save_strategy": "steps" if settings.save_steps > 0 else "no",
        "save_steps": settings.save_steps or 500,
        "use_cpu": not has_gpu,
        "bf16": has_gpu and torch.cuda.is_bf16_supported(),
        "gradient_checkpointing": has_gpu,
        "report_to": [],
        "include_num_input_tokens_seen": "all",
    }


def _adapter(rank: int) -> Optional[Any]:
    if rank <= 0:
        return None
    from peft import LoraConfig

    return LoraConfig(r=rank, lora_alpha=2 * rank, target_modules="all-linear", task_type="CAUSAL_LM")


def exact_match(text: str, reference: Optional[str]) -> Mapping[str, float]:
    """1 where an answer is the reference, white space at the ends aside; nothing without a reference."""
    return {} if reference is None else {"exact_match": float(text.strip() == reference.strip())}

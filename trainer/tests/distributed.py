"""Two processes that train together; run by test_huggingface. Each writes the rates that its optimizer used, and its number of steps."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any, List

import torch
from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainerCallback, TrainingArguments

from finetune_lab.huggingface import FineTuneLabCallback


class Watcher(TrainerCallback):
    def __init__(self, callback: FineTuneLabCallback) -> None:
        self.rates: List[float] = []
        self.callback = callback

    def on_pre_optimizer_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self.rates.append(float(kwargs["optimizer"].param_groups[0]["lr"]))

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        # The first process has heard of both changes and the stop at a step where the processes do not meet.
        job = self.callback.job
        while state.global_step in (5, 17) and job is not None and not (job._control._waiting or job.should_stop()):
            time.sleep(0.01)


def main(folder: str) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = GPT2LMHeadModel(GPT2Config(vocab_size=16, n_positions=16, n_embd=8, n_layer=1, n_head=1, bos_token_id=0, eos_token_id=0))
    data = [{"input_ids": row, "labels": row} for row in torch.randint(0, 16, (200, 8))]
    args = TrainingArguments(
        folder,
        per_device_train_batch_size=2,
        learning_rate=1e-3,
        lr_scheduler_type="constant",
        logging_steps=1,
        save_strategy="no",
        report_to=[],
        disable_tqdm=True,
        use_cpu=True,
    )
    callback = FineTuneLabCallback(poll_seconds=0.02, agree_steps=10)
    watcher = Watcher(callback)
    Trainer(model, args, train_dataset=data, callbacks=[watcher, callback]).train()
    with open(f"{folder}/rank-{os.environ['RANK']}.json", "w") as file:
        json.dump(watcher.rates, file)


if __name__ == "__main__":
    main(sys.argv[1])

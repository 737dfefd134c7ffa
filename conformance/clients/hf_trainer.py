"""Trainers of Hugging Face on a tiny random model with our callback, steered from outside while they run.

Arguments: a folder for checkpoints, and runs as a JSON list of { name, options }; options are those of TrainingArguments. Each run prints a JSON
object at its end: what the optimizer really used at each step, and the steps of evaluations and checkpoints.
"""

import json
import os
import sys
import time
import warnings

os.environ["CUDA_VISIBLE_DEVICES"] = ""
warnings.filterwarnings("ignore")

import torch
import transformers
from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainerCallback, TrainingArguments

from finetune_lab.huggingface import FineTuneLabCallback

transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
torch.set_num_threads(1)


class Watcher(TrainerCallback):
    """Writes down what really happens."""

    def __init__(self):
        self.seen = {"rates": [], "decays": [], "microBatches": [], "evaluated": [], "saved": []}
        self.substeps = 0

    def on_pre_optimizer_step(self, args, state, control, **kwargs):
        groups = kwargs["optimizer"].param_groups
        self.seen["rates"].append(float(groups[0]["lr"]))
        self.seen["decays"].append([group["weight_decay"] for group in groups])

    def on_substep_end(self, args, state, control, **kwargs):
        self.substeps += 1

    def on_step_end(self, args, state, control, **kwargs):
        self.seen["microBatches"].append(self.substeps + 1)
        self.substeps = 0
        time.sleep(0.005)

    def on_evaluate(self, args, state, control, **kwargs):
        self.seen["evaluated"].append(state.global_step)

    def on_save(self, args, state, control, **kwargs):
        self.seen["saved"].append(state.global_step)


folder, runs = sys.argv[1], json.loads(sys.argv[2])
for run in runs:
    torch.manual_seed(0)
    model = GPT2LMHeadModel(GPT2Config(vocab_size=16, n_positions=16, n_embd=8, n_layer=1, n_head=1, bos_token_id=0, eos_token_id=0))
    data = [{"input_ids": row, "labels": row} for row in torch.randint(0, 16, (40, 8))]
    output_dir = f"{folder}/{run['name']}"
    arguments = TrainingArguments(
        output_dir=output_dir, report_to=[], use_cpu=True, disable_tqdm=True, per_device_train_batch_size=2, logging_steps=1, **run["options"]
    )
    watcher, callback = Watcher(), FineTuneLabCallback(name=run["name"], poll_seconds=0.1)
    trainer = Trainer(model, arguments, train_dataset=data, eval_dataset=data[:2], callbacks=[watcher, callback])
    callback.attach(trainer)
    trainer.train()
    print(json.dumps({**watcher.seen, "lastStep": trainer.state.global_step, "maxSteps": trainer.state.max_steps}), flush=True)

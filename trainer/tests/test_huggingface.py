"""A real Trainer on a tiny random model, changed while it runs. Skipped where torch and transformers are missing."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest
from typing import Any, Callable, Dict, List, Optional

from .base import ServerTestCase

MISSING = [name for name in ("torch", "transformers", "accelerate") if importlib.util.find_spec(name) is None]

if not MISSING:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    import transformers
    from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainerCallback, TrainingArguments

    from finetune_lab.huggingface import FineTuneLabCallback

    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    torch.set_num_threads(1)

    class Watcher(TrainerCallback):
        """Runs ``at[step]`` when that step is done, before our callback, and writes down what the optimizer really used."""

        def __init__(self) -> None:
            self.at: Dict[int, Callable[[], None]] = {}
            self.rates: List[float] = []
            self.decays: List[List[float]] = []
            self.micro_batches: List[int] = []
            self.evaluated: List[int] = []
            self.saved: List[int] = []
            self._substeps = 0

        def on_pre_optimizer_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            groups = kwargs["optimizer"].param_groups
            self.rates.append(float(groups[0]["lr"]))
            self.decays.append([group["weight_decay"] for group in groups])

        def on_substep_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            self._substeps += 1

        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            self.micro_batches.append(self._substeps + 1)
            self._substeps = 0
            if state.global_step in self.at:
                self.at[state.global_step]()

        def on_evaluate(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            self.evaluated.append(state.global_step)

        def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
            self.saved.append(state.global_step)


@unittest.skipIf(MISSING, f"not installed: {', '.join(MISSING)}")
class ARunningTrainer(ServerTestCase):
    def test_takes_a_learning_rate_through_its_schedule(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=3, learning_rate=1e-3, warmup_steps=10, lr_scheduler_type="linear")
        watcher.at[20] = lambda: self.change("u1", learning_rate=2e-4)
        trainer.train()
        shape = lambda step: linear(step, 10, 60)
        self.assert_rates(watcher, [1e-3 * shape(step) if step < 20 else 2e-4 * shape(step) for step in range(60)])
        self.assertEqual(self.answer("u1"), ("APPLIED", 21, None))
        (made,) = self.store.jobs.values()
        self.assertEqual((made["status"], made["fields"]["totalSteps"]), ("FINISHED", 60))
        logged = dict(self.store.series("learning_rate"))
        self.assertAlmostEqual(logged[60], 2e-4 * shape(59), delta=2e-4 / 40)
        self.assertEqual(len(self.store.series("loss")), 60)
        self.assertTrue(all(value > 0 for _, value in self.store.series("samples_per_second")))

    def test_takes_a_larger_accumulation_and_ends_with_all_data_and_its_schedule(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=3, gradient_accumulation_steps=2, learning_rate=1e-3, lr_scheduler_type="linear", batches=40)
        watcher.at[15] = lambda: self.change("u1", gradient_accumulation_steps=4)
        trainer.train()
        # 15 steps are 30 micro-batches; the next multiple of 4 is 32, after step 16. Left: 8 of this epoch and 80 of two more.
        total = 16 + 2 + 10 + 10
        self.assertEqual(watcher.micro_batches, [2] * 16 + [4] * 22)
        self.assertEqual((trainer.state.global_step, trainer.state.max_steps), (total, total))
        self.assertEqual(self.answer("u1"), ("APPLIED", 17, None))
        expected = [linear(step, 0, 60) if step <= 16 else linear(16 + (step - 16) * (60 - 16) / (total - 16), 0, 60) for step in range(total)]
        self.assert_rates(watcher, [1e-3 * share for share in expected])
        (made,) = self.store.jobs.values()
        self.assertEqual(made["fields"]["totalSteps"], total)

    def test_takes_a_smaller_accumulation_at_the_next_epoch_when_attached(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=3, gradient_accumulation_steps=4, learning_rate=1e-3, lr_scheduler_type="cosine", batches=41, attach=True)
        watcher.at[5] = lambda: self.change("u1", gradient_accumulation_steps=2)
        trainer.train()
        # 41 micro-batches are 11 steps of at most 4, and 21 of at most 2.
        total = 11 + 21 + 21
        self.assertEqual(watcher.micro_batches, [4] * 10 + [1] + ([2] * 20 + [1]) * 2)
        self.assertEqual((trainer.state.global_step, trainer.state.max_steps), (total, total))
        self.assertEqual(self.answer("u1"), ("APPLIED", 12, None))
        position = lambda step: step if step <= 11 else 11 + (step - 11) * (33 - 11) / (total - 11)
        self.assert_rates(watcher, [1e-3 * 0.5 * (1 + math.cos(math.pi * position(step) / 33)) for step in range(total)])

    @unittest.skipUnless(MISSING or hasattr(Trainer, "_run_epoch"), "this release computes the steps of each epoch")
    def test_refuses_a_smaller_accumulation_when_not_attached(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=1, gradient_accumulation_steps=4)
        watcher.at[2] = lambda: self.change("u1", gradient_accumulation_steps=2)
        trainer.train()
        status, _, reason = self.answer("u1")
        self.assertEqual(status, "REFUSED")
        self.assertIn("can only grow", reason or "")
        self.assertEqual(trainer.state.global_step, 5)

    def test_keeps_a_limit_of_steps_as_far_as_the_data_reaches(self) -> None:
        trainer, watcher = self.trainer(max_steps=15, gradient_accumulation_steps=1, learning_rate=1e-3, lr_scheduler_type="linear", batches=20)
        watcher.at[4] = lambda: self.change("u1", gradient_accumulation_steps=2)
        trainer.train()
        self.assertEqual(watcher.micro_batches, [1] * 4 + [2] * 8)
        self.assertEqual(trainer.state.global_step, 12)
        self.assert_rates(watcher, [1e-3 * linear(step if step <= 4 else 4 + (step - 4) * 11 / 8, 0, 15) for step in range(12)])

    def test_takes_a_warm_up_by_a_new_schedule(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=2, learning_rate=1e-3, warmup_steps=4, lr_scheduler_type="cosine")
        watcher.at[6] = lambda: self.change("u1", warmup_steps=16)
        trainer.train()
        self.assert_rates(watcher, [1e-3 * cosine(step, 4 if step < 6 else 16, 40) for step in range(40)])
        self.assertEqual(self.answer("u1"), ("APPLIED", 7, None))

    def test_takes_several_changes_one_after_the_other(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=2, gradient_accumulation_steps=1, learning_rate=1e-3, warmup_steps=4, lr_scheduler_type="linear")
        watcher.at[8] = lambda: self.change("u1", gradient_accumulation_steps=2, learning_rate=5e-4)
        watcher.at[12] = lambda: self.change("u2", warmup_steps=14)
        trainer.train()
        total = 8 + 6 + 10
        first = lambda step: 1e-3 * linear(step, 4, 40)
        second = lambda step: 5e-4 * linear(8 + (step - 8) * (40 - 8) / (total - 8), 4, 40)
        third = lambda step: 5e-4 * linear(step, 14, total)
        self.assertEqual(trainer.state.global_step, total)
        self.assert_rates(watcher, [first(step) if step < 8 else second(step) if step < 12 else third(step) for step in range(total)])

    def test_takes_weight_decay_for_matrices_alone(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=1, weight_decay=0.0)
        watcher.at[10] = lambda: self.change("u1", weight_decay=0.1)
        trainer.train()
        self.assertEqual(watcher.decays, [[0.0, 0.0]] * 10 + [[0.1, 0.0]] * 10)

    def test_takes_intervals_from_the_next_step(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=2, eval_strategy="steps", eval_steps=5, save_strategy="steps", save_steps=10, logging_steps=1)
        watcher.at[10] = lambda: self.change("u1", eval_steps=8, save_steps=7, logging_steps=4)
        trainer.train()
        self.assertEqual(watcher.evaluated, [5, 10, 16, 24, 32, 40])
        self.assertEqual(watcher.saved, [10, 14, 21, 28, 35, 40])
        self.assertEqual([step for step, _ in self.store.series("loss")], [*range(1, 11), *range(12, 41, 4)])
        self.assertEqual([step for step, _ in self.store.series("eval_loss")], [5, 10, 16, 24, 32, 40])

    def test_takes_early_stopping(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=2, eval_strategy="steps", eval_steps=2, learning_rate=0.0)
        watcher.at[5] = lambda: self.change("u1", early_stopping_patience=3, early_stopping_threshold=0.01)
        trainer.train()
        self.assertEqual(watcher.evaluated, [2, 4, 6, 8, 10])
        self.assertEqual(self.store.reports[-1], {"jobId": "job-1", "status": "FINISHED", "endReason": "EARLY_STOPPED"})

    def test_refuses_what_it_cannot_change_with_the_reason(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=1, lr_scheduler_type="constant")

        def ask() -> None:
            for index, parameters in enumerate(
                ({"per_device_train_batch_size": 4}, {"warmup_steps": 3}, {"eval_steps": 3}, {"colour": 1}, {"learning_rate": "fast"}, {"learning_rate": 0.5, "seed": 1})
            ):
                self.change(f"u{index}", **parameters)

        watcher.at[3] = ask
        trainer.train()
        parts = ("needs a restart from a checkpoint: the data loader", "has no warm-up", "eval_strategy is not steps", "no parameter of this trainer", "type FLOAT", "seed cannot change")
        for index, part in enumerate(parts):
            status, _, reason = self.answer(f"u{index}")
            self.assertEqual(status, "REFUSED")
            self.assertIn(part, reason or "")
        self.assertEqual(set(watcher.rates), {1e-3}, "an update is applied as a whole or not at all")
        self.assertEqual({parameter["name"]: parameter["applies"] for parameter in self.store.declared}["warmup_steps"], "IMPOSSIBLE")

    def test_refuses_what_comes_too_late(self) -> None:
        trainer, watcher = self.trainer(num_train_epochs=1, gradient_accumulation_steps=4, attach=True)
        watcher.at[4] = lambda: self.change("u1", gradient_accumulation_steps=2)
        trainer.train()
        self.assertEqual(self.answer("u1")[0], "REFUSED")
        self.assertIn("the training ended", self.answer("u1")[2] or "")

    def test_stops_with_a_checkpoint_and_goes_on_from_it_in_the_next_attempt(self) -> None:
        for save, saved in ((False, []), (True, [7])):
            self.store.should_stop = False
            trainer, watcher = self.trainer(num_train_epochs=2, external_id=f"with checkpoint: {save}")
            watcher.at[7] = lambda: self.stop(save)
            trainer.train()
            self.assertEqual((trainer.state.global_step, watcher.saved), (7, saved))
            self.assertEqual(self.store.reports[-1]["status"], "CANCELLED")
        self.store.should_stop = False
        again, _ = self.trainer(num_train_epochs=2, external_id="with checkpoint: True", output_dir=trainer.args.output_dir)
        again.train(resume_from_checkpoint=True)
        job = self.store.jobs["with checkpoint: True"]
        self.assertEqual((job["attempt"], job["resumed"]), (2, [7]))
        steps = lambda attempt: [step for (of, name, step, number) in self.store.points if (of, name, number) == (job["id"], "loss", attempt)]
        self.assertEqual(steps(1), list(range(1, 8)))
        self.assertEqual(steps(2), list(range(8, 41)))

    def test_logs_predictions_of_every_epoch(self) -> None:
        trainer, _ = self.trainer(
            num_train_epochs=2, samples=[{"prompt": "a b", "reference": "c"}, "c"], score=lambda text, reference: {"length": len(text)}, max_new_tokens=4, tokenizer=True
        )
        trainer.train()
        places = [(made["epoch"], made["step"], made["sampleIndex"]) for made in self.store.predictions]
        self.assertEqual(places, [(1, 20, 0), (1, 20, 1), (2, 40, 0), (2, 40, 1)])
        first = self.store.predictions[0]
        self.assertEqual((first["prompt"], first["reference"], first["scores"]), ("a b", "c", {"length": len(first["prediction"])}))
        self.assertTrue(trainer.model.training)

    def test_of_two_processes_changes_and_stops_both_at_the_same_step(self) -> None:
        self.store.request("u1", learning_rate=5e-4)
        on_acknowledge = self.store._acknowledgeParameterUpdate

        def stop_afterwards(input: Any) -> Any:
            self.store.should_stop = self.store.should_stop or input["status"] == "APPLIED"
            return on_acknowledge(input)

        self.store._acknowledgeParameterUpdate = stop_afterwards  # type: ignore[method-assign]
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        program = os.path.join(os.path.dirname(__file__), "distributed.py")
        command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", program, folder.name]
        given = {"FTL_URL": self.server.url, "FTL_BUFFER_DIR": self.buffer_dir, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.getcwd()}
        done = subprocess.run(command, env={**os.environ, **given}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=180)
        self.assertEqual(done.returncode, 0, done.stdout[-3_000:])
        for rank in (0, 1):
            with open(f"{folder.name}/rank-{rank}.json") as file:
                self.assertEqual(json.load(file), [1e-3] * 10 + [5e-4] * 10)
        self.assertEqual(self.answer("u1"), ("APPLIED", 11, None))
        self.assertEqual(len(self.store.jobs), 1)

    # How

    def trainer(
        self,
        batches: int = 20,
        attach: bool = False,
        external_id: Optional[str] = None,
        output_dir: Optional[str] = None,
        tokenizer: bool = False,
        **options: Any,
    ) -> Any:
        """A Trainer of 20 micro-batches an epoch, a step each, that logs every step; callback fields among the options go to the callback."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        fields = {name: options.pop(name) for name in ("samples", "score", "max_new_tokens") if name in options}
        torch.manual_seed(0)
        model = GPT2LMHeadModel(GPT2Config(vocab_size=16, n_positions=16, n_embd=8, n_layer=1, n_head=1, bos_token_id=0, eos_token_id=0))
        data = [{"input_ids": row, "labels": row} for row in torch.randint(0, 16, (batches * 2, 8))]
        connection = {"url": self.server.url, "buffer_dir": self.buffer_dir, "poll_seconds": 0.02}
        self.callback = FineTuneLabCallback(external_id=external_id, **connection, **fields)
        watcher = Watcher()
        given = {"learning_rate": 1e-3, "logging_steps": 1, "save_strategy": "no", **options}
        args = TrainingArguments(
            output_dir=output_dir or folder.name, per_device_train_batch_size=2, report_to=[], disable_tqdm=True, use_cpu=True, **given
        )
        trainer = Trainer(
            model, args, train_dataset=data, eval_dataset=data[:4], callbacks=[watcher, self.callback], processing_class=words() if tokenizer else None
        )
        trainer.remove_callback(transformers.PrinterCallback)
        if attach:
            self.callback.attach(trainer)
        return trainer, watcher

    def change(self, id: str, **parameters: Any) -> None:
        """Asks for a change and waits until the callback's job has heard of it."""
        count = len(self.store.updates) + 1
        self.store.request(id, **parameters)
        self.until(lambda: sum(answer["status"] == "DELIVERED" for answer in self.store.answers) == count)
        job = self.callback.job
        self.until(lambda: len(job._control._waiting) > 0)

    def stop(self, save: bool) -> None:
        self.store.should_stop, self.store.save_checkpoint = True, save
        self.until(self.callback.job.should_stop)

    def answer(self, id: str) -> "tuple[str, Optional[int], Optional[str]]":
        (last,) = [answer for answer in self.store.answers if answer["id"] == id and answer["status"] != "DELIVERED"]
        return last["status"], last.get("appliedAtStep"), last.get("reason")

    def assert_rates(self, watcher: "Watcher", expected: List[float]) -> None:
        self.assertEqual(len(watcher.rates), len(expected))
        for step, (rate, wanted) in enumerate(zip(watcher.rates, expected), 1):
            self.assertAlmostEqual(rate, wanted, delta=1e-12, msg=f"step {step}")


def linear(step: float, warmup: int, total: int) -> float:
    """Rises to 1 in the warm-up, then falls to 0 at the end."""
    return step / warmup if step < warmup else max(0.0, (total - step) / (total - warmup))


def cosine(step: float, warmup: int, total: int) -> float:
    return step / warmup if step < warmup else 0.5 * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))


def words() -> Any:
    """A tokenizer of sixteen letters."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordLevel({chr(97 + index): index for index in range(16)}, unk_token="p"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="a", eos_token="a", unk_token="p")

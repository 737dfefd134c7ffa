"""A real Lightning Trainer, changed while it runs. Skipped where Lightning is missing."""

from __future__ import annotations

import importlib.util
import os
import tempfile
import unittest
from typing import Any, Callable, Dict, List

from .base import ServerTestCase

MISSING = [name for name in ("torch", "pytorch_lightning") if importlib.util.find_spec(name) is None]

if not MISSING:
    import logging

    import pytorch_lightning as lightning
    import torch

    from finetune_lab.lightning import FineTuneLabCallback

    logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
    torch.set_num_threads(1)

    class Module(lightning.LightningModule):
        def __init__(self, schedule: str = "step") -> None:
            super().__init__()
            self.save_hyperparameters()
            self.schedule = schedule
            self.layer = torch.nn.Linear(4, 1)
            self.rates: List[float] = []
            self.decays: List[float] = []
            self.at: Dict[int, Callable[[], None]] = {}

        def training_step(self, batch: Any, index: int) -> Any:
            loss = ((self.layer(batch) - batch.sum(1, keepdim=True)) ** 2).mean()
            self.log("loss", loss)
            return loss

        def validation_step(self, batch: Any, index: int) -> None:
            self.log("eval_loss", ((self.layer(batch) - batch.sum(1, keepdim=True)) ** 2).mean())

        def configure_optimizers(self) -> Any:
            optimizer = torch.optim.AdamW(self.parameters(), lr=0.1, weight_decay=0.01)
            shape = lambda step: 1 / (1 + step)
            return {"optimizer": optimizer, "lr_scheduler": {"scheduler": torch.optim.lr_scheduler.LambdaLR(optimizer, shape), "interval": self.schedule}}

        def on_before_optimizer_step(self, optimizer: Any) -> None:
            self.rates.append(optimizer.param_groups[0]["lr"])
            self.decays.append(optimizer.param_groups[0]["weight_decay"])
            if self.global_step in self.at:
                self.at[self.global_step]()


@unittest.skipIf(MISSING, f"not installed: {', '.join(MISSING)}")
class ARunningLightningTrainer(ServerTestCase):
    def test_takes_rate_decay_and_interval_through_the_schedule(self) -> None:
        module = Module()
        module.at[4] = lambda: self.change("u1", learning_rate=0.5, weight_decay=0.2, log_every_n_steps=2)
        self.fit(module, max_epochs=2)
        expected = [0.1 / (1 + step) if step < 5 else 0.5 / (1 + step) for step in range(20)]
        for rate, wanted in zip(module.rates, expected):
            self.assertAlmostEqual(rate, wanted, delta=1e-12)
        self.assertEqual(module.decays, [0.01] * 5 + [0.2] * 15)
        self.assertEqual(self.answer("u1"), ("APPLIED", 6))
        self.assertEqual([step for step, _ in self.store.series("loss")], [1, 2, 3, 4, 5, *range(6, 21, 2)])
        self.assertEqual([step for step, _ in self.store.series("eval_loss")][-1], 20)
        self.assertEqual(self.store.reports[-1]["status"], "FINISHED")

    def test_takes_accumulation_at_the_next_epoch_where_the_schedule_counts_epochs(self) -> None:
        module = Module("epoch")
        module.at[4] = lambda: self.change("u1", accumulate_grad_batches=5)
        trainer = self.fit(module, max_epochs=3)
        self.assertEqual(trainer.global_step, 10 + 2 + 2)
        self.assertEqual(self.answer("u1"), ("APPLIED", 11))

    def test_refuses_accumulation_where_the_schedule_counts_steps(self) -> None:
        module = Module("step")
        module.at[4] = lambda: self.change("u1", accumulate_grad_batches=5)
        self.fit(module, max_epochs=1)
        self.assertEqual(self.answer("u1")[0], "REFUSED")

    def test_stops_with_a_checkpoint(self) -> None:
        module = Module()

        def stop() -> None:
            self.store.should_stop = self.store.save_checkpoint = True
            self.until(self.callback.job.should_stop)

        module.at[6] = stop
        trainer = self.fit(module, max_epochs=5)
        self.assertEqual(trainer.global_step, 7)
        self.assertEqual(self.store.reports[-1]["status"], "CANCELLED")
        self.assertIn("stopped-7.ckpt", os.listdir(self.folder))

    def test_that_breaks_reports_it(self) -> None:
        module = Module()
        module.at[3] = lambda: 1 / 0
        with self.assertRaises(ZeroDivisionError):
            self.fit(module, max_epochs=1)
        self.assertEqual(self.store.reports[-1]["status"], "FAILED")

    def fit(self, module: Any, **options: Any) -> Any:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.callback = FineTuneLabCallback(url=self.server.url, buffer_dir=self.buffer_dir, poll_seconds=0.02)
        rows = torch.randn(20, 4, generator=torch.Generator().manual_seed(0))
        loader = torch.utils.data.DataLoader(rows, batch_size=2)
        quiet = {"enable_progress_bar": False, "enable_model_summary": False, "logger": False, "enable_checkpointing": False}
        trainer = lightning.Trainer(default_root_dir=folder.name, accelerator="cpu", log_every_n_steps=1, callbacks=[self.callback], **quiet, **options)
        trainer.fit(module, loader, loader)
        return trainer

    def change(self, id: str, **parameters: Any) -> None:
        self.store.request(id, **parameters)
        self.until(lambda: len(self.callback.job._control._waiting) > 0)

    def answer(self, id: str) -> "tuple[str, Any]":
        (last,) = [answer for answer in self.store.answers if answer["id"] == id and answer["status"] != "DELIVERED"]
        return last["status"], last.get("appliedAtStep")

"""The reference trainer as a process. Skipped where TRL and what it needs are missing."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

from finetune_lab.train.data import load, read as read_data, sums
from finetune_lab.train.settings import read

from .base import ServerTestCase

MISSING = [name for name in ("torch", "transformers", "trl", "peft", "accelerate", "datasets") if importlib.util.find_spec(name) is None]


class SettingsOfARun(unittest.TestCase):
    def test_are_those_of_the_command_except_where_the_job_has_its_own(self) -> None:
        settings, unknown = read(["--tiny-random-model", "--learning-rate", "0.1", "--max-steps", "7"], {"learning_rate": 1, "colour": "red"})
        self.assertEqual((settings.learning_rate, settings.max_steps, unknown), (1.0, 7, ["colour"]))

    def test_of_a_job_of_a_runner_keep_checkpoints_where_the_runner_says_and_go_on_from_them(self) -> None:
        for attempt, resumes in (("1", False), ("2", True)):
            with mock.patch.dict(os.environ, FTL_OUTPUT_DIR="/kept", FTL_ATTEMPT=attempt):
                settings, _ = read(["--tiny-random-model"], {})
                self.assertEqual((settings.output_dir, settings.resume), ("/kept", resumes))
                self.assertEqual(read(["--tiny-random-model", "--output-dir", "own"], {})[0].output_dir, "own")

    def test_of_a_wrong_type_are_refused(self) -> None:
        for name, value in (("learning_rate", "fast"), ("max_steps", 2.5), ("resume", 1), ("seed", True), ("seed", None)):
            with self.subTest(name=name), self.assertRaises(ValueError):
                read(["--tiny-random-model"], {name: value})


@unittest.skipUnless(MISSING, "everything is installed")
class WithoutItsPackages(ServerTestCase):
    def test_the_trainer_names_what_to_install(self) -> None:
        done = subprocess.run([sys.executable, "-m", "finetune_lab.train", "--tiny-random-model"], stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("finetune-lab[train]", done.stderr)


class Examples(ServerTestCase):
    def test_have_one_form_and_name_the_line_that_has_none(self) -> None:
        path = Path(self.buffer_dir) / "data.jsonl"
        path.write_text('{"prompt": "a", "completion": "b", "more": 1}\n\n{"text": "c"}\n')
        self.assertEqual(read_data("sft", str(path)), [{"prompt": "a", "completion": "b"}, {"text": "c"}])
        with self.assertRaisesRegex(ValueError, "line 1: dpo needs prompt and chosen and rejected"):
            read_data("dpo", str(path))
        path.write_text("{")
        with self.assertRaisesRegex(ValueError, "line 1"):
            read_data("sft", str(path))

    def test_are_divided_and_every_sum_is_right(self) -> None:
        train, evaluation = load("sft", "", "", 0.1, 3)
        self.assertEqual((len(train), len(evaluation)), (360, 40))
        for example in sums("dpo", 50, 1):
            left, right = example["prompt"].rstrip("=").split("+")
            self.assertEqual(example["chosen"], str(int(left) + int(right)))
            self.assertNotEqual(example["chosen"], example["rejected"])


@unittest.skipIf(MISSING, f"not installed: {', '.join(MISSING)}")
class TheReferenceTrainer(ServerTestCase):
    def test_trains_by_sft_and_its_loss_falls(self) -> None:
        self.train("--method", "sft", "--max-steps", "40", "--learning-rate", "0.01", "--logging-steps", "2", "--eval-steps", "20")
        loss = [value for _, value in self.store.series("loss")]
        self.assertLess(sum(loss[-3:]), sum(loss[:3]) * 0.8)
        self.assertEqual([step for step, _ in self.store.series("eval_loss")], [20, 40])
        (made,) = self.store.jobs.values()
        self.assertEqual((made["status"], made["fields"]["trainingMethod"], made["fields"]["totalSteps"]), ("FINISHED", "SFT", 40))
        self.assertTrue(self.store.predictions and "exact_match" in self.store.predictions[0]["scores"])
        self.assertTrue((Path(self.buffer_dir) / "output" / "model" / "model.safetensors").exists())

    def test_trains_adapters_by_dpo(self) -> None:
        self.train("--method", "dpo", "--max-steps", "6", "--logging-steps", "2", "--lora-rank", "2", "--eval-steps", "0")
        names = {key[1] for key in self.store.points}
        self.assertLessEqual({"loss", "rewards/margins", "rewards/accuracies", "grad_norm", "learning_rate"}, names)
        self.assertTrue((Path(self.buffer_dir) / "output" / "model" / "adapter_model.safetensors").exists())

    def test_takes_its_parameters_from_the_runner(self) -> None:
        self.store.jobs["by a runner"] = {"id": "job-9", "attempt": 2, "currentStep": None, "status": "RUNNING", "fields": {}}
        parameters = Path(self.buffer_dir) / "parameters.json"
        parameters.write_text(json.dumps({"learning_rate": 0.5, "max_steps": 3, "logging_steps": 1, "lr_scheduler_type": "constant"}))
        self.train("--max-steps", "50", FTL_JOB_ID="job-9", FTL_ATTEMPT="2", FTL_PARAMETERS=str(parameters))
        self.assertEqual(self.store.series("learning_rate", attempt=2), [(1, 0.5), (2, 0.5), (3, 0.5)])
        self.assertEqual(self.store.reports, [])

    def test_stops_with_a_checkpoint_and_resumes(self) -> None:
        self.store.jobs["by a runner"] = {"id": "job-9", "attempt": 1, "currentStep": None, "status": "RUNNING", "fields": {}}
        self.store.should_stop = self.store.save_checkpoint = True
        self.train("--max-steps", "5000", "--logging-steps", "1", FTL_JOB_ID="job-9", FTL_ATTEMPT="1")
        last = max(step for step, _ in self.store.series("loss"))
        self.assertLess(last, 5000)
        self.assertTrue((Path(self.buffer_dir) / "output" / f"checkpoint-{last}").is_dir())
        self.store.should_stop = False
        self.train("--max-steps", str(last + 3), "--logging-steps", "1", "--resume", FTL_JOB_ID="job-9", FTL_ATTEMPT="2")
        self.assertEqual([step for step, _ in self.store.series("loss", attempt=2)], [last + 1, last + 2, last + 3])

    def train(self, *arguments: str, **environment: str) -> None:
        command = [sys.executable, "-m", "finetune_lab.train", "--tiny-random-model", "--output-dir", f"{self.buffer_dir}/output", *arguments]
        given = {"FTL_URL": self.server.url, "FTL_BUFFER_DIR": f"{self.buffer_dir}/buffer", "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
        done = subprocess.run(command, env={**os.environ, **given, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout[-4_000:])

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

import finetune_lab
from finetune_lab import Parameter

from .base import ServerTestCase


class WhatIsLogged(ServerTestCase):
    def test_arrives_under_its_step_and_in_order(self) -> None:
        job = self.init("a run", total_steps=500, hyperparameters={"lr": 1e-3})
        for step in range(500):
            job.log({"loss": 1.0 / (step + 1), "lr": 1e-3}, step=step)
        self.assertTrue(job.finish())
        self.assertEqual(self.store.series("loss"), [(step, 1.0 / (step + 1)) for step in range(500)])
        self.assertEqual([key[2] for key in self.store.arrivals if key[1] == "loss"], list(range(500)))
        self.assertEqual(len(self.store.arrivals), 1_000)
        self.assertEqual(job.acknowledged_count, 1_000)
        (made,) = self.store.jobs.values()
        self.assertEqual(made["fields"]["name"], "a run")
        self.assertEqual(made["fields"]["totalSteps"], 500)
        self.assertEqual(made["fields"]["hyperparameters"], {"lr": 1e-3})
        self.assertEqual(made["status"], "FINISHED")
        self.assertEqual(self.files_left(), [])

    def test_keeps_nan_and_infinities_and_flattens_nested_names(self) -> None:
        job = self.init()
        job.log({"loss": math.nan, "norm": math.inf, "eval": {"loss": -math.inf, "bleu": {"4": 0.5}}}, step=3)
        job.finish()
        self.assertEqual(
            {key[1]: value for key, value in self.store.points.items()},
            {"loss": "NaN", "norm": "Infinity", "eval/loss": "-Infinity", "eval/bleu/4": 0.5},
        )

    def test_leaves_out_what_is_no_number_and_counts_it(self) -> None:
        job = self.init()
        job.log({"loss": "low", "note": None, "x" * 251: 1.0, "list": [1], "taken": True}, step=0)
        job.log({"loss": 1.0}, step=-1)
        job.log({"loss": 1.0}, step=2**53)
        job.finish()
        self.assertEqual({key[1] for key in self.store.points}, {"taken"})
        self.assertEqual(job.rejected_count, 6)

    def test_a_step_that_is_none_is_named_and_moves_no_later_one(self) -> None:
        job = self.init()
        job.log({"loss": math.inf}, step=1)
        with self.assertLogs("finetune_lab", "WARNING") as logs:
            for step in (2**63, 1.5, math.nan, "two"):
                job.log({"loss": 9.0}, step=step)  # type: ignore[arg-type]
        self.assertEqual(len(logs.output), 4)
        self.assertIn("the step 1.5 is no whole number from 0 to 9007199254740991", logs.output[1])
        job.log({"loss": 2.0})
        job.log({"loss": 3.0}, step=3.0)  # type: ignore[arg-type]
        job.finish()
        self.assertEqual(self.store.series("loss"), [(1, "Infinity"), (2, 2.0), (3, 3.0)])
        self.assertEqual((job.acknowledged_count, job.rejected_count), (3, 4))

    def test_after_the_end_is_left_out_with_what_is_possible(self) -> None:
        job = self.init()
        job.log({"loss": 1.0}, step=0)
        job.finish()
        with self.assertLogs("finetune_lab", "WARNING") as logs:
            job.log({"loss": 2.0}, step=1)
            job.log({"loss": 3.0}, step=2)
        self.assertEqual(len(logs.output), 1)
        self.assertIn("The job is finished", logs.output[0])
        self.assertEqual((job.acknowledged_count, job.rejected_count, job.dropped_count), (1, 2, 0))

    def test_counts_what_the_server_rejects(self) -> None:
        job = self.init()
        job.log({"forbidden": 1.0, "loss": 2.0}, step=0)
        job.finish()
        self.assertEqual((job.acknowledged_count, job.rejected_count), (1, 1))

    def test_takes_the_next_step_where_none_is_given(self) -> None:
        job = self.init()
        for _ in range(3):
            job.log({"loss": 1.0})
        job.log({"loss": 1.0}, step=10)
        job.log({"loss": 1.0})
        job.finish()
        self.assertEqual([step for step, _ in self.store.series("loss")], [0, 1, 2, 10, 11])

    def test_sends_system_metrics_and_predictions_apart_from_points(self) -> None:
        job = self.init()
        job.log_system({"system/cpu_share": 0.5}, at=1_700_000_000.25)
        job.log_predictions([{"prompt": "1+1=", "prediction": "2", "reference": "2", "scores": {"exact_match": 1}}] * 120, epoch=2, step=40)
        job.finish()
        self.assertEqual(self.store.system, [{"metric": "system/cpu_share", "value": 0.5, "at": "2023-11-14T22:13:20.250000Z"}])
        self.assertEqual([prediction["sampleIndex"] for prediction in self.store.predictions], list(range(120)))
        first = self.store.predictions[0]
        self.assertEqual((first["epoch"], first["step"], first["scores"]), (2, 40, {"exact_match": 1}))

    def test_predictions_belong_to_the_last_epoch_and_step_and_to_the_attempt(self) -> None:
        job = self.init()
        job.log({"loss": 1.0, "epoch": 1.98}, step=400)
        job.log_predictions([{"prompt": "1+1=", "prediction": "2", "scores": {"judge": float("nan"), "exact": True, "word": "good"}}])
        job.finish()
        (made,) = self.store.predictions
        self.assertEqual((made["epoch"], made["step"], made["attempt"]), (2, 400, 1))
        self.assertEqual(made["scores"], {"judge": "NaN", "exact": 1.0})

    def test_long_predictions_go_in_several_requests(self) -> None:
        job = self.init()
        job.log_predictions([{"prompt": "p" * 1_000_000, "prediction": "a" * 900_000}] * 5, epoch=1, step=1)
        job.finish()
        self.assertEqual([made["sampleIndex"] for made in self.store.predictions], list(range(5)))
        self.assertGreaterEqual(self.store.prediction_requests, 3)

    def test_sends_the_key_and_names_hardware(self) -> None:
        job = self.init(api_key="ftl_secret")
        job.finish()
        self.assertEqual(set(self.store.authorizations), {"Bearer ftl_secret"})
        (made,) = self.store.jobs.values()
        self.assertEqual(made["fields"]["hardware"]["cpuCount"], os.cpu_count())

    def test_is_logged_while_the_server_hangs(self) -> None:
        self.server.fault = lambda operation: "hang"
        job = self.init()
        for step in range(2_000):
            job.log({"loss": 1.0}, step=step)
        self.assertEqual(self.store.operations, [], "the server has answered nothing when all is logged")
        self.server.fault = None
        self.server.hanging.set()
        self.assertTrue(job.finish())
        self.assertEqual(len(self.store.series("loss")), 2_000)


class TheEnd(ServerTestCase):
    def test_of_a_block_that_raises_is_a_failure_with_its_trace(self) -> None:
        with self.assertRaises(ZeroDivisionError):
            with self.init():
                1 / 0
        self.assertEqual((self.store.reports[0]["status"], self.store.reports[0]["attempt"]), ("FAILED", 1))
        self.assertIn("ZeroDivisionError", self.store.reports[0]["errorDetails"])

    def test_after_a_stop_was_asked_for_is_a_cancellation(self) -> None:
        job = self.init()
        job.log({"loss": 1.0})
        self.store.should_stop = self.store.save_checkpoint = True
        self.until(job.should_stop)
        self.assertTrue(job.should_save_checkpoint)
        job.finish()
        self.assertEqual(self.store.reports[0]["status"], "CANCELLED")

    def test_is_heard_of_while_points_are_logged_without_a_pause(self) -> None:
        job = self.init()
        self.store.should_stop = True
        deadline = time.monotonic() + 20
        while not job.should_stop():
            job.log({"loss": 1.0})
            self.assertLess(time.monotonic(), deadline)

    def test_of_a_process_is_reported_without_a_call(self) -> None:
        program = "import finetune_lab\njob = finetune_lab.init('x')\njob.log({'loss': 1.0}, step=0)\n"
        for last_line, expected in (("", "FINISHED"), ("raise ValueError('broken')", "FAILED")):
            environment = {**os.environ, "FTL_URL": self.server.url, "FTL_BUFFER_DIR": self.buffer_dir}
            subprocess.run([sys.executable, "-c", program + last_line], env=environment, stderr=subprocess.DEVNULL, timeout=30)
            self.assertEqual(self.store.reports[-1]["status"], expected)
        self.assertIn("broken", self.store.reports[-1]["errorDetails"])
        self.assertEqual(self.files_left(), [])

    def test_of_a_job_of_a_runner_is_left_to_the_runner(self) -> None:
        self.store.jobs["by the runner"] = {"id": "job-7", "attempt": 3, "currentStep": 5, "status": "RUNNING", "fields": {}}
        parameters = Path(self.buffer_dir) / "parameters.json"
        parameters.write_text('{"learning_rate": 0.01}')
        given = {"FTL_JOB_ID": "job-7", "FTL_ATTEMPT": "3", "FTL_PARAMETERS": str(parameters)}
        os.environ.update(given)
        for name in given:
            self.addCleanup(os.environ.pop, name, None)
        self.assertEqual(finetune_lab.parameters(), {"learning_rate": 0.01})
        job = self.init("a name", total_steps=9)
        job.log({"loss": 1.0}, step=6)
        self.assertTrue(job.finish())
        self.assertEqual(self.store.points, {("job-7", "loss", 6, 3): 1.0})
        self.assertEqual(self.store.reports, [])
        self.assertEqual(list(self.store.jobs), ["by the runner"])
        self.assertEqual(self.store.job("job-7")["fields"]["totalSteps"], 9)


class ChangesOfParameters(ServerTestCase):
    def test_are_delivered_once_and_answered(self) -> None:
        job = self.init()
        job.declare_parameters([Parameter("learning_rate", "FLOAT", "NOW", current=0.1, minimum=0.0)])
        job.flush()
        self.assertEqual(
            self.store.declared, [{"name": "learning_rate", "type": "FLOAT", "applies": "NOW", "current": 0.1, "minimum": 0.0}]
        )
        self.store.request("u1", learning_rate=0.01)
        self.store.request("u2", colour="blue")
        taken: list = []
        self.until(lambda: taken.extend(job.parameter_updates()) or len(taken) == 2)
        job.acknowledge(taken[0], applied_at_step=12)
        job.refuse(taken[1], "colour is no parameter")
        time.sleep(0.2)
        self.assertEqual(job.parameter_updates(), [])
        job.finish()
        self.assertEqual(
            [(answer["id"], answer["status"], answer.get("appliedAtStep"), answer.get("reason")) for answer in self.store.answers],
            [("u1", "DELIVERED", None, None), ("u2", "DELIVERED", None, None), ("u1", "APPLIED", 12, None), ("u2", "REFUSED", None, "colour is no parameter")],
        )

    def test_that_no_process_answered_are_delivered_to_the_next(self) -> None:
        first = self.init(external_id="a")
        first.log({"loss": 1.0})
        first.flush()
        self.store.request("u1", learning_rate=0.01)
        taken: list = []
        self.until(lambda: taken.extend(first.parameter_updates()) or taken)
        first.finish()
        second = self.init(external_id="a")
        again: list = []
        self.until(lambda: again.extend(second.parameter_updates()) or again)
        self.assertEqual(taken, again)


class AnObjection(unittest.TestCase):
    def test_names_type_range_and_capability(self) -> None:
        rate = Parameter("learning_rate", "FLOAT", "NOW", minimum=0.0, maximum=1.0)
        steps = Parameter("eval_steps", "INT", "NOW", minimum=1)
        batch = Parameter("batch_size", "INT", "NEEDS_RESTART", why="the data loader is built")
        for parameter, value, part in (
            (rate, 0.5, None),
            (rate, 0, None),
            (rate, 1, None),
            (rate, -1e-9, "at least 0"),
            (rate, 1.0000001, "at most 1"),
            (rate, math.nan, "type FLOAT"),
            (rate, "0.1", "type FLOAT"),
            (rate, True, "type FLOAT"),
            (steps, 5.0, None),
            (steps, 5.5, "type INT"),
            (steps, 0, "at least 1"),
            (batch, 8, "needs a restart from a checkpoint: the data loader is built"),
        ):
            with self.subTest(parameter=parameter.name, value=value):
                found = parameter.objection(value)
                self.assertEqual(found is None, part is None)
                self.assertIn(part or "", found or "")

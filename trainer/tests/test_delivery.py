from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from finetune_lab.__main__ import main

from .base import ServerTestCase

# Logs a point a millisecond, and prints the step after it is logged.
PROGRAM = """
import finetune_lab, sys, time
job = finetune_lab.init(external_id=sys.argv[1])
for step in range(int(sys.argv[2]), 100_000):
    job.log({"loss": step / 2}, step=step)
    print(step, flush=True)
    time.sleep(0.001)
"""


class AServer(ServerTestCase):
    def test_that_is_dead_at_the_start_gets_everything_later(self) -> None:
        self.server.stop()
        job = self.init("early")
        for step in range(300):
            job.log({"loss": float(step)}, step=step)
        self.assertIsNone(job.id)
        self.server.start()
        self.assertTrue(job.finish())
        self.assertEqual([key[2] for key in self.store.arrivals], list(range(300)))

    def test_that_restarts_gets_every_point_once_and_in_order(self) -> None:
        job = self.init()
        for step in range(600):
            job.log({"loss": float(step)}, step=step)
            if step % 200 == 100:
                self.server.stop()
            if step % 200 == 150:
                self.server.start()
            time.sleep(0.001)
        self.assertTrue(job.finish())
        self.assertEqual(self.store.series("loss"), [(step, float(step)) for step in range(600)])
        firsts = list(dict.fromkeys(key[2] for key in self.store.arrivals))
        self.assertEqual(firsts, list(range(600)))

    def test_that_is_busy_is_asked_again_and_nothing_is_lost(self) -> None:
        refusals = iter(["503", "503", None, "503"])
        self.server.fault = lambda operation: next(refusals, None)
        job = self.init()
        for step in range(100):
            job.log({"loss": float(step)}, step=step)
        self.assertTrue(job.finish())
        self.assertEqual([key[2] for key in self.store.arrivals], list(range(100)))

    def test_that_loses_its_answers_gets_points_again_under_the_same_key(self) -> None:
        chance = random.Random(7)
        self.server.fault = lambda operation: "cut" if operation == "logTrainingSteps" and chance.random() < 0.5 else None
        job = self.init()
        for step in range(300):
            job.log({"loss": float(step)}, step=step)
            time.sleep(0.001)
        self.assertTrue(job.finish())
        self.assertEqual(self.store.series("loss"), [(step, float(step)) for step in range(300)])
        self.assertGreater(len(self.store.arrivals), 300)
        self.assertEqual({key[3] for key in self.store.arrivals}, {1})

    def test_that_refuses_the_key_gets_everything_once_it_takes_it(self) -> None:
        self.server.fault = lambda operation: "401"
        job = self.init(api_key="ftl_wrong")
        job.log({"loss": 1.0}, step=0)
        self.assertFalse(job.finish(timeout_seconds=0.3))
        self.server.fault = None
        again = self.init(api_key="ftl_wrong")
        self.until(lambda: self.store.series("loss") == [(0, 1.0)])
        again.finish()

    def test_that_does_not_know_the_job_gets_no_more_of_it(self) -> None:
        job = self.init()
        job.log({"loss": 1.0}, step=0)
        job.flush()
        self.store.jobs.clear()
        job.log({"loss": 2.0}, step=1)
        self.assertFalse(job.finish(timeout_seconds=5))
        count = len(self.store.operations)
        time.sleep(0.2)
        self.assertEqual(len(self.store.operations), count)
        self.assertTrue(self.files_left(), "what was logged is kept")


class AttemptsOfAJob(ServerTestCase):
    def test_are_begun_when_the_job_has_points_and_once_although_the_answer_is_lost(self) -> None:
        first = self.init(external_id="a")
        first.log({"loss": 1.0}, step=0)
        first.finish()
        lost = iter(["cut", "cut"])
        self.server.fault = lambda operation: next(lost, None) if operation == "startTrainingAttempt" else None
        second = self.init(external_id="a")
        second.log({"loss": 2.0}, step=0)
        self.assertTrue(second.finish())
        self.assertEqual(self.store.series("loss", 1), [(0, 1.0)])
        self.assertEqual(self.store.series("loss", 2), [(0, 2.0)])
        self.assertEqual(self.store.jobs["a"]["attempt"], 2)

    def test_are_begun_by_a_resume_at_its_step(self) -> None:
        job = self.init(external_id="a")
        job.log({"loss": 1.0}, step=0)
        job.start_attempt(resumed_from_step=1)
        job.log({"loss": 2.0}, step=1)
        job.finish()
        self.assertEqual(self.store.points, {("job-1", "loss", 0, 1): 1.0, ("job-1", "loss", 1, 2): 2.0})
        self.assertEqual(self.store.jobs["a"]["resumed"], [1])

    def test_are_not_begun_where_a_process_joins(self) -> None:
        self.init(external_id="a").log({"loss": 1.0}, step=0)
        self.until(lambda: self.store.points)
        other = self.init(external_id="a", resume=False)
        other.log({"eval_loss": 2.0}, step=0)
        other.finish()
        self.assertEqual(self.store.series("eval_loss", 1), [(0, 2.0)])


class AKilledProcess(ServerTestCase):
    def test_leaves_what_the_next_one_sends_first_in_order_and_once(self) -> None:
        last = self._killed("job", 0, lines=400)
        # Some were sent, some only written: the server stops for the last part.
        self.assertLess(len(self.store.points), last + 1)
        self.server.start()
        job = self.init(external_id="job", resume=False)
        job.log({"after": 1.0}, step=0)
        self.assertTrue(job.finish())
        self.assertEqual(self.store.series("loss")[: last + 1], [(step, step / 2) for step in range(last + 1)])
        names = list(dict.fromkeys(key[1] for key in self.store.arrivals))
        self.assertEqual(names, ["loss", "after"])
        steps = list(dict.fromkeys(key[2] for key in self.store.arrivals if key[1] == "loss"))
        self.assertEqual(steps, sorted(steps))
        self.assertEqual(self.files_left(), [])

    def test_leaves_what_the_command_sends(self) -> None:
        last = self._killed("job", 0, lines=50)
        command = ["sync", "--url", self.server.url, "--buffer-dir", self.buffer_dir]
        with redirect_stdout(io.StringIO()) as output, redirect_stderr(io.StringIO()):
            self.assertEqual(main(command), 1, "the server is still down")
            self.server.start()
            self.assertEqual(main(command), 0)
        self.assertRegex(output.getvalue(), r"^\d+ acknowledged, 0 rejected")
        self.assertGreaterEqual(len(self.store.series("loss")), last + 1)
        self.assertEqual(self.files_left(), [])

    def test_leaves_what_another_job_sends_after_its_own(self) -> None:
        last = self._killed("first", 0, lines=50)
        self.server.start()
        job = self.init(external_id="second")
        job.log({"other": 1.0}, step=0)
        self.until(lambda: len(self.store.series("loss")) > last)
        job.finish()
        self.assertEqual({made["id"] for made in self.store.jobs.values()}, {"job-1", "job-2"})

    def test_leaves_nothing_to_a_process_with_another_key(self) -> None:
        self._killed("job", 0, lines=20)
        self.server.start()
        job = self.init(external_id="job", api_key="ftl_another", resume=False)
        job.log({"after": 1.0}, step=0)
        job.finish()
        before = len(self.store.series("loss"))
        time.sleep(0.2)
        self.assertEqual(len(self.store.series("loss")), before)

    def test_leaves_a_line_that_is_cut_off_which_is_no_record(self) -> None:
        last = self._killed("job", 0, lines=20)
        (spool,) = Path(self.buffer_dir).glob("*/*.jsonl")
        with open(spool, "ab") as file:
            file.write(b'{"kind":"points","at":1,"st')
        self.server.start()
        self.init(external_id="job", resume=False).finish()
        self.assertGreaterEqual(len(self.store.series("loss")), last + 1)

    def _killed(self, external_id: str, first: int, lines: int) -> int:
        """Kills a process that logs, the server being stopped on the way; returns the last step that it had logged for certain."""
        environment = {**os.environ, "FTL_URL": self.server.url, "FTL_BUFFER_DIR": self.buffer_dir}
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, external_id, str(first)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout is not None
        last = first
        for line in process.stdout:
            last = int(line)
            if last == first + lines // 2:
                self.server.stop()
            if last >= first + lines:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        return last


class TheBuffer(ServerTestCase):
    def test_is_elsewhere_where_its_folder_cannot_be_written(self) -> None:
        file = Path(self.buffer_dir) / "a file"
        file.write_text("")
        job = self.init(buffer_dir=str(file / "folder"))
        job.log({"loss": 1.0}, step=0)
        self.assertTrue(job.finish())
        self.assertEqual(self.store.series("loss"), [(0, 1.0)])

    def test_is_limited_and_keeps_the_end_of_the_job(self) -> None:
        self.server.stop()
        job = self.init(buffer_limit_bytes=10_000)
        for step in range(1_000):
            job.log({"loss": 1.0}, step=step)
        self.assertGreater(job.dropped_count, 0)
        self.server.start()
        self.assertTrue(job.finish("FAILED"))
        self.assertEqual(len(self.store.points) + job.dropped_count, 1_000)
        self.assertEqual(self.store.reports[0]["status"], "FAILED")

    def test_is_emptied_while_a_long_job_goes_on(self) -> None:
        with mock.patch("finetune_lab._spool.COMPACT_FROM_BYTES", 20_000):
            job = self.init()
            sizes = []
            for step in range(3_000):
                job.log({"loss": float(step)}, step=step)
                if step % 500 == 499:
                    self.assertTrue(job.flush())
                    sizes.append(os.path.getsize(next(Path(self.buffer_dir).glob("*/*.jsonl"))))
            self.assertTrue(job.finish())
        self.assertLess(max(sizes), 60_000)
        self.assertEqual([key[2] for key in self.store.arrivals], list(range(3_000)))

    def test_is_not_shared_by_two_processes_of_one_job(self) -> None:
        one, two = self.init(external_id="a", resume=False), self.init(external_id="a", resume=False)
        for step in range(100):
            one.log({"one": 1.0}, step=step)
            two.log({"two": 1.0}, step=step)
        self.assertTrue(one.finish() and two.finish())
        self.assertEqual(len(self.store.arrivals), 200)


class AServersAddress(ServerTestCase):
    def test_that_is_none_is_refused_at_once(self) -> None:
        with self.assertRaises(ValueError):
            self.init(url="localhost:4000")

"""What the tests share."""

from __future__ import annotations

import logging
import os
import tempfile
import time
import unittest
from typing import Any, Callable

import finetune_lab

from .server import Server

logging.getLogger("finetune_lab").addHandler(logging.NullHandler())
logging.getLogger("finetune_lab").propagate = False


class ServerTestCase(unittest.TestCase):
    """Each test has a server and a folder of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.buffer_dir = folder.name
        self.server = Server().start()
        self.addCleanup(self.server.stop)
        self.store = self.server.store
        for name in [name for name in os.environ if name.startswith("FTL_")]:
            self.addCleanup(os.environ.__setitem__, name, os.environ.pop(name))

    def init(self, *names: str, **options: Any) -> finetune_lab.Job:
        options = {"url": self.server.url, "buffer_dir": self.buffer_dir, "poll_seconds": 0.05, **options}
        job = finetune_lab.init(*names, **options)
        self.addCleanup(job.finish, timeout_seconds=0)
        return job

    def until(self, is_so: Callable[[], Any], seconds: float = 10.0) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            self.assertLess(time.monotonic(), deadline, "it did not come to be")
            time.sleep(0.01)

    def files_left(self) -> "list[str]":
        return [name for _, _, names in os.walk(self.buffer_dir) for name in names if not name.endswith(".lock")]

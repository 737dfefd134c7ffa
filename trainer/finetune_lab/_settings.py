"""Where the server is, and what a runner hands to the program that it starts."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Dict, Optional

DEFAULT_URL = "http://127.0.0.1:4000"


def server_url(given: Optional[str] = None) -> str:
    """Address of the server: as given, else ``FTL_URL``, else the address of ``start`` on this machine."""
    return (given or os.environ.get("FTL_URL") or DEFAULT_URL).rstrip("/")


def api_key(given: Optional[str] = None) -> Optional[str]:
    """The key: as given, else ``FTL_API_KEY``. None: the server admits callers on its own machine without one."""
    return given or os.environ.get("FTL_API_KEY") or None


def runner_job_id() -> Optional[str]:
    """The job that a runner started this process for. None: no runner did."""
    return os.environ.get("FTL_JOB_ID") or None


def runner_attempt() -> Optional[int]:
    """The attempt that a runner started this process for, from 1. None: no runner did."""
    text = os.environ.get("FTL_ATTEMPT", "")
    return int(text) if text.isdigit() else None


def runner_output_folder() -> Optional[str]:
    """Folder that a runner keeps for the job from one attempt to the next. None: no runner started this process."""
    return os.environ.get("FTL_OUTPUT_DIR") or None


def parameters() -> Dict[str, Any]:
    """The job's parameters: the JSON object in the file that ``FTL_PARAMETERS`` names; empty without one.

    Raises ``ValueError`` when the file holds no JSON object, and ``OSError`` when it cannot be read.
    """
    path = os.environ.get("FTL_PARAMETERS")
    if not path:
        return {}
    found = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{path} holds no JSON object")
    return found


def buffer_root(given: Optional[str] = None) -> Path:
    """Folder of the disk buffers: as given, else ``FTL_BUFFER_DIR``, else a folder of the user's cache."""
    chosen = given or os.environ.get("FTL_BUFFER_DIR")
    if chosen:
        return Path(chosen)
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "finetune-lab" / "buffer"

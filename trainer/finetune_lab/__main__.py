"""``finetune-lab sync``: sends what processes that were killed left in the disk buffer."""

from __future__ import annotations

import argparse
import sys
from typing import Optional, Sequence

from . import _settings as settings
from ._delivery import Counts
from ._sender import Leftovers, deliver_leftover
from ._transport import Transport, Unauthorized, Unreachable
from .job import KEY_PREFIX_LENGTH


def sync(url: Optional[str] = None, key: Optional[str] = None, buffer_dir: Optional[str] = None) -> Counts:
    """Delivers what earlier processes left for a server and key. Raises ``Unreachable`` and ``Unauthorized``; the rest then stays."""
    address, secret, root = settings.server_url(url), settings.api_key(key), settings.buffer_root(buffer_dir)
    counts, transport = Counts(), Transport(address, secret)
    try:
        for outbox in Leftovers(root, root, address, (secret or "")[:KEY_PREFIX_LENGTH]).of_others():
            deliver_leftover(outbox, transport, counts)
    finally:
        transport.close()
    return counts


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="finetune-lab")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("sync", help="send what killed processes left in the disk buffer")
    command.add_argument("--url", help="address of the server; else FTL_URL")
    command.add_argument("--buffer-dir", help="folder of the disk buffers; else FTL_BUFFER_DIR")
    chosen = parser.parse_args(arguments)
    try:
        counts = sync(chosen.url, None, chosen.buffer_dir)
    except (Unreachable, Unauthorized) as problem:
        print(f"The server does not take it: {problem}. What is left stays on the disk.", file=sys.stderr)
        return 1
    print(f"{counts.acknowledged} acknowledged, {counts.rejected} rejected")
    return 0


if __name__ == "__main__":
    sys.exit(main())

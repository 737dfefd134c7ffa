"""``python -m finetune_lab.train``"""

from __future__ import annotations

import sys
from typing import Optional, Sequence

from .._settings import parameters
from .settings import read


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Reads the settings, then trains; returns the exit status."""
    try:
        settings, unknown = read(arguments, parameters())
    except (OSError, ValueError) as problem:
        print(f"The parameters cannot be used: {problem}", file=sys.stderr)
        return 2
    for name in unknown:
        print(f"The parameter {name} is none of this trainer's and has no effect.", file=sys.stderr)
    try:
        from .run import run
    except ImportError as problem:
        print(f"{problem}: install the package with its extra, finetune-lab[train].", file=sys.stderr)
        return 2
    run(settings)
    return 0


if __name__ == "__main__":
    sys.exit(main())

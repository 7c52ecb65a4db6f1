"""Run every gate of the evaluation; status 1 when one of them fails."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    statuses = [runpy.run_path(str(gate))["main"]() for gate in sorted(HERE.glob("*/gate.py"))]
    return max(statuses, default=0)


if __name__ == "__main__":
    sys.exit(main())

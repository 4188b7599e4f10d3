"""Whether what npm installed in a folder is what integrity.txt names: each package, its version and its hash.

npm keeps the hash of what it unpacked in `node_modules/.package-lock.json`. Ends with 1 when one differs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

PINNED = Path(__file__).with_name("integrity.txt")


def installed(folder: Path) -> set[str]:
    """Name, version and hash of each installed package."""
    packages = json.loads((folder / "node_modules/.package-lock.json").read_text())["packages"]
    return {
        f"{path.removeprefix('node_modules/')} {one['version']} {one['integrity']}"
        for path, one in packages.items()
    }


if __name__ == "__main__":
    found, pinned = installed(Path(sys.argv[1])), set(PINNED.read_text().splitlines())
    for line in sorted(found ^ pinned):
        print(("not pinned: " if line in found else "not installed: ") + line, file=sys.stderr)
    sys.exit(found != pinned)

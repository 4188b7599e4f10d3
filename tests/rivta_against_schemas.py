"""Are the messages we write those of the public schemas? Run by hand, with the schemas in a folder.

    python tests/rivta_against_schemas.py FOLDER [--messages 200]

FOLDER holds the XSD files as they are published (docs/reference/riv-ta.md says where), with the files they
import at the places they name. They are somebody else's and are not kept here. Needs xmlschema
(`pip install xmlschema`). Ends with 1 when a schema refuses a message, or no schema is found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from rivta_strategies import messages
from vardvag.contracts.rivta.contract import Contract
from vardvag.contracts.rivta.contracts import CONTRACTS


def validates(schema: Any, shape: type, write: Callable[[Any], bytes], how_many: int) -> int:
    """How many random messages of a shape the schema took. Its own error for the first that it refuses."""
    seen = 0

    @settings(max_examples=how_many, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(messages(shape))
    def run(message: Any) -> None:
        nonlocal seen
        schema.validate(write(message))
        seen += 1

    run()
    return seen


def compared(contract: Contract[Any, Any], folder: Path, how_many: int) -> int | None:
    """How many messages were valid; None when the folder has no schema of the contract."""
    import xmlschema

    files = sorted(folder.rglob(f"{contract.name}Responder_{contract.version}.xsd"))
    if not files:
        return None
    schema = xmlschema.XMLSchema(str(files[-1]))
    return validates(schema, contract.question, contract.write_question, how_many) + validates(
        schema, contract.answer, contract.write_answer, how_many
    )


def main() -> int:
    """Compare every contract that a schema is found for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--messages", type=int, default=200)
    asked = parser.parse_args()
    found = 0
    for contract in CONTRACTS.values():
        valid = compared(contract, asked.folder, asked.messages)
        found += valid is not None
        print(f"{contract.name} {contract.version}: {'no schema' if valid is None else f'{valid} valid'}")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())

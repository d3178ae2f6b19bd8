"""The JSON Schema of the program file, for editors that complete and check while somebody types."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mentorkit import files
from mentorkit.program.model import SCHEMA, ProgramFile

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the file as people write it, with titles and help."""
    schema = ProgramFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **{k: v for k, v in schema.items() if k != "title"}}


if __name__ == "__main__":
    files.write_json(Path(sys.argv[1]), json_schema())

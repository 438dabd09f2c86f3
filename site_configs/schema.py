"""Which keys may a site file have, as JSON Schema for editors?"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from site_configs.locating import FOLDER
from site_configs.site import Site

SCHEMA_FILE = FOLDER / "schema.json"


class _Schema(GenerateJsonSchema):
    """JSON Schema without the English titles pydantic derives from identifiers."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401  pydantic's own signature
        del schema
        return False

    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> dict[str, Any]:  # noqa: ANN401  as above
        result = super().generate(schema, mode)
        for part in (result, *result.get("$defs", {}).values()):
            part.pop("title", None)
        return {"$schema": self.schema_dialect, **result}


def schema_text() -> str:
    """Return the exact text ``schema.json`` must have."""
    schema = Site.model_json_schema(schema_generator=_Schema)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schema(path: Path = SCHEMA_FILE) -> None:
    """Write the schema file anew."""
    path.write_text(schema_text(), encoding="utf-8", newline="\n")

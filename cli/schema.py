"""`onrecord schema`: the JSON Schema of what `onrecord extract` writes."""

from __future__ import annotations

from typing import Any

from cli.shell import emit

EPILOG = """\b
Examples:
  onrecord schema > onrecord.schema.json
  onrecord extract briefing.txt > claims.json && check-jsonschema --schemafile onrecord.schema.json claims.json
"""


def schema() -> None:
    """Print the JSON Schema of one document and its claims."""
    import orjson

    emit(orjson.dumps(output_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def output_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an output as it is written."""
    from pydantic.json_schema import GenerateJsonSchema

    from extractors.records import Output

    schema = Output.model_json_schema(mode="serialization")
    # It is always written; that it has a default concerns those who make one in Python.
    required = ["schema", *schema["required"]]
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "required": required}

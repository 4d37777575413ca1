"""Every relation of a case as a Parquet file, for pandas, Polars, DuckDB, R and Spark.

In: a `Material`. Out: one file per relation in a folder. Needs pyarrow (`pip install 'sayso[export]'`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.export.files import folder, whole
from sayso.export.registry import ExportError, Format
from sayso.export.relations import tables

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.material import Material


def write(material: Material, target: Path) -> tuple[Path, ...]:
    """Write each relation to its file.

    Raises:
        ExportError: if pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # it has no stubs
        from pyarrow import parquet
    except ImportError as error:
        raise ExportError("parquet", "pyarrow is not installed", "Run: pip install 'sayso[export]'.") from error
    kinds = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_()}
    where = folder(target)
    made: list[Path] = []
    for table in tables():
        schema = pa.schema([(column.name, kinds[column.kind]) for column in table.columns])
        rows = list(table.rows(material))
        values = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
        arrays = [pa.array(column, type=field.type) for column, field in zip(values, schema, strict=True)]
        path = where / f"{table.name}.parquet"
        with whole(path) as partial:
            parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), partial, compression="zstd")
        made.append(path)
    return tuple(made)


FORMAT: Final = Format(
    name="parquet",
    title="Every relation as a Parquet file",
    makes="relations/",
    loses="Mentions, and the scored pairs that hold an incident together.",
    write=write,
)

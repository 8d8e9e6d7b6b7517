"""Tables as pandas DataFrames with the declared types."""

from __future__ import annotations

import pandas as pd

from .errors import DataError
from .package import Files

DTYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "string"}


def load(files: Files, name: str) -> pd.DataFrame:
    """A table of the package as a DataFrame. Raises DataError for a missing file or one that breaks its types."""
    path = files.path(name)
    if not path.is_file():
        raise DataError(files.name(path), None, None, None, "no such file; run make to build the tables")
    fields = files.fields(name)
    codes = categories(files, name)
    dtypes = {f["name"]: "category" if f["name"] in codes else DTYPES[f["type"]] for f in fields}
    try:
        frame = pd.read_csv(
            path, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8", true_values=["true"], false_values=["false"]
        )
        for f in fields:
            if f["type"] == "date":
                frame[f["name"]] = pd.to_datetime(frame[f["name"]], format="%Y-%m-%d").astype("datetime64[ns]")
        for field, listed in codes.items():
            if unknown := set(frame[field].cat.categories) - set(listed):
                row = frame.index[frame[field].isin(unknown)][0]
                raise DataError(files.name(path), row + 2, field, frame[field][row], f"is not one of: {', '.join(listed)}")
            frame[field] = frame[field].astype("string").astype(pd.CategoricalDtype(listed))
    except DataError:
        raise
    except (ValueError, KeyError, TypeError):
        files.typed(name)  # raises with the cell that is wrong
        raise
    return frame


def categories(files: Files, name: str) -> dict[str, list[str]]:
    """Field -> its codes in the order of their list, for every field that is a code."""
    found = {f["name"]: f["categories"] for f in files.fields(name) if "categories" in f}
    for key in files.schema(name).get("foreignKeys", []):
        other = key["reference"].get("resource")
        if other and files.resources[other].get("codeList"):
            found[key["fields"][0]] = [row[key["reference"]["fields"][0]] for row in files.rows(other)]
    return found

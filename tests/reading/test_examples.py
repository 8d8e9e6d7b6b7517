"""The examples in the docstrings of the reader, which may be compiled, run from its source against what is imported."""

import ast
import doctest
import importlib
import sysconfig
from pathlib import Path

import pytest

import idlib_ledger

PACKAGE = Path(idlib_ledger.__file__).parent
SOURCES = [PACKAGE / "segments.py", *sorted((PACKAGE / "reading").glob("*.py"))]
KINDS = (ast.Module, ast.FunctionDef, ast.ClassDef)


def name_of(source):
    parts = source.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def examples(source):
    module = importlib.import_module(name_of(source))
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        text = ast.get_docstring(node) if isinstance(node, KINDS) else None
        if text and ">>>" in text:
            yield doctest.DocTestParser().get_doctest(text, dict(vars(module)), getattr(node, "name", module.__name__), str(source), 0)


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_examples(source):
    runner = doctest.DocTestRunner(verbose=False)
    for example in examples(source):
        assert runner.run(example).failed == 0, example.name


def test_there_are_examples():
    assert sum(1 for source in SOURCES for _ in examples(source)) >= 10


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_a_compiled_module_is_no_older_than_its_source(source):
    built = source.with_suffix(sysconfig.get_config_var("EXT_SUFFIX"))
    if built.exists():
        assert built.stat().st_mtime >= source.stat().st_mtime, "the compiled reader is older than its source: run make"

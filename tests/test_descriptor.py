"""datapackage.json: complete, portable, and true of the files."""

from __future__ import annotations

import hashlib
import json

import pytest
from conftest import ROOT

DESCRIPTOR = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {r["name"]: r for r in DESCRIPTOR["resources"]}
FIELDS = [(name, field["name"], field) for name, r in RESOURCES.items() for field in r["schema"]["fields"]]
EVERY = pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)


def names(resource):
    return [field["name"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize("key", ["name", "title", "description", "version", "created", "licenses", "contributors", "sources"])
def test_the_package_says_what_it_is(key):
    assert DESCRIPTOR[key]


def test_names_of_tables_are_unique():
    assert len(RESOURCES) == len(DESCRIPTOR["resources"])


@EVERY
def test_a_table_has_title_and_description(resource):
    assert resource["title"].strip() and resource["description"].strip()


@EVERY
def test_every_field_has_a_description(resource):
    assert [f["name"] for f in resource["schema"]["fields"] if not f.get("description", "").strip()] == []


@EVERY
def test_every_field_has_a_type_that_all_tools_take(resource):
    assert {f["type"] for f in resource["schema"]["fields"]} <= {"string", "integer", "number", "boolean", "date"}


@EVERY
def test_field_names_are_unique(resource):
    assert len(set(names(resource))) == len(names(resource))


@EVERY
def test_the_portable_subset(resource):
    schema = resource["schema"]
    assert "fieldsMatch" not in schema and "uniqueKeys" not in schema
    assert "datapackage.org/profiles/2.0" in schema["$schema"] and "datapackage.org/profiles/2.0" in DESCRIPTOR["$schema"]
    assert all(isinstance(value, str) for value in schema["missingValues"])
    assert resource["encoding"].lower().replace("-", "") == "utf8"


def test_categories_are_enforced_as_enumerations_too():
    assert [n for n in FIELDS if "categories" in n[2] and n[2].get("constraints", {}).get("enum") != n[2]["categories"]] == []


@EVERY
def test_keys_are_lists_of_fields_that_are_there(resource):
    schema = resource["schema"]
    keys = [schema[key] for key in ("primaryKey",) if key in schema] + [key["fields"] for key in schema.get("foreignKeys", [])]
    for key in keys:
        assert isinstance(key, list) and set(key) <= set(names(resource))


@EVERY
def test_every_foreign_key_has_a_target(resource):
    for key in resource["schema"].get("foreignKeys", []):
        target = RESOURCES[key["reference"].get("resource", resource["name"])]
        assert isinstance(key["reference"]["fields"], list) and len(key["reference"]["fields"]) == len(key["fields"])
        assert set(key["reference"]["fields"]) <= set(names(target))
        assert key["reference"]["fields"] == target["schema"]["primaryKey"]


@EVERY
def test_a_foreign_key_to_its_own_table_names_no_resource(resource):
    for key in resource["schema"].get("foreignKeys", []):
        assert key["reference"].get("resource") not in ("", resource["name"])


def test_a_parent_event_is_a_key_to_its_own_table():
    for name in ("coded_events", "events"):
        assert {"fields": ["parent_event_id"], "reference": {"fields": ["event_id"]}} in RESOURCES[name]["schema"]["foreignKeys"]


@pytest.mark.parametrize("name", ["coded_claims", "first_coder", "second_coder", "claims"])
def test_every_code_of_a_claim_refers_to_its_list(name):
    lists = "measure unit population hedge certainty accumulation place_id place_role speaker_id stance article_id".split()
    keys = {key["fields"][0] for key in RESOURCES[name]["schema"]["foreignKeys"]}
    assert [field for field in lists if field not in keys] == []


@EVERY
def test_hash_and_bytes_are_those_of_the_file(resource):
    content = (ROOT / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@EVERY
def test_a_table_is_canonical(resource):
    content = (ROOT / resource["path"]).read_bytes()
    assert content.decode("utf-8").split("\n")[0] == ",".join(names(resource))
    assert content.endswith(b"\n") and not any(mark in content for mark in (b"\r", b"\0", b"\xef\xbb\xbf"))


def test_frictionless_finds_the_descriptor_valid():
    import frictionless

    report = frictionless.validate(str(ROOT / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) == len(RESOURCES)

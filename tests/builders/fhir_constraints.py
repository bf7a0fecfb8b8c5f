"""The constraints of FHIR R4 on what we make, which its models do not check. Each is named as the standard names it."""

import re
from collections.abc import Iterator
from typing import Any

Resource = dict[str, Any]


def broken(resource: Resource) -> list[str]:
    """The names of those that do not hold, in the resource and in what is in it."""
    rules = {
        "Questionnaire": _questionnaire,
        "QuestionnaireResponse": _response,
        "Observation": _observation,
        "Bundle": _bundle,
        "CapabilityStatement": _capability,
    }
    rule = rules.get(resource["resourceType"])
    inside = [each["resource"] for each in resource.get("entry", [])]
    return [
        *(rule(resource) if rule else []),
        *_anywhere(resource),
        *(name for each in inside for name in broken(each)),
    ]


def _anywhere(value: Any) -> Iterator[str]:
    if value in ("", [], {}) or value is None:
        yield "ele-1"
    if isinstance(value, str) and value != value.strip():
        yield "white space"
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from _anywhere(each)


def _items(resource: Resource) -> list[Resource]:
    found: list[Resource] = []
    for each in resource.get("item", []):
        found += [each, *_items(each)]
    return found


def _questionnaire(resource: Resource) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z]([A-Za-z0-9_]){0,254}", resource["name"]):
        yield "que-0"
    items = _items(resource)
    for item in items:
        if (item["type"] == "group") != bool(item.get("item")):
            yield "que-1"
        if item.get("answerOption") and item["type"] not in {"choice", "open-choice"}:
            yield "que-5"
        codes = [each["valueCoding"]["code"] for each in item.get("answerOption", [])]
        if len(codes) != len(set(codes)):
            yield "answer options twice"
    if len({item["linkId"] for item in items}) != len(items):
        yield "que-2"


def _response(resource: Resource) -> Iterator[str]:
    for item in _items(resource):
        if "item" in item and "answer" in item:
            yield "qrs-1"


def _observation(resource: Resource) -> Iterator[str]:
    if "dataAbsentReason" in resource and "valueQuantity" in resource:
        yield "obs-6"
    own = {each["code"] for each in resource["code"]["coding"]}
    parts = {each["code"] for part in resource.get("component", []) for each in part["code"]["coding"]}
    if own & parts and "valueQuantity" in resource:
        yield "obs-7"


def _bundle(resource: Resource) -> Iterator[str]:
    kind, entries = resource["type"], resource.get("entry", [])
    if "total" in resource and kind not in {"searchset", "history"}:
        yield "bdl-1"
    if kind != "searchset" and any("search" in each for each in entries):
        yield "bdl-2"
    addresses = [each["fullUrl"] for each in entries]
    if len(addresses) != len(set(addresses)):
        yield "bdl-7"
    if any("/_history/" in each for each in addresses):
        yield "bdl-8"
    if any(not each["fullUrl"].endswith("{resourceType}/{id}".format(**each["resource"])) for each in entries):
        yield "fullUrl is not that of the resource"


def _capability(resource: Resource) -> Iterator[str]:
    if not resource.get("rest"):
        yield "cpb-1"
    if resource["kind"] == "instance" and "implementation" not in resource:
        yield "cpb-14"
    kinds = [each["type"] for each in resource["rest"][0]["resource"]]
    if len(kinds) != len(set(kinds)):
        yield "cpb-9"

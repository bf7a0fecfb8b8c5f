"""Each rule keeps the promises that stand beside it in the lexicon."""

import re

import pytest

from app.risk.detector.assessment import Urgency
from app.risk.detector.lexicon import Rule, lexicon
from app.risk.detector.matching import matches, symbols
from app.risk.detector.signals import read
from app.risk.detector.tokens import tokenise
from app.risk.detector.whether import CIRCUMSTANCES

RULES = list(lexicon().rules.values())


def _found(rule: Rule, text: str) -> bool:
    words = lexicon()
    tokens = tokenise(text, words.spelling)
    return any(each.rule.id == rule.id for each in matches(tokens, symbols(tokens, words), words))


def _stands(rule: Rule, text: str) -> bool:
    """Found, and not made harmless by what stands round it."""
    return any(each.rule.id == rule.id and each.urgency is not Urgency.NORMAL for each in read(text, lexicon()).signals)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_what_it_says_it_finds(rule: Rule) -> None:
    assert [each for each in rule.match if not _found(rule, each)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_alone_what_it_says_it_leaves_alone(rule: Rule) -> None:
    assert [each for each in rule.miss if _stands(rule, each)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_why_it_is_there_and_shows_examples(rule: Rule) -> None:
    is_danger = rule.kind not in CIRCUMSTANCES

    assert len(rule.note) > 20
    assert rule.match
    assert not is_danger or (rule.miss and rule.urgency)


def test_every_class_that_a_rule_names_is_there() -> None:
    known = set(lexicon().classes) | {"$number", "$name"}
    members = {name for names in lexicon().classes.values() for name in names}
    named = {each for rule in RULES for text in rule.patterns for each in re.findall(r"\$[a-z]+", text)}

    assert len(named) > 40
    assert named - members - known == set()

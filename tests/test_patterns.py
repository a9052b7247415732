"""Every rule of every shipped pattern file keeps its own examples."""

import pytest

from cli.patterns import failures
from patterns import load, parse, subjects

RULES = [rule for subject in subjects() for rule in load(subject).rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.file}:{rule.id}")
def test_rule_keeps_its_examples(rule):
    assert list(failures(rule)) == []


def test_rules_have_ids_of_their_own():
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("regex = 'up'\nmatch = ['up 5']\nskip = ['down 5']", []),
        ("regex = 'up'\nmatch = ['up 5', 'down 5']", ["does not find its match example 'down 5'"]),
        ("regex = 'up'\nmatch = ['up 5']\nskip = ['up']", ["finds its skip example 'up'"]),
        ("after = ' ?widgets'\nmatch = ['made 5 widgets']\nskip = ['made widgets', '5 gadgets']", []),
        ("after = ' ?widgets'\nmatch = ['made widgets']", ["does not find its match example 'made widgets'"]),
        ("before = 'No[.] '\nmatch = ['No. 5']\nskip = ['5 No. ']", []),
    ],
)
def test_failures_of_a_rule(lines, expected):
    (rule,) = parse(f"[[rule]]\nid = 'a.b'\nlabel = 'count'\nsource = 'test'\n{lines}", "my.toml", "user").rules
    found = list(failures(rule))
    assert len(found) == len(expected)
    assert all(problem.startswith("my.toml, rule 'a.b': ") for problem in found)
    assert all(part in problem for part, problem in zip(expected, found, strict=True))

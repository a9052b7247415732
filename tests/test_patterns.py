"""Every rule of every shipped pattern file keeps its own examples; a file of a user says only what it can."""

import tomllib
from pathlib import Path

import pytest

import patterns
from cli.patterns import failures
from patterns import KEYS, LABELS, VALUES, PatternError, load, load_file, parse, subjects

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


# --- files of users ---

OWN = """
[[rule]]
id = "my.widgets"
label = "count"
source = "me"
match = ["made 5 widgets"]
"""
AFTER = OWN + "after = ' widgets'\n"


def loaded(tmp_path, text):
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    return load_file(path)


@pytest.mark.parametrize(
    "text",
    [
        AFTER,
        *(AFTER.replace('"count"', f'"{label}"') for label in LABELS),
        AFTER + "unit = 'widgets'\nforms = ['digits', 'words']\nsmall = 9\nexact = 'five'\nscaled = false",
        AFTER + "shape = 'year'\nfactor = '0.01'\nengine = 're'\nskip = ['5 gadgets']",
        OWN + "regex = '(?P<number>[0-9]+) widgets'",
        "uses = ['units']\n[vocabulary]\nthing = ['widgets']\n" + OWN + "after = ' $thing'",
        "\ufeff" + AFTER,
    ],
)
def test_own_files_that_are_right(tmp_path, text):
    assert [rule.id for rule in loaded(tmp_path, text).rules] == ["my.widgets"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "my.toml: holds no rules"),
        ("# nothing yet\n[vocabulary]\na = ['b']", "my.toml: holds no rules"),
        ("[[rules]]\nid = 'a'", "my.toml: rules: no key of a file"),
        ("label = 'count'\n" + AFTER, "my.toml: label: no key of a file"),
        (
            AFTER.replace('"count"', '"widget"'),
            "'my.widgets': 'widget' is no label; the labels are percentage, money, count, quantity, multiple, none",
        ),
        (AFTER.replace('"count"', '"share"'), "'share' is no label"),
        (AFTER + "units = 'widgets'", "rule 'my.widgets': 'units' is no key of a rule; the keys are after, before"),
        (AFTER + "reads = 'year'", "'reads' is no key of a rule"),
        (AFTER.replace("my.widgets", "none.clock"), "rule 'none.clock': a rule that ships has this id"),
        (AFTER.replace("my.widgets", "count.number"), "a rule that ships has this id"),
        (AFTER + AFTER, "the id is used twice"),
        (OWN + "regex = '[0-9]+ widgets'", "the regex needs a group (?P<number>...)"),
        (OWN.replace('"count"', '"none"') + "regex = '(?P<number>5)'", "the label none goes with before and after"),
        (OWN + "after = ' (?P<currency>florins)'", "a group 'currency' is for the rules that ship; give the unit"),
        (OWN + "after = '('", "after does not compile"),
        (AFTER + "unit = 5", "unit must be a text"),
        (AFTER + "forms = 'digits'", "forms must be a list"),
        (AFTER + "forms = ['roman']", "forms must be a list"),
        (AFTER + "small = '9'", "small must be a whole number"),
        (AFTER + "scaled = 'yes'", "scaled must be true or false"),
        (AFTER + "shape = 'round'", 'shape must be "year"'),
        (AFTER + "factor = 'half'", "factor must be a number in quotes"),
        (AFTER + "factor = 'inf'", "factor must be a number in quotes"),
        ("uses = ['unicorns']\n" + AFTER, "uses: there is no subject 'unicorns'"),
        ("uses = 'units'\n" + AFTER, "uses must be a list of texts"),
        ("vocabulary = 5\n" + AFTER, "vocabulary is written as a [vocabulary] table"),
        ("[vocabulary]\nthing = 'widgets'\n" + AFTER, "vocabulary thing must be a list of texts"),
    ],
)
def test_own_files_that_are_refused(tmp_path, text, problem):
    with pytest.raises(PatternError) as refused:
        loaded(tmp_path, text)
    assert str(refused.value).startswith(str(tmp_path / "my.toml"))
    assert problem in str(refused.value)


def test_an_own_file_is_tested_as_it_is_used(tmp_path):
    own = loaded(tmp_path, OWN + "regex = 'made (?P<number>[a-z0-9]+) widgets'\nskip = ['made more widgets']")
    assert [problem for rule in own.rules for problem in failures(rule, own)] == []


def test_labels_and_keys_are_explained():
    text = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f"`{label}`" in text for label in LABELS)
    assert all(key in text for key in (*KEYS, *VALUES))


@pytest.mark.parametrize("subject", subjects())
def test_no_list_holds_a_word_twice(subject):
    data = tomllib.loads((Path(patterns.__file__).parent / "en" / f"{subject}.toml").read_text("utf-8"))
    twice = {
        name: [word for word in words if words.count(word) > 1] for name, words in data.get("vocabulary", {}).items()
    }
    assert {name: words for name, words in twice.items() if words} == {}

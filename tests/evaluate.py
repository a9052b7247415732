"""Score the program on gold briefings, and say what a change gained and lost.

    python tests/evaluate.py [FOLDER ...] [--errors] [--record]

A folder holds NAME.gold.json beside NAME.txt or docs/NAME.txt; without one, tests/gold and samples are scored. A gold
claim is found when a predicted one has its kind and value and overlaps its words; a record is right when every field of
a found claim is. Printed: each document, the worst first; each field; and the claims whose state changed since the run
recorded in tests/gold/last_run.json, which --record replaces. A measure, not a test.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RECORDED = HERE / "gold" / "last_run.json"
FOLDERS = (HERE / "gold", HERE.parent / "samples")
FIELDS = (
    "unit",
    "qualifier",
    "indicator",
    "direction",
    "basis",
    "status",
    "period",
    "target_year",
    "speaker",
    "cites",
    "date",
)
SILENT = {"qualifier": "exact", "status": "reported"}  # what a field is where the gold does not say
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "by",
        "with",
        "and",
        "or",
        "as",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "from",
    ]
)
TITLES = re.compile(
    r"^(?:(?:mr|ms|mrs|dr|prof|the|secretary|governor|minister|director|chair|chairman|president|spokesperson)\.?\s+)+(?=\S)",
    re.I,
)


@dataclass
class Score:
    """Counts over one document or many."""

    gold: int = 0
    found: int = 0
    spurious: int = 0
    records: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def add(self, other: Score) -> None:
        self.gold += other.gold
        self.found += other.found
        self.spurious += other.spurious
        self.records += other.records
        for name in FIELDS:
            self.right[name] += other.right[name]

    @property
    def detection(self) -> float:
        return 2 * self.found / max(1, self.gold + self.found + self.spurious)

    @property
    def record(self) -> float:
        return 2 * self.records / max(1, self.gold + self.found + self.spurious)


def content(text: str | None) -> set[str]:
    """The words of a text that carry meaning, plurals cut."""
    found = re.findall(r"[\w&+%$-]+", re.sub(r"['\u2019]s\b", "", (text or "").lower()))
    return {
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in found
    } - SMALL_WORDS


def alike(one: str | None, other: str | None) -> bool:
    """Whether two indicators share at least half of their words (F1)."""
    if not one:
        return not other
    a, b = content(one), content(other)
    return bool(a & b) and 2 * len(a & b) / (len(a) + len(b)) >= 0.5


def name(value: Any) -> str | None:
    value = value.get("name") if isinstance(value, dict) else value
    return TITLES.sub("", value.strip()).casefold() if value else None


def near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    rounded = abs(one) < 1000 and one != int(one)
    return abs(one - other) <= (2e-4 if rounded else 1e-6) * max(1.0, abs(one))


def choices(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def same_value(gold: dict[str, Any], claim: dict[str, Any]) -> bool:
    if "low" in gold or "high" in gold:
        return near(gold.get("low"), claim["low"]) and near(gold.get("high"), claim["high"])
    return any(value == "*" or near(value, claim["value"]) for value in choices(gold.get("value")))


def field_right(key: str, gold: dict[str, Any], claim: dict[str, Any], date: str | None) -> bool:
    """Whether a field of a found claim is one that the gold accepts."""
    if key == "unit" and gold["kind"] in ("count", "target_year"):
        return True
    if key == "target_year" and gold["kind"] == "target_year":
        return True
    if key == "period" and "period" not in gold and "target" in choices(gold.get("status")):
        return True
    wanted = choices(gold.get(key, date if key == "date" else SILENT.get(key)))
    if "*" in wanted:
        return True
    if key == "indicator":
        return any(alike(text, claim[key]) for text in wanted)
    if key in ("speaker", "cites"):
        return name(claim[key]) in [name(value) for value in wanted]
    return claim[key] in wanted


def place(text: str, anchor: str) -> tuple[int, int]:
    """Where the words in double brackets stand."""
    bare = anchor.replace("[[", "").replace("]]", "")
    at = text.find(bare)
    if at < 0 or text.find(bare, at + 1) >= 0:
        raise SystemExit(f"error: anchor not found exactly once: {anchor!r}")
    return at + anchor.index("[["), at + anchor.index("]]") - 2


def score_document(
    gold: dict[str, Any], text: str, claims: list[dict[str, Any]], errors: list[str]
) -> tuple[Score, dict[str, str]]:
    """The score of a document, and the state of each of its claims: "right", "wrong: FIELDS", "missed", "spurious"."""
    score, states, used = Score(), {}, set()
    loose: list[tuple[int, int]] = []
    for item in gold["claims"]:
        start, end = place(text, item["anchor"])
        hit = next(
            (
                index
                for index, claim in enumerate(claims)
                if index not in used
                and claim["kind"] == item["kind"]
                and claim["start"] < end
                and start < claim["end"]
                and same_value(item, claim)
            ),
            None,
        )
        if hit is not None:
            used.add(hit)
        if item.get("optional"):
            loose.append((start, end))
            continue
        score.gold += 1
        if hit is None:
            states[item["anchor"]] = "missed"
            continue
        wrong = [key for key in FIELDS if not field_right(key, item, claims[hit], gold.get("date"))]
        score.found += 1
        score.records += not wrong
        for key in FIELDS:
            score.right[key] += key not in wrong
        states[item["anchor"]] = f"wrong: {', '.join(wrong)}" if wrong else "right"
        errors += [
            f"  {key:<12}{item['anchor']!r}  wanted {item.get(key)!r}  got {claims[hit][key]!r}" for key in wrong
        ]
    for index, claim in enumerate(claims):
        if index not in used and not any(claim["start"] < end and start < claim["end"] for start, end in loose):
            score.spurious += 1
            states[f"{claim['kind']} at {claim['start']}: {claim['text']}"] = "spurious"
    errors += [f"  {state:<12}{anchor!r}" for anchor, state in states.items() if state in ("missed", "spurious")]
    return score, states


def changes(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> list[str]:
    """The claims whose state is another than in the run before."""
    lines = []
    for document, states in sorted(now.items()):
        old = before.get(document, {})
        for anchor in sorted({*states, *old}):
            was, is_ = old.get(anchor, "absent"), states.get(anchor, "absent")
            if was != is_ and document in before:
                sign = (
                    "+"
                    if is_ == "right" or (is_ == "absent" and was == "spurious")
                    else "-"
                    if was == "right" or is_ == "spurious"
                    else "~"
                )
                lines.append(f"{sign} {document}: {anchor!r}: {was} -> {is_}")
    return lines


def main() -> None:
    from extractors import extract, load_pipeline

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=list(FOLDERS))
    parser.add_argument("--errors", action="store_true", help="print every wrong field")
    parser.add_argument("--record", action="store_true", help="keep this run to compare the next one with")
    options = parser.parse_args()
    nlp, total, documents, runs = load_pipeline(), Score(), [], {}
    for path in sorted(path for folder in options.folders for path in folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        file = next(
            (
                file
                for file in (path.parent / "docs" / gold["document"], path.parent / gold["document"])
                if file.exists()
            ),
            None,
        )
        if file is None:
            sys.exit(f"error: {path}: its document {gold['document']} is not beside it")
        text = file.read_text("utf-8")
        claims = json.loads(extract(text, nlp=nlp).model_dump_json())["claims"]
        errors: list[str] = []
        score, states = score_document(gold, text, claims, errors)
        total.add(score)
        documents.append((score, file.stem, errors))
        runs[file.stem] = states
    if not documents:
        sys.exit("error: no *.gold.json in the folders")
    for score, stem, errors in sorted(documents, key=lambda item: item[0].record):
        print(f"{stem:<28} claims {score.gold:>3}  F1 {score.detection:.3f}  record F1 {score.record:.3f}")
        if options.errors:
            print("\n".join(errors))
    print("fields   " + "  ".join(f"{key} {total.right[key] / max(1, total.found):.2f}" for key in FIELDS))
    print(f"overall  {total.gold} claims  F1 {total.detection:.3f}  record F1 {total.record:.3f}")
    before = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
    print("\n".join(changes(before, runs)) or "no claim changed since the recorded run")
    if options.record:
        RECORDED.write_text(
            json.dumps({**before, **runs}, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()

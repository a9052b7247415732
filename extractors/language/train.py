"""Train the language pipeline that ships in this folder, from a folder of Universal Dependencies treebanks.

    python -m extractors.language.train TREEBANKS --output extractors/language/en

TREEBANKS holds `*-train.conllu[.gz]`, `*-dev.conllu[.gz]` and `*-test.conllu[.gz]`. The training text is used
twice: as it is, and with its numbers and person names replaced by the kind that briefings hold, because the
treebanks have few of either. Sentences in the style of briefings from the grammar in briefings.py are added.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from extractors.language import tokenizer  # noqa: F401  registers the tokenizer that config.cfg names
from extractors.language.briefings import briefing_sentences

HERE = Path(__file__).parent
COPIES = 1
BRIEFING_SENTENCES = 3500

# Names that occur twice are drawn twice as often.
SURNAMES = """
Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han
Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du
Dai Xia Zhong Tian Ren Fan Fang Shi Yao Tan Jin Qin Bai Cui Kang Mao Qiu Gu Hou Shao Meng Long Wan Duan Qian
Yin Li Chang Wu Qiao Kong Lai Gong Wen
"""
SYLLABLES = """
wei fang min jing lei jun yang yong yan jie juan tao ming chao xiu ying ping gang gui hua fei hong yu bo lin
ning qing wen xin zhi guo jian shao yi zhen xiao hai dong mei lan rui peng kai long qiang sheng
"""


def briefing_number(text: str, rng: random.Random) -> str:
    """A number of the kind that briefings hold, in place of one in a treebank; a year stays a year."""
    if re.fullmatch(r"(19|20)\d\d", text):
        return str(rng.randint(1978, 2035))
    if not re.fullmatch(r"\d[\d,.]*", text) or text.endswith("."):
        return text
    makers: list[Callable[[], str]] = [
        lambda: f"{rng.uniform(0, 100):.1f}",
        lambda: f"{rng.uniform(0, 20):.1f}",
        lambda: f"{rng.uniform(0, 10):.2f}",
        lambda: str(rng.randint(2, 99)),
        lambda: str(rng.randint(100, 999)),
        lambda: f"{rng.randint(1000, 999999):,}",
        lambda: f"{rng.uniform(1000, 99999):,.1f}",
    ]
    return rng.choice(makers)()


def briefing_name(rng: random.Random) -> tuple[str, str]:
    """A surname and a given name in pinyin."""
    syllables = SYLLABLES.split()
    return rng.choice(SURNAMES.split()), "".join(
        rng.choice(syllables) for _ in range(rng.choice([1, 2, 2]))
    ).capitalize()


def rename_persons(rows: list[list[str]], rng: random.Random) -> None:
    """Replace every flat run of two proper nouns by a Chinese name."""
    by_id = {row[0]: row for row in rows}
    for row in rows:
        head = by_id.get(row[6])
        alone = sum(other[6] == row[6] and other[7] == "flat" for other in rows) == 1
        if row[7] == "flat" and alone and row[4] == "NNP" and head and head[4] == "NNP" and rng.random() < 0.7:
            head[1], row[1] = briefing_name(rng)


def augment(sentence: str, rng: random.Random) -> str:
    """One sentence of CoNLL-U with other numbers, other names and the other spelling of the percent sign."""
    lines = sentence.split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for row in rows:
        if row[4] == "CD" and rng.random() < 0.8:
            row[1] = briefing_number(row[1], rng)
        elif row[1] == "percent" and rng.random() < 0.3:
            row[1] = "%"
        elif row[1] == "%" and rng.random() < 0.5:
            row[1] = "percent"
    rename_persons(rows, rng)
    return "\n".join("\t".join(row) for row in rows)


def read_sentences(path: Path) -> list[str]:
    """The sentences of a CoNLL-U file, without comments; lines of empty nodes are left out."""
    opener: Callable[..., object] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:  # type: ignore[attr-defined]
        blocks = stream.read().strip().split("\n\n")
    return [
        "\n".join(row for row in block.split("\n") if row and not row.startswith("#") and "." not in row.split("\t")[0])
        for block in blocks
    ]


def training_sentences(treebanks: Path, rng: random.Random) -> Iterator[str]:
    """Everything to train on, in a fixed order."""
    plain = [sentence for path in sorted(treebanks.glob("*-train.conllu*")) for sentence in read_sentences(path)]
    yield from plain
    for _ in range(COPIES):
        yield from (augment(sentence, rng) for sentence in plain if re.search(r"\t(CD|NNP)\t", sentence))
    yield from briefing_sentences(BRIEFING_SENTENCES, lexicon(plain))


def lexicon(sentences: list[str]) -> dict[str, list[str]]:
    """The common nouns and adjectives of the treebanks, by tag, that occur more than once."""
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for row in sentence.split("\n"):
            _, form, _, _, tag, *_ = row.split("\t")
            if tag in ("NN", "NNS", "JJ") and form.isalpha() and form.islower():
                counts[tag, form] += 1
    words: dict[str, list[str]] = {}
    for (tag, form), count in sorted(counts.items()):
        if count > 1:
            words.setdefault(tag, []).append(form)
    return words


def write_docs(sentences: list[str], path: Path) -> None:
    """CoNLL-U sentences -> spaCy's binary format, a sentence a document, as the program feeds them."""
    from spacy.tokens import Doc, DocBin
    from spacy.training.converters.conllu_to_docs import conllu_to_docs

    bundle = DocBin()
    read: Callable[..., Iterator[Doc]] = conllu_to_docs
    for doc in read("\n\n".join(sentences) + "\n\n", n_sents=1, merge_subtokens=False, no_print=True):
        bundle.add(doc)
    bundle.to_disk(path)


def evaluate(model: Path, files: dict[str, Path]) -> dict[str, dict[str, float]]:
    """Tag accuracy, UAS and LAS (percent) of a trained pipeline for each file of documents."""
    import spacy
    from spacy.training import Corpus

    nlp = spacy.load(model)
    scores: dict[str, dict[str, float]] = {}
    for name, path in files.items():
        found = nlp.evaluate(list(Corpus(path)(nlp)))
        scores[name] = {key: round(100 * found[key], 2) for key in ("tag_acc", "dep_uas", "dep_las")}
    return scores


def strip_training_data(model: Path) -> None:
    """Take the words and the paths of the training data out of a saved pipeline; it tags and parses as before.

    spaCy saves every word it saw and the paths it read. Neither is needed to run: the features are hashed and
    only the names of the labels are looked up again.
    """
    import spacy
    from spacy.strings import StringStore

    nlp = spacy.load(model)
    labels = {label for name in ("tagger", "parser") for label in nlp.pipe_labels[name]}
    StringStore(sorted(labels)).to_disk(model / "vocab" / "strings.json")
    config = spacy.util.load_config(model / "config.cfg")
    config["paths"]["train"] = config["paths"]["dev"] = None
    config.to_disk(model / "config.cfg")


def main(
    treebanks: Path,
    output: Path = HERE / "en",
    steps: int = typer.Option(0, help="Training steps; 0 keeps the number in config.cfg."),
    seed: int = 7,
) -> None:
    """Train the pipeline and write it, with its scores, to a folder."""
    from spacy.cli.train import train

    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        sentences = list(training_sentences(treebanks, rng))
        rng.shuffle(sentences)
        write_docs(sentences, work / "train.spacy")
        dev = [s for path in sorted(treebanks.glob("*-dev.conllu*")) for s in read_sentences(path)]
        write_docs(rng.sample(dev, min(1200, len(dev))), work / "dev.spacy")
        tests = {}
        for path in sorted(treebanks.glob("*-test.conllu*")):
            tests[path.name.split(".")[0]] = work / f"{path.name.split('.')[0]}.spacy"
            write_docs(read_sentences(path), tests[path.name.split(".")[0]])
        overrides: dict[str, object] = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}
        if steps:
            overrides |= {"training.max_steps": steps, "training.optimizer.learn_rate.total_steps": steps + steps // 18}
        train(HERE / "config.cfg", work / "model", overrides=overrides)
        strip_training_data(work / "model" / "model-best")
        scores = evaluate(work / "model" / "model-best", tests)
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(work / "model" / "model-best", output)
    (output / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    typer.echo(json.dumps(scores, indent=1))


if __name__ == "__main__":
    typer.run(main)

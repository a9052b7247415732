"""What the training of the language pipeline leaves in the folder it writes."""

import json
import shutil
from pathlib import Path

import spacy

from extractors.language import train

SHIPPED = Path(train.__file__).parent / "en"
TEXT = "Exports rose 3.2 percent in May, the spokesperson said; officials of 17 provinces had expected 2 percent."


def analysis(model: Path) -> list[tuple[str, str, int]]:
    return [(token.tag_, token.dep_, token.head.i) for token in spacy.load(model)(TEXT)]


def test_strips_the_words_and_paths_of_its_data_and_changes_no_result(tmp_path: Path) -> None:
    model = tmp_path / "en"
    shutil.copytree(SHIPPED, model)
    strings, config = model / "vocab" / "strings.json", model / "config.cfg"
    strings.write_text(json.dumps([*json.loads(strings.read_text("utf-8")), "zeppelinwise"]), "utf-8")
    config.write_text(config.read_text("utf-8").replace("train = null", 'train = "/home/me/data.spacy"', 1), "utf-8")
    before = analysis(model)

    train.strip_training_data(model)

    assert "zeppelinwise" not in strings.read_text("utf-8")
    assert "data.spacy" not in config.read_text("utf-8")
    assert analysis(model) == before == analysis(SHIPPED)


def test_what_ships_is_stripped(tmp_path: Path) -> None:
    model = tmp_path / "en"
    shutil.copytree(SHIPPED, model)
    train.strip_training_data(model)
    for name in ("config.cfg", "vocab/strings.json"):
        assert (model / name).read_text("utf-8") == (SHIPPED / name).read_text("utf-8")

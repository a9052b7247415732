"""`onrecord batch --engine ray`: what goes together, and what is said where it does not. No cluster is needed."""

import socket
import sys

import pytest

from cli.cluster import run_on_ray
from cli.inputs import list_inputs
from cli.main import main
from extractors.errors import OptionError
from extractors.options import ReadingOptions

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'onrecord[parquet]'")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engine", "ray", "--into", "x.db"], "--engine ray writes --parquet DIR, and nothing else"),
        (["--engine", "ray", "--parquet", "x", "--csv", "x.csv"], "--engine ray writes --parquet DIR"),
        (["--engine", "ray"], "nowhere to write"),
        (["--engine", "ray", "--parquet", "x", "--kind", "money"], "--kind goes with --engine local only"),
        (["--parquet", "x", "--address", "auto"], "--address goes with --engine ray only"),
        (["--parquet", "x", "--shards", "3"], "--shards goes with --engine ray only"),
        (["--parquet", "s3://bucket/x"], "s3://bucket/x: is an address; it goes with --engine ray only"),
        (["s3://bucket/docs", "--jsonl", "x"], "s3://bucket/docs: is an address"),
        (["--prune", "--parquet", "x"], "--prune is about an archive"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments, message, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["batch", "docs", *arguments])
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_ray_it_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["batch", "docs", "--engine", "ray", "--parquet", "x"])
    assert ended.value.code == 2
    assert "pip install 'onrecord[cluster]'" in capsys.readouterr().err


def test_an_address_where_nothing_answers_is_told_at_once(tmp_path):
    pytest.importorskip("ray", reason="ray is not installed: pip install 'onrecord[cluster]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(OptionError, match="nothing answers there"):
            run_on_ray(list_inputs([]), str(tmp_path), ReadingOptions(), address=address, complain=print)

"""`--engine ray` on several local nodes, one of which is killed while it works.

It takes half a minute, so it runs with ONRECORD_SLOW=1 only.
"""

import os
import shutil
from pathlib import Path

import pytest

from extractors.options import ReadingOptions
from extractors.pipeline import extract

pytest.importorskip("ray", reason="ray is not installed: pip install 'onrecord[cluster]'")
if not os.environ.get("ONRECORD_SLOW"):
    pytest.skip("takes half a minute: ONRECORD_SLOW=1 runs it", allow_module_level=True)

from pyarrow import dataset

from cli.cluster import QUIET, run_on_ray
from cli.inputs import list_inputs
from extractors.columnar import claims_table

SAMPLES = sorted(Path("samples").glob("*.txt"))
SHARDS = 12
ORDER = [("source", "ascending"), ("start", "ascending")]
SMALL = {"num_cpus": 2, "object_store_memory": 80 * 2**20}


@pytest.fixture
def cluster(monkeypatch):
    """Three nodes of two logical CPUs each."""
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    from ray.cluster_utils import Cluster

    soon_missed = {"health_check_period_ms": 500, "health_check_timeout_ms": 500, "health_check_failure_threshold": 4}
    nodes = Cluster(
        initialize_head=True, head_node_args={**SMALL, "include_dashboard": False, "_system_config": soon_missed}
    )
    for _ in range(2):
        nodes.add_node(**SMALL)
    yield nodes
    nodes.shutdown()


@pytest.fixture
def folder(tmp_path):
    """Samples, each several times, one of them broken."""
    where = tmp_path / "docs"
    where.mkdir()
    for number in range(60):
        shutil.copy(SAMPLES[number % len(SAMPLES)], where / f"{number:03}.txt")
    (where / "picture.txt").write_bytes(b"GIF89a")
    return where


def test_a_killed_node_costs_nothing(cluster, folder, tmp_path, nlp):
    from ray._private import state

    target, killed, told = tmp_path / "out", [], []

    def kill_one(done, total, documents):
        if done == 3:
            at_work = {actor["Address"]["NodeID"] for actor in state.actors().values() if actor["State"] == "ALIVE"}
            node = next(node for node in cluster.worker_nodes if node.node_id in at_work)
            cluster.remove_node(node, allow_graceful=False)
            killed.append(node)

    def run():
        return run_on_ray(
            list_inputs([str(folder), str(folder / "picture.txt")]),
            str(target),
            ReadingOptions(),
            address=cluster.address,
            shards=SHARDS,
            complain=told.append,
            advance=kill_one,
        )

    summary = run()
    assert len(killed) == 1
    paths = sorted(path for path in folder.iterdir() if path.name != "picture.txt")
    outputs = [extract(path.read_text(encoding="utf-8"), nlp=nlp, source=str(path)) for path in paths]
    expected = claims_table(outputs).sort_by(ORDER)
    assert dataset.dataset(target / "claims").to_table().sort_by(ORDER).equals(expected)
    assert sorted(dataset.dataset(target / "documents").to_table()["source"].to_pylist()) == list(map(str, paths))
    (error,) = dataset.dataset(target / "errors").to_table().to_pylist()
    assert told == [f"{folder}/picture.txt: {error['reason']}"]
    assert (summary.read, summary.failed, summary.unchanged) == (60, 1, 0)
    assert summary.claims == expected.num_rows
    assert not summary.is_complete
    again = run()
    assert (again.read, again.unchanged, again.failed) == (0, 60, 1)

from importlib.resources import as_file, files

from wholestory import cluster
from wholestory.pipeline import batch, inputs
from wholestory.pipeline.processes import Workers


def test_stories_shared_out_to_processes_are_told_as_by_one_and_in_the_same_order(monkeypatch):
    with as_file(files("wholestory") / "sample" / "articles") as folder:
        read = batch.read_all(
            inputs.read(sorted(folder.glob("*-2024.txt")) + sorted(folder.glob("*halm*.txt")))
        )
    grouping = cluster.group(read.articles, read.analyses)
    alone, done = batch.tell_all(grouping, read, workers=Workers(1)), []
    monkeypatch.setattr(batch, "WORTH_A_POOL", 1)
    monkeypatch.setattr(batch, "CHUNK", 4)
    with Workers(2) as workers:
        shared = batch.tell_all(
            grouping, read, progress=lambda _, *counted: done.append(counted), workers=workers
        )
        assert workers._pool is not None, "other processes took part"
    assert shared == alone
    assert [c.of for c in shared][: len(grouping.stories)] == [s.id for s in grouping.stories]
    assert done[-1] == (len(grouping.stories), len(grouping.stories))
    assert len(grouping.stories) > 2

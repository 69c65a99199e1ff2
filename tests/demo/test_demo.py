"""`sitegen demo`: a league that is the same every time, and never over somebody's own."""

import pytest

from sitegen import config
from sitegen.archive.store import Archive
from sitegen.demo import MARK, make_league
from sitegen.errors import SitegenError
from sitegen.support.progress import Silence


def test_a_made_up_league_is_fetched_and_can_be_made_again_in_its_folder(tmp_path):
    _, report = make_league(tmp_path, progress=Silence())
    assert report.warnings == ()
    assert (tmp_path / "sitegen.toml").read_text(encoding="utf-8").startswith(MARK)
    assert config.load(tmp_path).server[0].name == "main"
    files = sorted(path.name for path in tmp_path.glob("archive/main/results/*"))
    make_league(tmp_path, progress=Silence())
    assert sorted(path.name for path in tmp_path.glob("archive/main/results/*")) == files
    assert list(Archive(tmp_path / "archive").servers()) == ["main"]


def test_a_league_of_somebodys_own_is_left_alone(tmp_path):
    path = tmp_path / "sitegen.toml"
    path.write_text('[site]\ntitle = "Ours"\n')
    with pytest.raises(SitegenError) as raised:
        make_league(tmp_path, progress=Silence())
    assert str(raised.value) == (
        f"{path} belongs to a league of yours; give the demo a folder of its own: sitegen demo DIR."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["sitegen.toml"]

import pytest

from sitegen.check.weight import check_weight


@pytest.fixture
def site(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "build.json").write_bytes(b"{}")
    (tmp_path / "data" / "index.json").write_bytes(b"x" * 1998)
    return tmp_path


@pytest.mark.parametrize(
    ("most", "level"), [(100_000, "ok"), (2501, "ok"), (2500, "warning"), (2000, "warning"), (1999, "problem")]
)
def test_a_site_is_weighed_against_what_the_host_takes(site, most, level):
    [finding] = check_weight(site, most_bytes=most)
    assert (finding.level, finding.where) == (level, str(site))
    assert finding.message.startswith("The site weighs 0.0 MB in 2 files")
    assert bool(finding.advice) == (level != "ok")


def test_a_site_that_is_not_built_has_no_weight(tmp_path):
    assert list(check_weight(tmp_path)) == []


def test_check_weighs_the_site(healthy):
    from sitegen.check import check_all

    [finding] = [
        finding for finding in check_all(healthy, output=healthy / "public", offline=True) if finding.area == "weight"
    ]
    assert (finding.level, finding.where) == ("ok", str(healthy / "public"))

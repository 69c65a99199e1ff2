import msgspec

from sitegen.archive.index import FetchStatus
from sitegen.archive.server_status import ServerStatus, server_statuses
from sitegen.archive.store import Archive
from sitegen.config import Config

NOON = "2026-05-18T12:00:00+00:00"


def test_servers_of_the_archive_and_of_the_configuration_are_known_by_name(tmp_path):
    archive = Archive(tmp_path)
    archive.write_status("main", FetchStatus(NOON, left=3, left_s=9.5))
    archive.write_status("imported", FetchStatus(NOON, "It was down."))
    servers = [{"name": name, "url": f"https://{name}.example"} for name in ("new", "main")]
    config = msgspec.convert({"site": {"title": "League"}, "server": servers}, Config)
    assert list(server_statuses(archive, config)) == [
        ServerStatus("imported", NOON, stale=True),
        ServerStatus("main", NOON, stale=False, left=3, left_s=9.5),
        ServerStatus("new", None, stale=False),
    ]

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from app.core.embedded import folders, postgres, valkey
from app.core.embedded.folders import Place
from app.core.embedded.postgres import Postgres
from app.core.errors import SettingsError


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with folders.scratch() as place, folders.socket_folder(place):
        yield place


def ask(database: Postgres, statement: str) -> object:
    with psycopg.connect(database.url, autocommit=True) as connection:
        found = connection.execute(statement)
        row = found.fetchone() if found.description else None
        return row[0] if row else None


def test_the_login_is_bound_by_row_security(place: Place) -> None:
    with postgres.running(place, durable=False) as database:
        assert ask(database, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
        assert ask(database, "SELECT pg_has_role('holdfast', 'holdfast_app', 'SET')") is True
        assert ask(database, "SELECT rolbypassrls OR rolcanlogin FROM pg_roles WHERE rolname = 'holdfast_app'") is False


def test_text_and_order_are_the_same_on_every_machine(place: Place) -> None:
    with postgres.running(place, durable=False) as database:
        assert ask(database, "SHOW server_encoding") == "UTF8"
        assert ask(database, "SELECT upper('zoë')") == "ZOË"


def test_the_database_listens_on_no_network(place: Place) -> None:
    with postgres.running(place, durable=False) as database:
        assert ask(database, "SHOW listen_addresses") == ""


def test_what_was_written_is_there_after_the_server_was_killed(place: Place) -> None:
    with postgres.running(place, durable=True) as database:
        ask(database, "CREATE TABLE kept AS SELECT 42 AS number")
        os.kill(database.process.pid, signal.SIGKILL)
        database.process.wait()
    with postgres.running(place, durable=True) as database:
        assert ask(database, "SELECT number FROM kept") == 42


def test_an_old_note_that_names_another_program_does_not_prevent_the_start(place: Place) -> None:
    with postgres.running(place, durable=False) as database:
        note = (place.data / "postgres" / "postmaster.pid").read_text()
    with subprocess.Popen(["sleep", "60"], user=place.user.uid if place.user else None) as other:
        stale = place.data / "postgres" / "postmaster.pid"
        stale.write_text(note.replace(str(database.process.pid), str(other.pid), 1))
        try:
            with postgres.running(place, durable=False) as database:
                assert ask(database, "SELECT 1") == 1
            assert other.poll() is None
        finally:
            other.kill()


def test_a_server_that_outlived_its_run_makes_way(place: Place) -> None:
    with postgres.running(place, durable=False) as before, postgres.running(place, durable=False) as database:
        assert ask(database, "SELECT 1") == 1
        assert before.process.wait(timeout=5) == 0


def test_another_command_finds_the_running_database(place: Place) -> None:
    with postgres.running(place, durable=False) as database:
        assert postgres.url_of_running(place) == database.url
    assert postgres.url_of_running(place) is None


def test_data_of_another_version_are_refused_in_plain_words(place: Place) -> None:
    with folders.scratch() as old:
        (old.data / "postgres").mkdir()
        (old.data / "postgres" / "PG_VERSION").write_text("17\n")
        with pytest.raises(SettingsError, match="written by PostgreSQL 17"):
            postgres.server(old)


def test_the_queue_answers_on_its_socket_alone(place: Place) -> None:
    with valkey.running(place) as queue, Redis.from_url(queue.url) as redis:
        assert redis.ping()
        assert redis.config_get("port") == {"port": "0"}


def test_one_folder_is_held_by_one_program(tmp_path: Path) -> None:
    with folders.only_one(var_folder=tmp_path) as first, folders.only_one(var_folder=tmp_path) as second:
        assert (first, second) == (True, False)


def test_a_socket_folder_that_somebody_prepared_is_refused(tmp_path: Path) -> None:
    prepared = Place(data=tmp_path, sockets=tmp_path / "s", logs=tmp_path, user=None)
    prepared.sockets.mkdir(mode=0o755)
    with pytest.raises(SettingsError, match="belongs to somebody else"), folders.socket_folder(prepared):
        pass


def test_a_private_home_stays_private_and_a_long_path_works(tmp_path: Path) -> None:
    home = tmp_path / "private home" / ("long" * 30)
    home.mkdir(parents=True)
    tmp_path.chmod(0o700)
    place = folders.place_for(var_folder=home / "var")
    try:
        with folders.socket_folder(place), postgres.running(place) as database:
            assert ask(database, "SELECT 1") == 1
        assert tmp_path.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(place.data)


def test_a_copy_of_a_project_gets_data_of_its_own(tmp_path: Path) -> None:
    first = folders.place_for(var_folder=tmp_path / "first")
    shutil.copytree(tmp_path / "first", tmp_path / "second")
    second = folders.place_for(var_folder=tmp_path / "second")
    assert first.data != second.data
    shutil.rmtree(first.data)
    shutil.rmtree(second.data)

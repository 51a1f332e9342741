"""The three servers, real: what survives a restart, a kill, a taken port."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import boto3
import psycopg
import pytest
from botocore.config import Config
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from tests.embedded import Stack, wait_for
from wiring.settings import ROOT, Settings, load_what_is_known
from wiring.stack import processes
from wiring.stack.folder import StackFolder

pytestmark = pytest.mark.stack


class Servers(Stack):
    """The three servers in a folder of their own, restarted at will."""

    def up(self) -> None:
        """Start them and wait until they are ready."""
        self.supervisor = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.stack.servers_only"],
            env={**self.environment, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        wait_for(StackFolder(self.home).is_ready, 60)

    def settings(self) -> Settings:
        """Return the addresses of the three; nobody else has one."""
        return load_what_is_known(self.home)

    def restart(self) -> None:
        """Stop them as a person does, and start them again."""
        self.down()
        self.supervisor.wait(10)
        self.up()

    def kill_supervisor(self) -> None:
        """Kill the supervisor without warning; its parts live on."""
        self.supervisor.kill()
        self.supervisor.wait(10)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Ask the database something, as its owner."""
        url = self.settings().migrations_url.replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as connection:
            answer = connection.execute(query.encode())
            return answer.fetchall() if answer.description else []

    def pids(self) -> dict[str, tuple[int, float]]:
        """Return each part's process."""
        return {name: (part["pid"], part["born"]) for name, part in self.record()["parts"].items()}


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    home = Path(tempfile.mkdtemp(prefix="entreposto-"))
    running = Servers(home)
    try:
        running.up()
        yield running
    finally:
        running.down()
        shutil.rmtree(home)


def test_everything_survives_a_restart_on_the_same_ports(servers: Servers) -> None:
    settings = servers.settings()
    s3 = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=settings.s3_secret_key,
        region_name="us-east-1",
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    s3.put_object(Bucket=settings.s3_bucket, Key="kept", Body=b"paper")
    servers.ask("create table kept as select 42 as answer")
    servers.restart()

    assert servers.settings() == settings
    assert s3.get_object(Bucket=settings.s3_bucket, Key="kept")["Body"].read() == b"paper"
    assert servers.ask("select answer from kept") == [(42,)]


def test_the_database_has_this_versions_tables_and_no_port(servers: Servers) -> None:
    assert servers.ask("select count(*) > 0 from alembic_version") == [(True,)]
    assert servers.ask("show listen_addresses") == [("",)]
    assert servers.ask("select lower('É') = 'é'") == [(True,)]


async def test_closed_histories_are_kept_for_a_year(servers: Servers) -> None:
    client = await Client.connect(servers.settings().temporal_address)
    told = await client.workflow_service.describe_namespace(
        DescribeNamespaceRequest(namespace="default")
    )

    assert told.config.workflow_execution_retention_ttl.ToTimedelta().days == 365


@pytest.mark.parametrize("name", ["postgres", "temporal", "s3"])
def test_a_killed_server_comes_back_where_it_was(servers: Servers, name: str) -> None:
    before = servers.record()["parts"][name]
    servers.kill(name)
    wait_for(lambda: servers.record()["parts"][name]["pid"] not in (None, before["pid"]))
    wait_for(lambda: servers.record()["parts"][name]["state"] == "up", 30)
    after = servers.record()["parts"][name]

    assert {key: after.get(key) for key in ("url", "address", "ui")} == {
        key: before.get(key) for key in ("url", "address", "ui")
    }
    assert servers.ask("select 1") == [(1,)]


def test_what_a_killed_supervisor_left_is_stopped_before_the_next_start(servers: Servers) -> None:
    left = servers.pids()
    servers.kill_supervisor()
    assert all(processes.lives(*one) for one in left.values())
    told = servers.run("doctor")
    servers.up()

    assert told.returncode == 1
    assert "supervisor was killed" in told.stdout
    assert not any(processes.lives(*one) for one in left.values())
    assert all(processes.lives(*one) for one in servers.pids().values())


def test_down_stops_what_a_killed_supervisor_left(servers: Servers) -> None:
    left = servers.pids()
    servers.kill_supervisor()
    servers.down()
    alive = [name for name, one in left.items() if processes.lives(*one)]
    servers.up()

    assert alive == []


def test_a_taken_port_is_resolved_by_the_next_free_one(servers: Servers) -> None:
    wanted = int(servers.environment["ENTREPOSTO_S3_PORT"])
    servers.down()
    with socket.create_server(("127.0.0.1", wanted)):
        servers.up()
        elsewhere = servers.settings().s3_endpoint
    servers.restart()

    assert elsewhere != f"http://127.0.0.1:{wanted}"
    assert servers.settings().s3_endpoint == elsewhere


def test_a_data_folder_may_lie_deep(tmp_path: Path) -> None:
    deep = tmp_path / ("a folder with a long name " * 4) / ("and another " * 4)
    deep.mkdir(parents=True)
    servers = Servers(deep)
    servers.up()
    try:
        assert servers.ask("select 1") == [(1,)]
        socket_folder = servers.settings().database_url.partition("host=")[2]
    finally:
        servers.down()
    shutil.rmtree(socket_folder)


def test_an_interrupt_at_the_terminal_stops_everything(servers: Servers) -> None:
    running = servers.pids()
    os.killpg(servers.supervisor.pid, signal.SIGINT)
    servers.supervisor.wait(30)
    alive = [name for name, one in running.items() if processes.lives(*one)]
    servers.up()

    assert alive == []

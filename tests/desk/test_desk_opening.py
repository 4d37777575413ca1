"""`sayso desk` says in one line what keeps it from opening, before it opens the case."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner

from sayso.cli import main


def test_a_taken_port_is_one_clear_line(folder):
    with socket.create_server(("127.0.0.1", 0)) as room:
        port = room.getsockname()[1]
        done = CliRunner().invoke(main, ["desk", "--case", str(folder), "--port", str(port)])
    assert done.exit_code == 1
    assert done.output == (
        f"Error: --port {port}: another program, perhaps another desk, listens there already."
        " Stop it, or take another port (--port 0 finds a free one).\n"
    )


@pytest.mark.parametrize(
    ("host", "told"), [("192.0.2.7", "not an address of this machine"), ("no.invalid", "no address known here")]
)
def test_a_host_that_is_not_here_is_one_clear_line(folder, host, told):
    done = CliRunner().invoke(
        main, ["desk", "--case", str(folder), "--host", host, "--token", "x" * 16, "--port", "0"]
    )
    assert done.exit_code == 1
    assert told in done.output
    assert len(done.output.splitlines()) == 1


def test_ctrl_c_ends_it_without_a_word(folder):
    command = [
        sys.executable,
        "-c",
        "from sayso.cli import main; main()",
        "desk",
        "--case",
        str(folder),
        "--port",
        "0",
    ]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603  # ourselves
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as desk:
        line = desk.stdout.readline()
        address = line.split()[1]
        with urllib.request.urlopen(address) as reply:  # noqa: S310  # our own desk
            assert reply.status == 200
        desk.send_signal(signal.SIGINT)
        out, err = desk.communicate(timeout=30)
    assert desk.returncode == 0
    assert (out, err) == ("", "Opening the case …\n")

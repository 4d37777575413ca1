"""Strangers' documents are taken apart behind a fence: in a process of their own, for a limited time.

In: the name of a function of this package and the bytes for it. Out: what it returns (JSON values), or one clear
error where it fails, never ends, or brings its process down. The process is started once and serves one call after
another; whatever goes wrong costs that process and nothing else. `fenced.py` is its other side.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import queue
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

# Loading the parsers takes seconds on a busy machine, and says nothing about the document.
_STARTING: Final = 120.0
_MEND: Final = "Leave it out, or save its words as a text file."


class Fence:
    """A process that documents are taken apart in; started when it is first needed, and again after each mishap."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._lock = threading.Lock()

    def call(
        self, function: str, data: bytes, options: Mapping[str, str | int | None], *, subject: str, seconds: float
    ) -> Any:  # noqa: ANN401  # whatever the function returns
        """Return what `function(data, **options)` returns.

        Args:
            function: `module:name`, of this package.
            data: the document.
            options: plain values.
            subject: the document's name, for messages.
            seconds: how long it may take.

        Raises:
            IntakeError: as the function does, or because it broke or did not end in time.
        """
        with self._lock:
            process = self._running(function)
            head = json.dumps({"call": function, "length": len(data), "options": dict(options), "seconds": seconds})
            try:
                stdin = _pipe(process.stdin)
                stdin.write(head.encode() + b"\n")
                stdin.write(data)
                stdin.flush()
                answer = self._answers.get(timeout=seconds)
            except queue.Empty:
                self.close()
                problem = f"was not taken apart within {seconds:g} seconds"
                raise IntakeError(subject, problem, _MEND) from None
            except OSError:
                answer = b""
            if not answer:
                self.close()
                raise IntakeError(subject, "brought down the process that took it apart", _MEND)
        told = json.loads(answer)
        if "error" in told:
            raise IntakeError(subject, *told["error"])
        return told["value"]

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _running(self, function: str) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            answers: queue.Queue[bytes] = queue.Queue()
            command = [sys.executable, "-P", "-m", "sayso.intake.fenced"]
            process = subprocess.Popen(  # noqa: S603  # ourselves
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            threading.Thread(target=_listen, args=(_pipe(process.stdout), answers), daemon=True).start()
            self._process, self._answers = process, answers
            _pipe(process.stdin).write(json.dumps({"load": function}).encode() + b"\n")
            _pipe(process.stdin).flush()
            try:
                ready = answers.get(timeout=_STARTING)
            except queue.Empty:
                ready = b""
            if not ready:
                self.close()
                raise IntakeError("the reading process", "does not start", "Check the installation and the memory.")
        return self._process


def _listen(pipe: IO[bytes], answers: queue.Queue[bytes]) -> None:
    """Pass answers on, one a line; an empty one says that the process has ended."""
    with contextlib.suppress(OSError, ValueError):
        for line in pipe:
            answers.put(line)
    answers.put(b"")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # it was asked for above
        raise OSError("no pipe")
    return pipe


FENCE: Final = Fence()
atexit.register(FENCE.close)

"""The inner side of the fence: takes documents apart, one after another, until its parent is gone.

In: on standard input, a line of JSON that names a function of this package, and the document's bytes. Out: on
standard output, a line of JSON with what the function returned, or the error that it ended with. It is given little
memory and little time by the system itself, so that it goes down alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_MEMORY: Final = 4 << 30  # bytes; the largest pages allowed need less than one
_OURS: Final = "sayso.intake."


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline():
        request = json.loads(line)
        if "load" in request:
            _function(request["load"])
            told: dict[str, Any] = {"value": None}
        else:
            data = requests.read(request["length"])
            if hasattr(signal, "alarm"):  # so that it does not run on if the parent is killed meanwhile
                signal.alarm(int(request["seconds"]) + 5)
            told = _answer(request, data)
            if hasattr(signal, "alarm"):
                signal.alarm(0)
        answers.write(json.dumps(told).encode() + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        return {"value": _function(request["call"])(data, **request["options"])}
    except IntakeError as error:
        return {"error": [error.problem, error.mend]}
    except Exception as error:  # noqa: BLE001  # a stranger's document may break a parser in any way
        problem = " ".join(f"cannot be taken apart ({type(error).__name__}: {str(error)[:200]})".split())
        return {"error": [problem, "Leave it out, or save its words as a text file."]}


def _function(name: str) -> Callable[..., Any]:
    module, _, attribute = name.partition(":")
    if not module.startswith(_OURS):
        raise ValueError(name)
    function: Callable[..., Any] = getattr(import_module(module), attribute)
    return function


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > _MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever presses Ctrl-C means the parent, which ends us
    _bound()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints is no answer
    with contextlib.suppress(BrokenPipeError):  # the parent is gone: nobody waits for the answer
        serve(sys.stdin.buffer, out)

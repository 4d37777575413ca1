"""A service that answers badly, slowly or not at all costs one clear line and a bounded time."""

import time

import pytest
from modelserver import send, send_bytes

from sayso.config import Llm
from sayso.errors import ReadError
from sayso.read.llm import Endpoint
from sayso.read.llm.prompt import messages_for

ASKED = messages_for("Two died.")


def ask(server, **fields):
    endpoint = Endpoint(Llm(**{"endpoint": server.endpoint, "model": "tiny", **fields}))
    try:
        return endpoint.ask(ASKED)
    finally:
        endpoint.close()


def test_what_is_sent_is_plain_and_offers_no_tools(model):
    reply = ask(model, seed=7, reply_tokens=99)
    ((path, body),) = model.asked
    assert path == "/v1/chat/completions"
    assert set(body) == {"model", "messages", "temperature", "seed", "max_tokens", "stream"}
    assert (body["temperature"], body["seed"], body["max_tokens"], body["stream"]) == (0, 7, 99, False)
    assert (reply.content, reply.tokens, reply.fingerprint, reply.cut) == ("[]", 500, "fp_test", False)
    assert model.keys == [None]


def test_no_report_can_hold_the_line_that_closes_its_fence():
    texts = ["Two died.", messages_for("Two died.")[1]["content"]]
    for text in texts:
        system, user = (message["content"] for message in messages_for(text))
        mark, *inside, end = user.split("\n")
        assert mark == end
        assert mark in system
        assert mark not in inside


def slow(_):
    time.sleep(3)


def drip(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(30):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def huge(handler):
    send(handler, "x" * 3_000_000)


def hang_up(handler):
    handler.close_connection = True


def nested(handler):
    send_bytes(handler, b"[" * 200_000)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (slow, "no answer came in time"),
        (drip, "no answer came in time"),
        (huge, "longer than 2000000 bytes"),
        (hang_up, "no answer"),
        (nested, "not that of a chat service"),
        (lambda handler: send_bytes(handler, b"<html>busy</html>"), "not that of a chat service"),
        (lambda handler: send_bytes(handler, b'{"choices": []}'), "not that of a chat service"),
        (lambda handler: send_bytes(handler, b'["choices"]'), "not that of a chat service"),
        (lambda handler: send(handler, None), "holds no text"),
        (lambda handler: send_bytes(handler, b'{"error": "no such\\nmodel"}', 404), "status 404"),
        (lambda handler: send_bytes(handler, b"", 302), "status 302"),
    ],
)
def test_every_failure_is_one_line(model, answer, problem):
    model.answers(answer)
    began = time.monotonic()
    with pytest.raises(ReadError) as caught:
        ask(model, seconds=1)
    assert time.monotonic() - began < 2.5
    assert problem in caught.value.problem
    assert "\n" not in str(caught.value)


def test_nobody_listening_is_one_line(model):
    with pytest.raises(ReadError, match="no answer"):
        ask(model, endpoint="http://127.0.0.1:9/v1")


def test_the_key_comes_from_the_environment_and_shows_nowhere(model, monkeypatch):
    monkeypatch.setenv("SAYSO_LLM_KEY", "sesame")
    model.answers(lambda handler: send_bytes(handler, b"no", 401))
    with pytest.raises(ReadError) as caught:
        ask(model)
    assert model.keys == ["Bearer sesame"]
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"endpoint": ""}, "llm.endpoint is not set"),
        ({"model": ""}, "llm.model is not set"),
        ({"endpoint": "file:///etc/passwd"}, "no web address"),
        ({"endpoint": "http://[::1"}, "no web address"),
        ({"key_env": "HOME"}, "must begin with SAYSO_LLM_"),
        ({"endpoint": "http://models.example.org/v1"}, "unencrypted"),
    ],
)
def test_settings_that_will_not_do_are_told_before_anything_is_sent(model, monkeypatch, fields, problem):
    monkeypatch.setenv("SAYSO_LLM_KEY", "sesame")
    with pytest.raises(ReadError) as caught:
        ask(model, **fields)
    assert problem in str(caught.value)
    assert not model.asked

"""The Slack bot over a real socket, against a Slack of our own, with the official SDK on our side."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from corpus.slack_store import Post, PostKey
from service.answering.wire import Answer, Ask
from service.settings import Settings
from service.wiring import Services
from tests.support.library import filled
from tests.support.serving import serving, settings_in, small_services
from tests.support.slack_server import (
    SECRET,
    SlackServer,
    deliver,
    deliver_form,
    envelope,
    mention,
    signed,
    slack_server,
)

QUESTION = "What must Acme Ltd delete?"


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    with slack_server() as server:
        yield server


def configured(folder: Path, slack: SlackServer, **more: object) -> Settings:
    given = {"slack_signing_secret": SECRET, "slack_bot_token": "xoxb-1", "slack_api_url": f"{slack.url}/api/"}
    return settings_in(folder, **{**given, **more})


@pytest.fixture
def bot(tmp_path: Path, slack: SlackServer) -> Iterator[httpx.Client]:
    with serving(small_services(configured(tmp_path, slack))) as address, client(address) as http:
        yield http


def client(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, trust_env=False, timeout=20)


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


def test_a_mention_gets_one_cited_answer_in_its_thread(bot: httpx.Client, slack: SlackServer) -> None:
    """Acknowledged at once, then a placeholder in the thread that becomes the answer with links and buttons."""
    assert deliver(bot, mention(QUESTION, "7.7")).status_code == 200
    until(slack.state.finished)
    [message] = slack.state.messages.values()
    shown = json.dumps(message["blocks"])
    assert message["thread_ts"] == "7.7"
    assert "delete the photographs" in shown
    assert "/documents/" in shown
    assert "show_passages" in shown
    assert len(message["blocks"]) <= 50


def test_one_post_is_answered_once_however_often_it_comes(bot: httpx.Client, slack: SlackServer) -> None:
    """The mention event, the message event of the same post and Slack's retries give one answer."""
    again = envelope({"type": "message", "user": "U1", "text": QUESTION, "ts": "1.1", "channel": "C1"}, event_id="Ev2")
    for payload in (mention(QUESTION), mention(QUESTION), again):
        assert deliver(bot, payload).status_code == 200
    until(slack.state.finished)
    time.sleep(0.3)
    assert slack.state.calls["chat.postMessage"] == 1
    assert slack.state.calls["chat.update"] == 1


def test_a_direct_message_is_answered_where_it_was_sent(bot: httpx.Client, slack: SlackServer) -> None:
    """A message to the bot itself needs no mention, and the answer is not hidden in a thread."""
    event = {"type": "message", "channel_type": "im", "user": "U1", "text": QUESTION, "ts": "2.2", "channel": "D1"}
    deliver(bot, envelope(event))
    until(slack.state.finished)
    assert not slack.state.finished()[0].get("thread_ts")


@pytest.mark.parametrize(
    "more",
    [{"bot_id": "B1"}, {"subtype": "message_changed"}, {"subtype": "bot_message"}, {"edited": {"ts": "1"}}],
    ids=["a bot", "a change", "a bot's message", "an edit"],
)
def test_bots_and_edits_are_not_answered(bot: httpx.Client, slack: SlackServer, more: dict[str, object]) -> None:
    """Answering another bot could go on for ever; an edit would be answered twice."""
    assert deliver(bot, mention(QUESTION, **more)).status_code == 200
    time.sleep(0.2)
    assert not slack.state.messages


def test_a_bad_signature_is_refused(bot: httpx.Client, slack: SlackServer) -> None:
    """Only Slack can make the bot speak."""
    assert deliver(bot, mention(QUESTION), secret="guess").status_code == 401
    assert deliver(bot, mention(QUESTION), at=time.time() - 600).status_code == 401
    assert not slack.state.messages


@pytest.mark.parametrize(
    "tampered",
    [
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0="},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v1=" + "0" * 64},
        {"X-Slack-Signature": "v0=\u00e9".encode()},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "\u00b2".encode("latin-1")},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "nan"},
    ],
    ids=str,
)
def test_a_signature_that_was_tampered_with_is_refused(
    bot: httpx.Client, slack: SlackServer, tampered: dict[str, str | bytes]
) -> None:
    """Whatever stands in its headers, nothing unsigned is answered, and nothing falls over."""
    body = json.dumps(mention(QUESTION))
    headers = {"Content-Type": "application/json", **signed(body), **tampered}
    assert bot.post("/slack/events", content=body, headers=headers).status_code == 401
    assert not slack.state.messages


@pytest.mark.parametrize("path", ["/slack/events", "/slack/events/", "/slack/../slack/events"])
def test_a_body_that_was_altered_after_signing_is_refused(bot: httpx.Client, slack: SlackServer, path: str) -> None:
    """One letter more, another one, or a body that is no JSON, under a signature that was good."""
    body = json.dumps(mention(QUESTION))
    headers = {"Content-Type": "application/json", **signed(body)}
    changed = (body + " ", body.replace("Acme", "Beta"), "{", "", "payload=%00", "\u00ff", "\udcff", "[" * 50_000)
    for altered in changed:
        sent = altered.encode(errors="surrogateescape")
        assert bot.post(path, content=sent, headers=headers).status_code in {401, 404}
    assert not slack.state.messages


def test_without_a_signing_secret_nobody_can_sign(tmp_path: Path, slack: SlackServer) -> None:
    """With an app token alone, for Socket Mode, the service starts, and nothing is let in over HTTP."""
    alone = configured(tmp_path, slack, slack_signing_secret=None, slack_app_token="xapp-1")
    with serving(small_services(alone)) as address, client(address) as http:
        body, at = json.dumps(mention(QUESTION)), str(int(time.time()))
        forged = hmac.new(b"", f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={forged}"}
        assert http.post("/slack/events", content=body, headers=headers).status_code == 401
    assert not slack.state.messages


NONSENSE = [{}, {"event": {"type": "app_mention"}}, {"event": {"text": {}}}]


@pytest.mark.parametrize("event", NONSENSE, ids=str)
def test_signed_nonsense_is_taken_for_nothing(bot: httpx.Client, slack: SlackServer, event: dict[str, object]) -> None:
    """An event of a shape that Slack never sends harms nothing, and the next one is answered."""
    assert deliver(bot, {"type": "event_callback", "team_id": "T1", "event_id": "E", **event}).status_code < 500
    assert deliver(bot, mention(QUESTION)).status_code == 200
    until(slack.state.finished)


def test_posts_of_a_thread_that_arrive_in_the_wrong_order_are_each_answered_once(
    bot: httpx.Client, slack: SlackServer
) -> None:
    """Slack promises no order: a reply that comes before the post it replies to, and retries between, harm nothing."""
    first, reply = mention(QUESTION, "3.1"), mention("Was it appealed by Acme?", "3.2", thread_ts="3.1")
    for payload in (reply, first, reply, first):
        assert deliver(bot, payload).status_code == 200
    until(lambda: len(slack.state.finished()) == 2)
    time.sleep(0.3)
    assert slack.state.calls["chat.postMessage"] == 2
    assert {message["thread_ts"] for message in slack.state.finished()} == {"3.1"}


def test_a_refusal_is_posted_as_a_refusal(bot: httpx.Client, slack: SlackServer) -> None:
    """Where the documents are silent the bot says so, without citations."""
    deliver(bot, mention("zzz qqq"))
    until(slack.state.finished)
    assert "Not answered" in json.dumps(slack.state.finished()[0]["blocks"])


def test_an_empty_mention_is_told_how_to_ask(bot: httpx.Client, slack: SlackServer) -> None:
    """A mention without a question gets a hint that only its author sees, never silence."""
    deliver(bot, mention(""))
    until(lambda: slack.state.ephemeral)
    assert "Ask a question" in slack.state.ephemeral[0]["text"]


def test_a_command_is_answered_privately_and_can_be_shared(bot: httpx.Client, slack: SlackServer) -> None:
    """The answer is ephemeral; the share button puts the same answer into the channel."""
    fields = {"command": "/standing", "text": QUESTION, "team_id": "T1", "channel_id": "C1", "user_id": "U1"}
    fields |= {"trigger_id": "1.2.x", "response_url": f"{slack.url}/respond/one"}
    acknowledged = deliver_form(bot, fields)
    assert acknowledged.json()["response_type"] == "ephemeral"
    until(lambda: slack.state.responses["one"])
    [answered] = slack.state.responses["one"]
    assert (answered["response_type"], answered["replace_original"]) == ("ephemeral", True)
    share = next(e for block in answered["blocks"] if block["type"] == "actions" for e in block["elements"][3:])
    payload = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "channel": {"id": "C1"}}
    payload |= {"actions": [{**share, "block_id": "b"}], "response_url": f"{slack.url}/respond/two"}
    assert deliver_form(bot, {"payload": json.dumps(payload)}).status_code == 200
    until(lambda: slack.state.responses["two"])
    assert slack.state.responses["two"][0]["response_type"] == "in_channel"


def test_feedback_and_passages_answer_to_their_buttons(bot: httpx.Client, slack: SlackServer) -> None:
    """The buttons under an answer keep what was thought of it and show the cited words whole."""
    deliver(bot, mention(QUESTION))
    until(slack.state.finished)
    buttons = slack.state.finished()[0]["blocks"][-1]["elements"]
    base = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "channel": {"id": "C1"}}
    for button in (buttons[0], buttons[2]):
        key = button["action_id"]
        payload = {**base, "actions": [{**button, "block_id": "b"}], "response_url": f"{slack.url}/respond/{key}"}
        deliver_form(bot, {"payload": json.dumps(payload)})
        until(lambda key=key: slack.state.responses[key])  # type: ignore[misc]
    assert "\u201c" in json.dumps(slack.state.responses["show_passages"], ensure_ascii=False)


def test_slack_s_rate_limit_is_waited_out(bot: httpx.Client, slack: SlackServer) -> None:
    """A 429 with Retry-After delays the answer and loses nothing."""
    slack.state.refuse_next["chat.update"] = 3
    deliver(bot, mention(QUESTION))
    until(slack.state.finished)
    assert slack.state.calls["chat.update"] == 4


def test_odd_characters_come_through_unharmed(bot: httpx.Client, slack: SlackServer) -> None:
    """Markup, emoji and unpaired quotes in a question are text, and formatting characters do not format."""
    deliver(bot, mention('delete &lt;b&gt; *photographs* 🙂 "of residents', "9.9"))
    until(slack.state.finished)
    assert "<b>" not in json.dumps(slack.state.finished()[0]["blocks"])


def test_other_channels_are_pointed_to_the_allowed_ones(tmp_path: Path, slack: SlackServer) -> None:
    """With an allowlist a mention elsewhere gets a private hint instead of an answer."""
    services = small_services(configured(tmp_path, slack, slack_channels=("C9",)))
    with serving(services) as address, client(address) as http:
        deliver(http, mention(QUESTION))
        until(lambda: slack.state.ephemeral)
    assert not slack.state.messages


def test_socket_mode_answers_without_a_public_address(tmp_path: Path, slack: SlackServer) -> None:
    """The same handlers over a websocket: the envelope is acknowledged and the answer posted."""
    services = small_services(configured(tmp_path, slack, slack_app_token="xapp-1"))
    with serving(services):
        until(lambda: slack.state.sockets)
        slack.push({"type": "events_api", "envelope_id": "e1", "payload": mention(QUESTION)})
        until(slack.state.finished)
        until(lambda: "e1" in slack.state.acknowledged)


def test_a_restart_in_the_middle_of_an_answer_gives_one_answer(tmp_path: Path, slack: SlackServer) -> None:
    """What the first process took on and did not finish, the second writes into the same message."""
    settings = configured(tmp_path, slack)
    took_on(settings, slack)
    assert slack.state.calls["chat.postMessage"] == 1
    assert not slack.state.finished()
    with serving(small_services(settings)) as address, client(address) as http:
        deliver(http, mention(QUESTION))
        until(slack.state.finished)
    assert slack.state.calls["chat.postMessage"] == 1
    assert len(slack.state.finished()) == 1


def took_on(settings: Settings, slack: SlackServer) -> None:
    """Leave the registry as a process leaves it that is killed between the placeholder and the answer."""
    ts = slack.handle("chat.postMessage", {"channel": "C1", "text": "Reading"})["ts"]
    slack.state.calls["chat.postMessage"] += 1
    with filled(settings.home) as corpus:
        post = Post(PostKey("T1", "C1", "1.1"), "U1", "1.1", QUESTION)
        assert corpus.slack.accept([post], dt.datetime.now(dt.UTC), dt.timedelta(seconds=60)) == [True]
        corpus.slack.note_placeholder(post.key, ts)


class Broken:
    """An answerer that fails."""

    def answer(self, ask: Ask) -> Answer:
        raise RuntimeError(f"password=hunter2 {ask.question}")

    def stream(self, ask: Ask) -> Iterator[object]:
        yield self.answer(ask)


def test_a_failure_is_posted_as_a_failure(tmp_path: Path, slack: SlackServer) -> None:
    """When answering breaks the person is told so, and nothing of the insides."""
    services: Services = small_services(configured(tmp_path, slack), lambda _: Broken())  # type: ignore[arg-type,return-value]
    with serving(services) as address, client(address) as http:
        deliver(http, mention(QUESTION))
        until(lambda: slack.state.calls["chat.update"])
    [message] = slack.state.messages.values()
    assert "could not be answered" in message["text"]
    assert "hunter2" not in json.dumps(message)


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # raised inside the Slack SDK
def test_each_workspace_uses_its_own_installation(tmp_path: Path, slack: SlackServer) -> None:
    """Through OAuth two workspaces install the bot; each is answered with its own token and its own history."""
    oauth = {"slack_bot_token": None, "slack_client_id": "1.2", "slack_client_secret": "s"}
    with serving(small_services(configured(tmp_path, slack, **oauth))) as address, client(address) as http:
        for code in ("AAA", "BBB"):
            # the SDK marks its cookie as for HTTPS only, so a client on plain HTTP has to carry it by hand
            state = http.get("/slack/install").cookies["slack-app-oauth-state"]
            cookie = {"Cookie": f"slack-app-oauth-state={state}"}
            params = {"code": code, "state": state}
            assert http.get("/slack/oauth_redirect", params=params, headers=cookie).status_code == 200
            assert http.get("/slack/oauth_redirect", params=params, headers=cookie).status_code != 200
        for team in ("TAAA", "TBBB"):
            event = {"type": "app_mention", "user": "U1", "text": QUESTION, "ts": "1.1", "channel": "C1"}
            deliver(http, envelope(event, team))
        until(lambda: len(slack.state.finished()) == 2)
    assert {"xoxb-AAA", "xoxb-BBB"} <= set(slack.state.tokens)

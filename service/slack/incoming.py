"""From what Slack delivers to the post it is about, or to nothing where there is nothing to answer. Pure code."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from typing import Any

from corpus.slack_store import Post, PostKey

MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
REFERENCE = re.compile(r"<([^>|]*)\|([^>]*)>")
LINK = re.compile(r"<([^>|]*)>")
ANSWERED_SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})


def of_message(team: str, event: Mapping[str, Any]) -> Post | None:
    """The post of a mention or direct message. Bots, edits, deletions and empty mentions are not answered."""
    if event.get("bot_id") or event.get("edited") or event.get("subtype") not in ANSWERED_SUBTYPES:
        return None
    text, channel, ts, user = (str(event.get(name) or "") for name in ("text", "channel", "ts", "user"))
    question = plain(text)
    if not (question and channel and ts and user):
        return None
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    thread = str(event.get("thread_ts") or ("" if direct else ts))
    return Post(PostKey(team, channel, ts), user, thread, question)


def of_command(body: Mapping[str, Any]) -> Post | None:
    """The post of a slash command; it has no timestamp, so the trigger that Slack gives it once stands for one."""
    question = plain(str(body.get("text") or ""))
    if not question:
        return None
    trigger = hashlib.sha256(str(body["trigger_id"]).encode()).hexdigest()[:32]
    key = PostKey(str(body["team_id"]), str(body["channel_id"]), f"command-{trigger}")
    return Post(key, str(body["user_id"]), f"command-{body['user_id']}", question, reply_to=str(body["response_url"]))


def plain(text: str) -> str:
    """What a person typed: mentions gone, links as their words, Slack's three escapes undone, spaces single."""
    words = LINK.sub(r"\1", REFERENCE.sub(r"\2", MENTION.sub(" ", text)))
    return re.sub(r"\s+", " ", html.unescape(words)).strip()


def conversation_of(post: Post) -> str:
    """The conversation a post belongs to: one thread of one channel of one workspace, or one direct channel."""
    place = f"{post.key.team}\0{post.key.channel}\0{post.thread}"
    return "slack-" + hashlib.sha256(place.encode()).hexdigest()[:32]

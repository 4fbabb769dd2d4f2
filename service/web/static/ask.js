// The ask page and the permalink: question in, verified claims out one by one, follow-ups in the same conversation.

import { announce } from "./dom.js";
import { Problem, ask } from "./stream.js";
import { FilterFields } from "./filters.js";
import { Panel } from "./panel.js";
import { Turn } from "./turn.js";
import { keep, showPast } from "./past.js";
import { watchActions } from "./actions.js";
import { watchCitations } from "./citations.js";
import { watchConnection } from "./offline.js";
import { watchTables } from "./tables.js";

const UNREACHABLE = { detail: "The service cannot be reached.", remedy: "Check the connection, then try again." };
const INTERRUPTED = { detail: "The connection was lost before the answer was whole.", remedy: "Try again." };
const main = document.getElementById("main");
const turns = document.getElementById("turns");
const form = document.getElementById("ask");
const question = document.getElementById("question");
const cancel = document.getElementById("cancel");
const filters = new FilterFields(document.getElementById("filters"));
const panel = new Panel(document.getElementById("panel"), document.getElementById("room"));
let conversation = turns.querySelector(".answer")?.dataset.conversation || null;
let running = null;

async function submit(text) {
  running?.abort();
  const abort = new AbortController();
  running = abort;
  begin();
  const turn = new Turn(text, turns);
  try {
    await follow(turn, ask({ question: text, ...(conversation ? { conversation_id: conversation } : {}), ...filters.chosen() }, abort.signal));
  } catch (error) {
    if (error.name === "AbortError") turn.stop();
    else turn.fail(error instanceof Problem ? error : new Problem(UNREACHABLE), submit);
  } finally {
    if (running === abort) end();
  }
}

async function follow(turn, events) {
  for await (const event of events) {
    if (event.kind === "error") throw new Problem(event.data);
    if (event.kind !== "done") { turn.show(event); continue; }
    await turn.finish(event.data);
    conversation = event.data.conversation_id || conversation;
    history.pushState({ answer: event.data.id }, "", `/answers/${event.data.id}`);
    keep(event.data);
    return;
  }
  throw new Problem(INTERRUPTED);
}

function begin() {
  main.classList.remove("welcoming");
  document.getElementById("welcome")?.setAttribute("hidden", "");
  document.getElementById("welcome-heading")?.classList.add("visually-hidden");
  cancel.hidden = false;
  question.value = "";
  question.placeholder = "Ask a follow-up";
}

function end() {
  running = null;
  cancel.hidden = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (text) submit(text);
});
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
cancel.addEventListener("click", () => running?.abort());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !running || event.defaultPrevented) return;
  event.preventDefault();
  running.abort();
}, { capture: true });
document.addEventListener("click", (event) => {
  const offered = event.target.closest("[data-question]");
  if (offered) submit(offered.dataset.question);
});
addEventListener("popstate", () => location.reload());

watchCitations((link) => panel.open(link));
watchActions(turns);
watchTables(turns);
watchConnection();
showPast();
if (!turns.childElementCount) question.focus({ preventScroll: true });
else announce("");

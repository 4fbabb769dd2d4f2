// The ask page: question in, verified claims out one by one, follow-ups in the same conversation, history kept here.

import * as parts from "./answer.js";
import { announce, element } from "./dom.js";
import { Panel } from "./panel.js";
import { Refused, ask } from "./stream.js";
import { HoverCard } from "./hover.js";
import { actions } from "./actions.js";
import * as history from "./history.js";

const room = document.getElementById("room");
const turns = document.getElementById("turns");
const form = document.getElementById("ask");
const question = document.getElementById("question");
const cancel = document.getElementById("cancel");
const filters = document.getElementById("filters");
const panel = new Panel(document.getElementById("panel"), room);
const hover = new HoverCard();
let conversation = null;
let running = null;

class Turn {
  constructor(text) {
    this.citations = new Map();
    this.claims = element("div", { class: "claims" });
    this.state = element("p", { class: "working" }, "Reading the documents held\u2026");
    this.after = element("div");
    this.node = element("article", { class: "turn", "aria-label": text }, element("h1", {}, text), this.claims, this.state, this.after);
    turns.append(this.node);
    this.node.scrollIntoView({ block: "start" });
  }

  open = (n) => panel.open(this.citations.get(n));

  on({ kind, data }) {
    if (kind === "status") this.state.textContent = data.text;
    if (kind === "citation") this.citations.set(data.n, data);
    if (kind === "claim") this.claims.append(parts.claim(data, this.citations, this.open));
    if (kind === "done") this.finish(data);
    if (kind === "error") this.fail(new Refused(data));
  }

  finish(answer) {
    this.state.remove();
    conversation = answer.conversation_id;
    this.citations = new Map(answer.citations.map((citation) => [citation.n, citation]));
    const shown = answer.refused ? [parts.refusal(answer.refusal)]
      : answer.claims.map((item) => parts.claim(item, this.citations, this.open));
    this.claims.replaceChildren(...shown);
    this.after.replaceChildren(...[
      ...answer.tables.map((item) => parts.table(item, this.citations, this.open)),
      ...answer.notes.map((note) => element("p", { class: "note" }, note)),
      ...answer.conflicts.map((item) => parts.conflict(item, this.citations, this.open)),
      ...answer.standing.map((item) => parts.standing(item, this.citations, this.open)),
      answer.coverage ? element("p", { class: "quiet" }, answer.coverage.text) : null,
      parts.sources(answer.citations, this.open),
      actions(answer),
    ].filter(Boolean));
    hover.watch(this.node, this.citations);
    for (const button of this.node.querySelectorAll("[data-candidate]")) {
      button.addEventListener("click", () => submit(`${answer.question} (${button.dataset.candidate})`));
    }
    announce(answer.refused ? "Not answered. " + answer.refusal.reason : `Answered with ${answer.citations.length} citations.`);
    history.keep(answer);
  }

  fail(error) {
    this.state.replaceWith(element("div", { class: "note", role: "alert" }, element("p", {}, error.message),
      error.remedy ? element("p", { class: "quiet" }, error.remedy) : null,
      element("button", { type: "button", onclick: () => submit(this.node.getAttribute("aria-label")) }, "Try again")));
    announce(error.message);
  }
}

function chosen() {
  const data = new FormData(form.closest("main").querySelector("form"));
  for (const control of filters.querySelectorAll("[name]")) if (control.value) data.set(control.name, control.value);
  const picked = {};
  for (const name of ["regulator", "jurisdiction"]) if (data.get(name)) picked[name] = [data.get(name)];
  for (const name of ["decided_from", "decided_to"]) if (data.get(name)) picked[name] = data.get(name);
  return { filters: picked, as_of: data.get("as_of") || null };
}

async function submit(text) {
  running?.abort();
  running = new AbortController();
  document.getElementById("welcome").hidden = true;
  cancel.hidden = false;
  const turn = new Turn(text);
  question.value = "";
  question.placeholder = "Ask a follow-up";
  try {
    for await (const event of ask({ question: text, conversation_id: conversation, ...chosen() }, running.signal)) turn.on(event);
  } catch (error) {
    if (error.name === "AbortError") turn.state.textContent = "Stopped.";
    else turn.fail(error instanceof Refused ? error : new Refused({ detail: "The service cannot be reached.", remedy: "Check the connection, then try again." }));
  } finally {
    cancel.hidden = true;
    turns.after(form, filters);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (question.value.trim()) submit(question.value.trim());
});
question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
});
cancel.addEventListener("click", () => running?.abort());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !cancel.hidden) running?.abort();
  if (["ArrowLeft", "ArrowRight"].includes(event.key) && event.target.classList?.contains("cite")) walk(event);
});
for (const button of document.querySelectorAll("[data-question]")) button.addEventListener("click", () => submit(button.dataset.question));
for (const kind of ["online", "offline"]) addEventListener(kind, () => { document.getElementById("offline").hidden = navigator.onLine; });

function walk(event) {
  const all = [...document.querySelectorAll(".cite")];
  const next = all[all.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); }
}

history.restore((answer) => new Turn(answer.question).finish(answer));
question.focus();

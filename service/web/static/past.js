// Earlier questions, kept in this browser alone: nobody else who uses the service sees them.

import { element } from "./dom.js";

const KEY = "standing.questions";
const KEPT = 30;

export function keep(answer) {
  const rest = all().filter((other) => other.id !== answer.id);
  store([{ id: answer.id, question: answer.question, at: new Date().toISOString() }, ...rest].slice(0, KEPT));
  showPast();
}

export function showPast() {
  const box = document.getElementById("past");
  const list = all();
  box.hidden = list.length === 0;
  document.getElementById("past-list").replaceChildren(
    ...list.map(({ id, question }) => element("li", {}, element("a", { href: `/answers/${encodeURIComponent(id)}` }, question))));
  document.getElementById("forget").onclick = () => { store([]); showPast(); };
}

function all() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function store(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // a browser that keeps nothing still answers
  }
}

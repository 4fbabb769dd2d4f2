// One answer as elements: claims with their marks, tables, conflicts, standing, sources, refusal.

import { element, written } from "./dom.js";

const FILLER = /\s+/g;

export function marks(numbers, citations, onOpen) {
  return numbers.map((n) => {
    const citation = citations.get(n);
    const where = citation ? place(citation) : "";
    return element("button", {
      type: "button", class: "cite", "data-n": n, "aria-label": `Citation ${n}: ${where}`, onclick: () => onOpen(n),
    }, `[${n}]`);
  });
}

export function place(citation) {
  const parts = [citation.title];
  if (citation.page) parts.push(`page ${citation.page}`);
  if (citation.paragraph) parts.push(`paragraph ${citation.paragraph}`);
  return parts.join(", ");
}

export function claim(item, citations, onOpen) {
  return element("p", { class: "claim", "data-kind": item.kind }, item.text, " ", ...marks(item.citations, citations, onOpen));
}

export function table(data, citations, onOpen) {
  const head = data.columns.map((column, index) =>
    element("th", { scope: "col", "aria-sort": "none" },
      element("button", { type: "button", onclick: (event) => sort(event.currentTarget, index) }, column)));
  const rows = data.rows.map((row) => element("tr", {},
    ...row.cells.map((cell, index) => element("td", /^[A-Z]{3} [\d,.]+$/.test(cell) ? { class: "amount" } : {}, cell,
      index === row.cells.length - 1 ? " " : "", ...(index === row.cells.length - 1 ? marks(row.citations, citations, onOpen) : [])))));
  return element("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": data.caption },
    element("table", {}, element("caption", {}, data.caption), element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)));
}

function sort(button, index) {
  const cell = button.closest("th");
  const ascending = cell.getAttribute("aria-sort") !== "ascending";
  for (const other of cell.parentElement.children) other.setAttribute("aria-sort", "none");
  cell.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const body = cell.closest("table").tBodies[0];
  const key = (row) => row.cells[index].textContent.replace(FILLER, " ").trim();
  const number = (text) => Number(text.replace(/[^\d.]/g, "")) || 0;
  const numeric = [...body.rows].every((row) => /\d/.test(key(row)) && !/[A-Za-z]{4}/.test(key(row)));
  const compare = numeric ? (a, b) => number(key(a)) - number(key(b)) : (a, b) => key(a).localeCompare(key(b));
  body.append(...[...body.rows].sort((a, b) => (ascending ? compare(a, b) : compare(b, a))));
}

export function badge(status) {
  return element("span", { class: `badge ${status.replaceAll(" ", "-")}` }, status);
}

export function standing(item, citations, onOpen) {
  const steps = item.history.map((step) => element("li", {}, element("strong", {}, written(step.date, step.precision)), ` ${step.event}. ${step.text || ""} `,
    ...marks(step.citations, citations, onOpen)));
  const fold = item.history.map((step) => `${step.date.slice(0, 4)} ${step.event}`).join(" \u2013 ");
  return element("section", { class: "standing", "aria-label": `Standing of ${item.title}` },
    element("div", {}, badge(item.status), " ", element("a", { href: `/matters/${item.matter}` }, item.title),
      item.known_to ? element("span", { class: "quiet" }, ` known to ${written(item.known_to)}`) : null),
    element("p", { class: "fold" }, fold),
    element("p", {}, item.text),
    steps.length ? element("details", {}, element("summary", {}, "History"), element("ol", {}, ...steps)) : null);
}

export function conflict(item, citations, onOpen) {
  const side = (heading, data) => element("div", {}, element("h3", {}, `${heading}: ${data.rank.replaceAll("_", " ")}`),
    element("p", {}, data.text, " ", ...marks(data.citations, citations, onOpen)));
  return element("section", { class: "conflict", "aria-label": "Conflict between sources" },
    element("p", {}, element("strong", {}, `The sources disagree about ${item.about}.`)),
    element("div", { class: "sides" }, side("Followed", item.followed), side("Against it", item.other)),
    element("p", { class: "quiet" }, item.why));
}

export function refusal(data) {
  const searched = data.searched;
  return element("div", { class: "refused" },
    element("p", { class: "claim" }, data.reason),
    element("p", { class: "quiet" }, `Searched ${searched.documents} documents (${searched.passages} passages)` +
      (searched.known_to ? `, the newest known to ${written(searched.known_to)}.` : ".")),
    data.candidates.length ? element("ul", { class: "examples", "aria-label": "Did you mean" },
      ...data.candidates.map((name) => element("li", {}, element("button", { type: "button", "data-candidate": name }, name)))) : null,
    data.nearest.length ? element("section", {}, element("h3", {}, "Related, not an answer"),
      element("ul", { class: "sources" }, ...data.nearest.map((near) => element("li", {}, element("a", { href: near.viewer_url }, near.title), `: ${near.text}`)))) : null,
    element("p", { class: "refusal-help quiet" }, "If you hold the missing document, add it: ", element("code", {}, "standing ingest FILE")));
}

export function sources(list, onOpen) {
  if (!list.length) return null;
  return element("details", { class: "sources-list" }, element("summary", { class: "quiet" }, `${list.length} ${list.length === 1 ? "citation" : "citations"}`),
    element("ol", { class: "sources" }, ...list.map((citation) => element("li", { value: citation.n },
      element("button", { type: "button", class: "plain", onclick: () => onOpen(citation.n) }, place(citation)), ` \u201c${citation.quote}\u201d`))));
}

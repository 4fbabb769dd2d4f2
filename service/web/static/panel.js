// The source panel: the passage with its neighbours, the cited words marked, the way to the official original.

import { element, written } from "./dom.js";

const NEIGHBOURS = 2;

export class Panel {
  constructor(aside, room) {
    this.aside = aside;
    this.room = room;
    this.opener = null;
    aside.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
  }

  async open(citation, opener) {
    this.opener = opener || document.activeElement;
    const response = await fetch(`/v1/passages/${citation.passage_id}?neighbours=${NEIGHBOURS}`);
    const data = response.ok ? await response.json() : null;
    this.aside.replaceChildren(...this.content(citation, data));
    this.aside.hidden = false;
    this.room.classList.add("with-panel");
    this.aside.querySelector("h2").focus();
    this.aside.querySelector("mark")?.scrollIntoView({ block: "center" });
  }

  content(citation, data) {
    const original = citation.source_url ? citation.source_url + (citation.page ? `#page=${citation.page}` : "") : null;
    const facts = [citation.kind, citation.rank.replaceAll("_", " "), citation.decided_on ? `decided ${written(citation.decided_on)}` : null,
      citation.page ? `page ${citation.page}` : null, citation.paragraph ? `paragraph ${citation.paragraph}` : null];
    return [
      element("header", {}, element("div", {}, element("h2", { tabindex: "-1" }, `[${citation.n}] ${citation.title}`),
        element("p", { class: "quiet" }, [...new Set(facts.filter(Boolean))].join(" \u00b7 "))),
        element("button", { type: "button", "aria-label": "Close the source", onclick: () => this.close() }, "Close")),
      element("p", { class: "quiet" }, element("a", { href: citation.viewer_url }, "Open the whole document"),
        original ? " \u00b7 " : null, original ? element("a", { href: original, rel: "noopener noreferrer", target: "_blank" }, "Official original") : null),
      ...(data ? passages(data.passages, citation) : [element("p", { class: "note" }, "This source is no longer held. It said: ", element("q", {}, citation.quote))]),
    ];
  }

  close() {
    this.aside.hidden = true;
    this.room.classList.remove("with-panel");
    this.opener?.focus();
  }
}

function passages(list, citation) {
  return list.map((passage) => {
    const start = Math.max(citation.start, passage.start) - passage.start;
    const end = Math.min(citation.end, passage.end) - passage.start;
    if (start >= end) return element("p", { class: "passage neighbour" }, passage.text);
    const letters = [...passage.text];
    const part = (from, to) => letters.slice(from, to).join("");
    return element("p", { class: "passage" }, part(0, start), element("mark", {}, part(start, end)), part(end));
  });
}

// One question on its way to an answer: claims appear as they pass the verifier, then the whole note takes their place.

import { announce, element, fragment } from "./dom.js";

export class Turn {
  constructor(question, turns) {
    this.question = question;
    this.known = new Map();
    this.matter = null;
    this.claims = element("div", { class: "claims" });
    this.notes = element("ol", { class: "pending-notes", hidden: true });
    this.state = element("p", { class: "working" }, "Reading the documents held\u2026");
    this.node = element("article", { class: "answer running", "aria-busy": "true", "aria-label": question },
      element("h2", { class: "question", tabindex: "-1" }, question), this.claims, this.state, this.notes);
    turns.append(this.node);
    this.node.scrollIntoView({ block: "start" });
  }

  show({ kind, data }) {
    if (kind === "status") this.state.textContent = data.text;
    else if (kind === "citation") this.cite(data);
    else if (kind === "claim") this.claim(data);
  }

  cite(citation) {
    this.known.set(citation.n, citation);
    this.notes.append(element("li", { "data-n": citation.n }, element("q", {}, citation.quote)));
  }

  claim(claim) {
    if (claim.opens || claim.matter !== this.matter || !this.claims.lastElementChild) this.claims.append(element("p", { class: "paragraph" }));
    this.matter = claim.matter;
    this.claims.lastElementChild.append(element("span", { class: `claim ${claim.kind}` }, claim.text,
      ...claim.citations.map((n) => mark(n, this.known.get(n)))), " ");
  }

  async finish(answer) {
    const note = await fragment(`/answers/${answer.id}/note`);
    this.node.replaceWith(note);
    announce(answer.refused ? `${answer.refusal.code === "courtesy" ? "" : "Not answered. "}${answer.refusal.reason}` : spoken(answer));
  }

  stop() {
    this.node.removeAttribute("aria-busy");
    this.state.textContent = this.claims.childElementCount ? "Stopped. What was verified so far stays above." : "Stopped.";
    announce("Stopped.");
  }

  fail(error, retry) {
    this.node.removeAttribute("aria-busy");
    this.state.replaceWith(element("div", { class: "failure", role: "alert" },
      element("p", {}, error.message), error.remedy ? element("p", { class: "quiet" }, error.remedy) : null,
      error.status === 401 ? element("a", { class: "button", href: "/sign-in" }, "Sign in")
        : element("button", { type: "button", onclick: () => { this.node.remove(); retry(this.question); } }, "Try again")));
  }
}

function spoken(answer) {
  const standing = answer.standing.map((item) => `${item.title}: ${item.word || item.status}.`).join(" ");
  return `${answer.claims.map((claim) => claim.text).join(" ")} ${standing} ${answer.citations.length} citations.`;
}

function place(citation) {
  return [citation.title, citation.paragraph && `para ${citation.paragraph}`, citation.page && `page ${citation.page}`].filter(Boolean).join(", ");
}

function local(address) {
  const { pathname, search, hash } = new URL(address, location.href);
  return pathname + search + hash;
}

function mark(n, citation) {
  return element("a", {
    class: "cite", href: citation && local(citation.viewer_url), "data-n": n, "data-passage": citation?.passage_id,
    "data-start": citation?.start, "data-end": citation?.end, "aria-label": `Citation ${n}: ${citation ? place(citation) : ""}`,
  }, `[${n}]`);
}

// What can be done with an answer: copy, cite, export, link, say whether it helped.

import { announce, element } from "./dom.js";

const FORMATS = [["Markdown", "md"], ["Plain text, OSCOLA", "oscola.txt"], ["Plain text, Bluebook", "bluebook.txt"], ["BibTeX", "bib"]];

export function actions(answer) {
  const link = `/answers/${answer.id}`;
  const formats = answer.tables.length ? [...FORMATS, ["CSV of the table", "csv"]] : FORMATS;
  return element("div", { class: "actions" },
    element("button", { type: "button", onclick: () => copy(answer.text, "Answer copied.") }, "Copy"),
    element("details", {}, element("summary", {}, "Export"),
      element("div", { class: "menu" }, ...formats.map(([label, suffix]) => element("a", { class: "button", href: `/v1/answers/${answer.id}/export.${suffix}`, download: true }, label)))),
    element("a", { class: "button", href: link }, "Link"),
    element("button", { type: "button", onclick: () => print() }, "Print"),
    element("span", { class: "push" }),
    useful(answer));
}

async function copy(text, said) {
  await navigator.clipboard.writeText(text);
  announce(said);
}

function useful(answer) {
  const group = element("span", { role: "group", "aria-label": "Was this useful?" }, "Useful? ");
  const comment = element("form", { hidden: true }, element("label", {}, "What was wrong or missing? ", element("input", { name: "comment", maxlength: "2000" })), element("button", {}, "Send"));
  const send = async (verdict, text) => {
    const response = await fetch(`/v1/answers/${answer.id}/feedback`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ verdict, comment: text }) });
    announce(response.ok ? "Thank you." : "The feedback could not be sent.");
  };
  for (const [verdict, label, sign] of [["up", "Useful", "+"], ["down", "Not useful", "\u2212"]]) {
    group.append(element("button", { type: "button", "aria-label": label, "aria-pressed": "false", onclick: async (event) => {
      for (const other of group.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === event.currentTarget));
      comment.hidden = false;
      comment.dataset.verdict = verdict;
      await send(verdict, "");
    } }, sign));
  }
  comment.addEventListener("submit", async (event) => {
    event.preventDefault();
    await send(comment.dataset.verdict, comment.elements.comment.value);
    comment.replaceChildren("Thank you.");
  });
  return element("span", {}, group, comment);
}

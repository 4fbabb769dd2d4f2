// Citations: hover or focus shows the quote, arrow keys walk from one to the next, Enter or click opens the source.

import { element } from "./dom.js";

const GAP = 8;
const card = element("div", { class: "hover-card", id: "hover-card", role: "tooltip", hidden: true });

export function watchCitations(open) {
  document.body.append(card);
  const cited = (event) => event.target.closest?.("a.cite");
  document.addEventListener("mouseover", (event) => { if (cited(event)) show(cited(event)); });
  document.addEventListener("mouseout", (event) => { if (cited(event)) hide(event.relatedTarget); });
  card.addEventListener("mouseleave", (event) => hide(event.relatedTarget));
  document.addEventListener("focusin", (event) => { if (cited(event)) show(cited(event)); });
  document.addEventListener("focusout", (event) => { if (cited(event)) hide(); });
  document.addEventListener("scroll", () => hide(), { passive: true });
  document.addEventListener("click", (event) => {
    const link = cited(event);
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    hide();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (cited(event) && ["ArrowLeft", "ArrowUp"].includes(event.key)) walk(event, -1);
    if (cited(event) && ["ArrowRight", "ArrowDown"].includes(event.key)) walk(event, 1);
  });
}

function walk(event, step) {
  const all = [...document.querySelectorAll("a.cite")].filter((link) => link.offsetParent);
  const next = all[all.indexOf(event.target.closest("a.cite")) + step];
  event.preventDefault();
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function show(link) {
  const note = link.closest(".answer")?.querySelector(`[data-n="${link.dataset.n}"]:is(li)`);
  if (!note) return;
  const where = link.getAttribute("aria-label").replace(/^Citation \d+: /, "");
  card.replaceChildren(note.querySelector("q").cloneNode(true), element("p", { class: "where" }, where));
  card.hidden = false;
  card.style.left = "0";
  link.setAttribute("aria-describedby", "hover-card");
  const box = link.getBoundingClientRect();
  const below = box.bottom + card.offsetHeight + GAP < innerHeight;
  const left = Math.max(GAP, Math.min(box.left - 24, document.body.clientWidth - card.offsetWidth - GAP));
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? box.bottom + GAP / 2 : box.top - card.offsetHeight - GAP / 2) + scrollY}px`;
}

function hide(towards) {
  if (towards && card.contains(towards)) return;
  card.hidden = true;
  document.querySelector("[aria-describedby='hover-card']")?.removeAttribute("aria-describedby");
}

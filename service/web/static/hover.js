// Hover or focus on a citation shows its quote and where it stands.

import { element } from "./dom.js";
import { place } from "./answer.js";

export class HoverCard {
  constructor() {
    this.card = element("div", { class: "hover-card", role: "tooltip", id: "hover-card", hidden: true });
    document.body.append(this.card);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.hide(); });
  }

  watch(node, citations) {
    for (const mark of node.querySelectorAll(".cite")) {
      const citation = citations.get(Number(mark.dataset.n));
      if (!citation) continue;
      for (const kind of ["mouseenter", "focus"]) mark.addEventListener(kind, () => this.show(mark, citation));
      for (const kind of ["mouseleave", "blur", "click"]) mark.addEventListener(kind, () => this.hide());
    }
  }

  show(mark, citation) {
    this.card.replaceChildren(element("q", {}, citation.quote), element("p", { class: "where" }, place(citation)));
    this.card.hidden = false;
    const box = mark.getBoundingClientRect();
    const width = this.card.offsetWidth;
    this.card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8)) + scrollX}px`;
    const below = box.bottom + this.card.offsetHeight + 12 < innerHeight;
    this.card.style.top = `${(below ? box.bottom + 6 : box.top - this.card.offsetHeight - 6) + scrollY}px`;
    mark.setAttribute("aria-describedby", "hover-card");
  }

  hide() { this.card.hidden = true; }
}

// The source panel: the passage between its neighbours with the cited words marked; on a phone a sheet from below.

import { announce, element, fragment } from "./dom.js";

export class Panel {
  constructor(aside, room) {
    this.aside = aside;
    this.room = room;
    this.opener = null;
    aside.addEventListener("click", (event) => { if (event.target.closest("[data-action='close']")) this.close(); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !aside.hidden && !event.defaultPrevented) this.close();
    });
  }

  async open(link) {
    this.current(link);
    const { passage, start, end } = link.dataset;
    try {
      this.aside.replaceChildren(await fragment(`/passages/${passage}?start=${start}&end=${end}`));
    } catch {
      this.aside.replaceChildren(this.missing(link));
    }
    this.aside.hidden = false;
    this.room.classList.add("with-panel");
    this.aside.querySelector("h2").focus({ preventScroll: true });
    this.showMark();
    if (getComputedStyle(this.aside).position === "fixed") link.scrollIntoView({ block: "start" });
    announce("Source opened.");
  }

  showMark() {
    const mark = this.aside.querySelector("mark");
    if (!mark) return;
    const covered = this.aside.querySelector("header").offsetHeight;
    this.aside.scrollTop = mark.offsetTop - covered - Math.max(16, (this.aside.clientHeight - covered) / 4);
  }

  missing(link) {
    return element("header", {}, element("p", { class: "label" }, "Source"),
      element("button", { type: "button", class: "close", "data-action": "close", "aria-label": "Close the source" }, "\u00d7"),
      element("h2", { tabindex: "-1" }, "The source could not be opened"),
      element("p", {}, "It may have been deleted, or the connection is gone. The answer keeps its words:"),
      link.closest(".answer").querySelector(`li[data-n="${link.dataset.n}"] q`).cloneNode(true));
  }

  current(link) {
    document.querySelector("a.cite[aria-current]")?.removeAttribute("aria-current");
    this.opener = link;
    link?.setAttribute("aria-current", "true");
  }

  close() {
    this.aside.hidden = true;
    this.room.classList.remove("with-panel");
    const opener = this.opener;
    this.current(null);
    opener?.focus();
  }
}

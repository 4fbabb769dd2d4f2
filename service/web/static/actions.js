// What can be done with an answer: copy, link, print, say whether it helped; menus that close as menus do.

import { announce } from "./dom.js";

export function watchActions(root) {
  root.addEventListener("click", (event) => {
    const control = event.target.closest("[data-action], [data-verdict]");
    if (!control) return;
    if (control.dataset.verdict) vote(control);
    else if (control.dataset.action === "copy") copy(control, control.dataset.text, "Copied");
    else if (control.dataset.action === "print") print();
    else if (control.dataset.action === "link") { event.preventDefault(); copy(control, control.href, "Link copied"); }
  });
  root.addEventListener("submit", (event) => {
    if (event.target.matches(".comment")) { event.preventDefault(); comment(event.target); }
  });
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  }, { capture: true });
}

function closeMenus(target) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target) || target.closest(".menu a, .menu button")) menu.open = false;
  }
}

async function copy(control, text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    announce("The browser did not allow copying.");
    return;
  }
  const before = control.textContent;
  control.textContent = said;
  announce(`${said}.`);
  setTimeout(() => { control.textContent = before; }, 1600);
}

async function vote(control) {
  const actions = control.closest(".actions");
  for (const other of actions.querySelectorAll("[data-verdict]")) other.setAttribute("aria-pressed", String(other === control));
  const form = actions.querySelector(".comment");
  form.hidden = false;
  form.dataset.verdict = control.dataset.verdict;
  await send(actions, control.dataset.verdict, "");
}

async function comment(form) {
  const actions = form.closest(".actions");
  if (await send(actions, form.dataset.verdict, form.elements.comment.value)) form.replaceChildren("Thank you.");
}

async function send(actions, verdict, text) {
  const id = actions.closest(".answer").dataset.answer;
  const response = await fetch(`/v1/answers/${id}/feedback`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ verdict, comment: text }),
  }).catch(() => ({ ok: false }));
  announce(response.ok ? "Thank you." : "The feedback could not be sent.");
  return response.ok;
}

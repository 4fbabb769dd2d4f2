// The last answers, kept in this browser so that they stay readable offline.

const KEY = "standing.answers";
const KEPT = 20;

export function all() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || [];
  } catch {
    return [];
  }
}

export function keep(answer) {
  const rest = all().filter((other) => other.id !== answer.id);
  try {
    localStorage.setItem(KEY, JSON.stringify([answer, ...rest].slice(0, KEPT)));
  } catch {
    localStorage.removeItem(KEY);
  }
}

export function restore(show) {
  const id = new URLSearchParams(location.search).get("answer");
  const found = id && all().find((answer) => answer.id === id);
  if (found) show(found);
}

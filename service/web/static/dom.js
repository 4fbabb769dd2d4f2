// Elements without innerHTML: text from documents can never become markup.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

export function written(iso, precision = "day") {
  if (!iso) return "";
  const date = new Date(`${iso}T00:00:00Z`);
  if (precision === "year") return String(date.getUTCFullYear());
  return (precision === "month" ? MONTH : DAY).format(date);
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

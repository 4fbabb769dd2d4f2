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

// A piece of page from this server, where templates escape everything.
export async function fragment(address, signal) {
  const response = await fetch(address, { headers: { Accept: "text/html" }, signal });
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  return template.content;
}

export function announce(text) {
  const live = document.getElementById("announcer");
  if (live) live.textContent = text;
}

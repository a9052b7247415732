// Elements. Words of documents reach the page as text nodes and attribute values only, never as markup.

const byId = (id) => document.getElementById(id);

/** A new element. `properties` are attributes; `on` holds listeners by event; null, undefined and false are left out. */
function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  node.append(...present(children));
  return node;
}

function replace(node, ...children) {
  node.replaceChildren(...present(children));
}

/** Children that are there: lists are opened up, and null, undefined, false and empty words left out. */
const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");

function setPressed(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}

/** Say something to those who listen to the page instead of looking at it. */
function announce(words) {
  byId("announcement").textContent = words;
}

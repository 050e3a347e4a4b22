// Tile HTML is cleaned by the board; this names the one way it enters the page.
const trust = { createHTML: (html) => html, createScriptURL: (url) => url };
const policy = globalThis.document && (globalThis.trustedTypes?.createPolicy("tile", trust) ?? trust);

/** The nodes of a piece of tile HTML. */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  return template.content;
}

/** A page of the board's own, as a document that runs nothing. */
export const parsePage = (html) => new DOMParser().parseFromString(policy.createHTML(html), "text/html");

/** The address of a script of the board's own. */
export const scriptAddress = (url) => policy.createScriptURL(url);

/**
 * Makes `parent` hold what `wanted` holds, and leaves alone what is the same:
 * nodes keep their identity, and with it focus, selection and animation.
 */
export function morph(parent, wanted) {
  let node = parent.firstChild;
  for (const next of [...wanted.childNodes]) {
    if (node === null) {
      parent.append(next);
    } else if (isAlike(node, next)) {
      update(node, next);
      node = node.nextSibling;
    } else {
      const replaced = node;
      node = node.nextSibling;
      replaced.replaceWith(next);
    }
  }
  while (node !== null) {
    const surplus = node;
    node = node.nextSibling;
    surplus.remove();
  }
}

const isAlike = (node, next) => node.nodeType === next.nodeType && node.nodeName === next.nodeName;

/** Makes `node` the same as `next`, an element of its kind. */
export function update(node, next) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.data !== next.data) node.data = next.data;
    return;
  }
  updateAttributes(node, next);
  morph(node, next);
}

/** Gives an element the attributes of another, but leaves those it `owns`. */
export function updateAttributes(node, next, owns = []) {
  for (const { name, value } of next.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  for (const { name } of [...node.attributes]) {
    if (!next.hasAttribute(name) && !owns.includes(name)) node.removeAttribute(name);
  }
}

const SAID_MS = 8_000;
let silence;

/** Says something to the viewer for a while, in words that assistive technology reads out. */
export function say(words) {
  clearTimeout(silence);
  const said = document.querySelector("body > .said");
  setText(said, words);
  silence = setTimeout(() => setText(said, ""), SAID_MS);
}

/** Sets a node's text where that changes anything. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

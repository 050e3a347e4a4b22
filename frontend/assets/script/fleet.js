import { parse, update } from "./markup.js";
import { live } from "./page.js";

/** Keeps the page of the fleet fresh, which is complete without. */
export function startFleet() {
  live({ fleet: drawFleet });
}

/** Shows the parts that have changed. */
function drawFleet(parts) {
  for (const [id, html] of Object.entries(parts)) {
    reconcile(document.getElementById(id), parse(html).children);
  }
}

/** Makes a list hold what is wanted; an item of the same key stays the same node. */
function reconcile(list, wanted) {
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  [...wanted].forEach((next, index) => {
    const item = known.get(next.dataset.key) ?? next;
    known.delete(next.dataset.key);
    if (item !== next) update(item, next);
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  known.forEach((item) => item.remove());
}

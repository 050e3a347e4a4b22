import { store } from "./store.js";

const KEY = "tiles";

/** The order of the tiles by ids, those of hidden ones after a `-`; empty where nobody has a wish. */
export const arrangement = () => {
  const asked = new URL(location.href).searchParams.get(KEY);
  return asked ?? store.get(KEY) ?? document.querySelector("main").dataset.tiles;
};

/** Keeps an arrangement in this browser and in the address; null forgets it. */
export function keepArrangement(text) {
  store.set(KEY, text);
  const address = new URL(location.href);
  if (text === null) address.searchParams.delete(KEY);
  else address.searchParams.set(KEY, text);
  history.replaceState(history.state, "", address);
}

/** Widgets as an arrangement has them: those it names first, the rest as they stand. */
export function arranged(widgets, text) {
  const named = text.split(",").map((item) => item.trim());
  const place = (widget) => named.findIndex((item) => item === widget || item === `-${widget}`);
  const rank = (widget) => (place(widget) < 0 ? named.length : place(widget));
  return widgets
    .map((widget) => ({ widget, isHidden: named.includes(`-${widget}`) }))
    .sort((one, other) => rank(one.widget) - rank(other.widget));
}

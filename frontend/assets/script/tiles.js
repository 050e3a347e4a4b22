import { morph, parse, setText } from "./markup.js";
import { drawXray } from "./xray.js";

const grid = () => document.querySelector("main");
const tileOf = (widget) => grid().querySelector(`[data-widget="${CSS.escape(widget)}"]`);

/** Browsers without declarative shadow roots leave the template in place. */
export function attachShadowRoots() {
  for (const template of grid().querySelectorAll("template[shadowrootmode]")) {
    template.parentElement.attachShadow({ mode: "open" }).append(template.content);
    template.remove();
  }
}

/** Shows a tile as the board frames it. */
export function drawTile(frame) {
  // The layout that styles and places a new tile may come after it.
  const tile = tileOf(frame.widget) ?? newTile(frame.widget);
  tile.dataset.state = frame.state;
  tile.dataset.instance = frame.instance?.id ?? "";
  setText(tile.querySelector("h2"), frame.title);
  setText(tile.querySelector(".state"), frame.state_label);
  setText(tile.querySelector(".reason"), frame.reason ?? "");
  setText(tile.querySelector(".text"), frame.text);
  setText(tile.querySelector(".source"), frame.source_label);
  setText(tile.querySelector(".age"), frame.age);
  const time = tile.querySelector("footer time");
  setText(time, frame.observed);
  if (frame.observed_at) time.dateTime = frame.observed_at;
  drawXray(tile, frame);
  morph(tile.querySelector(".host").shadowRoot.querySelector("div"), parse(frame.html));
}

/** Puts the tiles into their order, each in its size and style. */
export function arrange(places) {
  const main = grid();
  places.forEach((place, index) => {
    const tile = tileOf(place.widget) ?? newTile(place.widget);
    tile.dataset.size = place.size;
    if (tile.dataset.style !== place.style) restyle(tile, place);
    // Moving a tile would restart what moves in it.
    if (main.children[index] !== tile) main.insertBefore(tile, main.children[index] ?? null);
  });
  document.querySelector(".empty").hidden = places.length > 0;
}

function newTile(widget) {
  const tile = document.getElementById("blank").content.firstElementChild.cloneNode(true);
  tile.dataset.widget = widget;
  setText(tile.querySelector("h2"), widget.replaceAll("-", " "));
  const root = tile.querySelector(".host").attachShadow({ mode: "open" });
  root.append(document.createElement("div"));
  grid().append(tile);
  return tile;
}

// A sheet that was not in the first answer is adopted: the page's policy
// allows it no style element.
function restyle(tile, place) {
  const root = tile.querySelector(".host").shadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(place.css);
  root.querySelector("style")?.remove();
  root.adoptedStyleSheets = [sheet];
  tile.dataset.style = place.style;
}

/** Shows what stands across the board, or nothing. */
export function announce(banner) {
  const notice = document.querySelector(".notice");
  notice.hidden = banner === null;
  notice.dataset.severity = banner?.severity ?? "";
  setText(notice.querySelector("strong"), banner?.label ?? "");
  setText(notice.querySelector("bdi"), banner?.headline ?? "");
  setText(notice.querySelector("span"), banner?.until ?? "");
}

/** Paints the sky over the place. */
export function paintSky({ sun, sky }) {
  Object.assign(document.documentElement.dataset, { sun, sky });
}

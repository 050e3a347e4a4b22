import { arranged, arrangement } from "./arrangement.js";
import { morph, parse, setText, update } from "./markup.js";
import { drawXray } from "./xray.js";

// How long the widgets of a board that was started anew may take to link to it again.
const RETURN_MS = 10_000;

const grid = () => document.querySelector("main");
const tileOf = (widget) => grid().querySelector(`[data-widget="${CSS.escape(widget)}"]`);
const tileFor = (widget) => tileOf(widget) ?? newTile(widget);
const pictureOf = (tile) => tile.querySelector(".host").shadowRoot;

/** Browsers without declarative shadow roots leave the template in place. */
function attachShadowRoots() {
  for (const template of grid().querySelectorAll("template[shadowrootmode]")) {
    template.parentElement.attachShadow({ mode: "open" }).append(template.content);
    template.remove();
  }
}

/** Shows a tile as the board frames it. */
export function drawTile(frame) {
  // The layout that styles and places a new tile may come after it.
  const tile = tileFor(frame.widget);
  tile.dataset.state = frame.state;
  tile.dataset.instance = frame.instance?.id ?? "";
  tile.dataset.ofService = frame.is_of_service;
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
  morph(pictureOf(tile).querySelector("div"), parse(frame.html));
  document.querySelector(".attribution").hidden = !grid().querySelector("[data-of-service=true]");
}

/** Shows the tiles of another page, and no others. */
export function replaceTiles(page) {
  const tiles = [...page.querySelectorAll("main > .tile")];
  for (const next of tiles) {
    const tile = tileFor(next.dataset.widget);
    const template = next.querySelector("template");
    const [sheet, picture] = template.content.children;
    if (tile.dataset.style !== next.dataset.style) restyle(tile, next.dataset.style, sheet.textContent);
    morph(pictureOf(tile).querySelector("div"), picture);
    template.remove();
    update(tile, next);
  }
  const widgets = tiles.map(widgetOf);
  for (const tile of [...grid().children]) {
    if (!widgets.includes(widgetOf(tile))) tile.remove();
  }
  clearTimeout(parting);
  usual = widgets;
  orderTiles();
}

/** Puts the tiles into their order, each in its size and style. */
export function arrange(places) {
  for (const { widget, size, style, css } of places) {
    const tile = tileFor(widget);
    tile.dataset.size = size;
    if (tile.dataset.style !== style) restyle(tile, style, css);
  }
  takeOrder(places.map(({ widget }) => widget));
}

/** Takes the order of the board; tiles that it does not know yet keep their places for a while. */
function takeOrder(widgets) {
  const missing = usual.filter((widget) => !widgets.includes(widget));
  usual = missing.length > 0 ? [...usual, ...widgets.filter((widget) => !usual.includes(widget))] : widgets;
  clearTimeout(parting);
  if (missing.length > 0) parting = setTimeout(() => part(missing), RETURN_MS);
  orderTiles();
  document.querySelector(".empty").hidden = usual.length > 0;
}

/** Drops tiles of widgets that did not come back. */
function part(widgets) {
  for (const widget of widgets) tileOf(widget)?.remove();
  usual = usual.filter((widget) => !widgets.includes(widget));
  takeOrder(usual);
}

// The widgets in the order of the board, as it told it last.
let usual = [];
// What is to be done where tiles are missed for long.
let parting;
const widgetOf = (tile) => tile.dataset.widget;

/** Takes the tiles as the page came with them. */
export function adoptTiles() {
  attachShadowRoots();
  usual = [...grid().children].map(widgetOf);
  orderTiles();
}

/** Puts the tiles into the order that the viewer, else the board, wishes. */
export function orderTiles() {
  const main = grid();
  arranged(usual, arrangement()).forEach(({ widget, isHidden }, index) => {
    const tile = tileOf(widget);
    tile.hidden = isHidden;
    // Moving a tile would restart what moves in it.
    if (main.children[index] !== tile) main.insertBefore(tile, main.children[index] ?? null);
  });
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
function restyle(tile, style, css) {
  const root = pictureOf(tile);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.querySelector("style")?.remove();
  root.adoptedStyleSheets = [sheet];
  tile.dataset.style = style;
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

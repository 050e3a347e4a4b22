import { say } from "./markup.js";
import { keepArrangement } from "./arrangement.js";

const ARROWS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

const bar = () => document.querySelector(".arranging");
const tiles = () => [...document.querySelectorAll("main > .tile")];
const isArranging = () => document.documentElement.hasAttribute("data-arranging");
const tell = (pattern, words) => say(pattern.replace(/\{(\w+)\}/g, (_, name) => words[name]));

/** Lets the viewer arrange the tiles, by pointer and by keyboard. */
export function prepareArranging(go) {
  document.querySelector(".arrange").addEventListener("click", begin);
  bar().querySelector(".done").addEventListener("click", end);
  bar().querySelector(".reset").addEventListener("click", () => reset(go));
  const main = document.querySelector("main");
  main.addEventListener("click", press);
  main.addEventListener("keydown", moveByKey);
  main.addEventListener("pointerdown", drag);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && isArranging() && end());
  // The view before has tiles of its own.
  addEventListener("popstate", () => isArranging() && end());
}

function begin() {
  document.getElementById("settings").hidePopover();
  document.documentElement.setAttribute("data-arranging", "");
  const handles = document.getElementById("handles").content;
  for (const tile of tiles()) tile.append(handles.cloneNode(true));
  tiles()[0]?.querySelector(".grip").focus();
}

function end() {
  document.documentElement.removeAttribute("data-arranging");
  for (const handles of document.querySelectorAll("main .handles")) handles.remove();
  say("");
  document.getElementById("settings-open").focus();
}

function reset(go) {
  keepArrangement(null);
  end();
  // The board knows in which order they are by themselves.
  go(location.href, "stay");
}

function keep() {
  keepArrangement(tiles().map(({ hidden, dataset }) => (hidden ? "-" : "") + dataset.widget).join());
}

function press({ target }) {
  const button = target.closest(".handles button");
  if (!button) return;
  const tile = button.closest(".tile");
  if (button.matches(".away")) hide(tile, !tile.hidden);
  else if (!button.matches(".grip")) move(tile, button.matches(".later") ? 1 : -1, button);
}

function moveByKey(event) {
  const step = ARROWS[event.key];
  if (step === undefined || !event.target.matches(".grip")) return;
  event.preventDefault();
  move(event.target.closest(".tile"), step, event.target);
}

function hide(tile, hidden) {
  tile.hidden = hidden;
  keep();
  tell(hidden ? bar().dataset.hidden : bar().dataset.shown, { title: titleOf(tile) });
}

const titleOf = (tile) => tile.querySelector("h2").textContent;

function move(tile, step, button) {
  const neighbour = step < 0 ? tile.previousElementSibling : tile.nextElementSibling;
  if (!neighbour) return;
  if (step < 0) neighbour.before(tile);
  else neighbour.after(tile);
  // A node that is moved loses the focus.
  button.focus();
  settle(tile);
}

function settle(tile) {
  keep();
  const all = tiles();
  const words = { title: titleOf(tile), position: all.indexOf(tile) + 1, count: all.length };
  tell(bar().dataset.moved, words);
}

/** The tile takes the place of the one that the pointer is over. */
function drag(event) {
  const { target, pointerId, pointerType } = event;
  const tile = target.closest(".tile");
  const grip = target.closest(".grip");
  // A finger elsewhere scrolls.
  if (!isArranging() || !tile || (!grip && (pointerType !== "mouse" || target.closest("button")))) return;
  event.preventDefault();
  const main = tile.parentElement;
  main.setPointerCapture(pointerId);
  tile.classList.add("dragged");
  const follow = ({ clientX, clientY }) => {
    const other = tiles().find((one) => one !== tile && holds(one, clientX, clientY));
    if (!other) return;
    const isLater = tile.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isLater) other.after(tile);
    else other.before(tile);
  };
  const drop = () => {
    main.removeEventListener("pointermove", follow);
    tile.classList.remove("dragged");
    settle(tile);
  };
  main.addEventListener("pointermove", follow);
  main.addEventListener("lostpointercapture", drop, { once: true });
}

function holds(tile, x, y) {
  const { left, right, top, bottom } = tile.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom;
}

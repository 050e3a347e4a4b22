import { say, setText } from "./markup.js";
import { store } from "./store.js";

const KEYS = "keys";
const SPANS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

/** Fills the back of a tile: which instance made it. */
export function drawXray(tile, { instance, xray }) {
  const face = tile.querySelector(".xray");
  face.dataset.version = xray.colour;
  const { version, revision, host } = instance ?? {};
  const facts = [version, revision, host, xray.link, xray.latency];
  const places = face.querySelectorAll("dd");
  facts.forEach((fact, index) => setText(places[index], fact ?? ""));
  const [uptime, age] = face.querySelectorAll("time");
  uptime.dateTime = xray.up_since ?? "";
  age.dateTime = xray.sent_at ?? "";
  count(face);
}

/** Lets `x`, Escape and the button flip the tiles. */
export function enableXray() {
  const button = document.querySelector(".flip");
  const { documentElement: root } = document;
  const isShown = () => root.hasAttribute("data-xray");
  const countAll = () => document.querySelectorAll("main .xray").forEach(count);
  const show = (shown) => {
    root.toggleAttribute("data-xray", shown);
    button.ariaPressed = shown;
    say(shown ? button.dataset.shown : button.dataset.hidden);
    countAll();
    remember(shown);
  };
  button.addEventListener("click", () => show(!isShown()));
  // A key alone can be a word of somebody who speaks to the browser (WCAG 2.1.4).
  const keys = document.querySelector(".keys input");
  keys.checked = store.get(KEYS) !== "off";
  keys.addEventListener("change", () => store.set(KEYS, keys.checked ? null : "off"));
  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, altKey, metaKey, repeat } = event;
    const types = target.closest?.("input, select, textarea, [contenteditable]");
    if (types || ctrlKey || altKey || metaKey || repeat || event.defaultPrevented) return;
    if (keys.checked && key.toLowerCase() === "x") show(!isShown());
    else if (key === "Escape" && isShown()) show(false);
  });
  setInterval(() => isShown() && countAll(), 1000);
}

// So that a page that is loaded again looks the same.
function remember(shown) {
  const address = new URL(location);
  if (shown) address.searchParams.set("xray", "");
  else address.searchParams.delete("xray");
  history.replaceState(history.state, "", address);
}

function count(face) {
  for (const time of face.querySelectorAll("time")) {
    const since = Date.parse(time.dateTime);
    setText(time, since ? span((Date.now() - since) / 1000) : "–");
  }
}

// In the two largest units that have something, as the board writes it.
function span(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const first = SPANS.findIndex(([, size]) => whole >= size);
  if (first < 0) return written("second", 0);
  const [[large, size], [small, part] = []] = SPANS.slice(first);
  const rest = small ? Math.floor((whole % size) / part) : 0;
  const words = [written(large, Math.floor(whole / size))];
  return (rest ? [...words, written(small, rest)] : words).join(" ");
}

const written = (unit, amount) => {
  const style = { style: "unit", unit, unitDisplay: "short" };
  return new Intl.NumberFormat(document.documentElement.lang, style).format(amount);
};

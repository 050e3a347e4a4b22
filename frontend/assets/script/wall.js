import { addressOf, present } from "./search.js";

const isKiosk = () => document.documentElement.hasAttribute("data-kiosk");

/** A board that hangs on a wall: it stays awake, and Escape gives the controls back. */
export function prepareWall(go) {
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !isKiosk()) return;
    const address = addressOf(present());
    address.searchParams.delete("kiosk");
    go(address);
  });
}

let awake = Promise.resolve();

/** Keeps the screen on while a kiosk shows, and no longer. */
export function stayAwake() {
  // One after the other: the kiosk may be left before the browser has answered.
  awake = awake.then(relock).catch(() => {});
}

async function relock(before) {
  const isWanted = isKiosk() && !document.hidden;
  const lock = isWanted ? await navigator.wakeLock?.request("screen") : undefined;
  await before?.release();
  return lock;
}

// Whoever types or arranges keeps what is there.
const isBusy = () => document.querySelector("#settings:popover-open, [data-arranging]") !== null;

let timer;

/** Shows the views of the page's cycle in turn, each for its time. */
export function takeTurns(go) {
  clearTimeout(timer);
  const turns = [...document.querySelectorAll(".cycle li")];
  if (turns.length < 2) return;
  const wait = (index) => {
    const next = (index + 1) % turns.length;
    timer = setTimeout(async () => {
      if (isBusy()) wait(index);
      // A view that cannot be shown is passed over.
      else if (!(await go(turns[next].querySelector("a").href, "replace"))) wait(next);
    }, turns[Math.max(index, 0)].dataset.seconds * 1000);
  };
  wait(turns.findIndex((turn) => turn.hasAttribute("aria-current")));
}

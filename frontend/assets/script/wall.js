const isKiosk = () => document.documentElement.hasAttribute("data-kiosk");

/** A board that hangs on a wall: it stays awake, and Escape gives the controls back. */
export function prepareWall(go) {
  const stayAwake = () => {
    if (isKiosk() && !document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !isKiosk()) return;
    const address = new URL(location.href);
    for (const name of ["kiosk", "cycle", "stop"]) address.searchParams.delete(name);
    address.searchParams.set("place", document.querySelector("form.search").dataset.place);
    go(address);
  });
}

let timer;

/** Shows the views of the page's cycle in turn, each for its time. */
export function takeTurns(go) {
  clearTimeout(timer);
  const turns = [...document.querySelectorAll(".cycle li")];
  if (turns.length < 2) return;
  const wait = (index) => {
    const next = (index + 1) % turns.length;
    timer = setTimeout(async () => {
      // A view that cannot be shown is passed over.
      if (!(await go(turns[next].querySelector("a").href, "replace"))) wait(next);
    }, turns[Math.max(index, 0)].dataset.seconds * 1000);
  };
  wait(turns.findIndex((turn) => turn.hasAttribute("aria-current")));
}

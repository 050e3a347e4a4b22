import { Clock } from "./clock.js";
import { scriptAddress } from "./markup.js";
import { offerSearch } from "./search.js";
import { Stream } from "./stream.js";
import { announce, arrange, attachShadowRoots, drawTile, paintSky } from "./tiles.js";
import { enableXray } from "./xray.js";

/** Keeps the page fresh, which is complete without. */
export function start() {
  attachShadowRoots();
  offerSearch();
  enableXray();
  const clock = new Clock();
  live({
    tile: drawTile,
    layout: arrange,
    notice: announce,
    sky: paintSky,
    heartbeat: (reading) => clock.set(reading),
  });
}

/** Does what the events of this page's stream say, and says when there is none. */
export function live(acts) {
  const all = { reload: reloadOnce, ...acts };
  follow(document.body.dataset.build, ({ name, data, lost }) => {
    if (lost === undefined) all[name]?.(data);
    else showLost(lost);
  });
}

function showLost(lost) {
  document.documentElement.toggleAttribute("data-lost", lost);
  document.querySelector(".lost").hidden = !lost;
}

function reloadOnce(newBuild) {
  if (sessionStorage.getItem("build") === newBuild) return;
  sessionStorage.setItem("build", newBuild);
  location.reload();
}

/** Hears the events of this page's view while somebody looks at it. */
function follow(build, hear) {
  let { since } = document.body.dataset;
  const address = new URL(document.body.dataset.events ?? "events", document.baseURI);
  address.search = location.search;
  address.searchParams.delete("xray");
  address.searchParams.set("build", build);
  const link = (window.SharedWorker ? shared : own)(build, address.href, (message) => {
    if (message.id) since = message.id;
    hear(message);
  });
  const look = () => (document.hidden ? link.leave() : link.join(since));
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => link.leave());
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  look();
}

/** A stream that the tabs of this browser share. */
function shared(build, address, hear) {
  const script = document.querySelector("script[src]").src;
  const { port } = new SharedWorker(scriptAddress(script), { name: build });
  port.onmessage = ({ data }) => hear(data);
  return {
    join: (since) => port.postMessage({ address, since }),
    leave: () => port.postMessage({}),
  };
}

/** A stream of this page's own. */
function own(build, address, hear) {
  const stream = new Stream(address, hear);
  return { join: (since) => stream.open(since), leave: () => stream.close() };
}

import { prepareArranging } from "./arrange.js";
import { Clock } from "./clock.js";
import { say, scriptAddress } from "./markup.js";
import { offerSearch } from "./search.js";
import { prepareSettings } from "./settings.js";
import { Stream } from "./stream.js";
import { adoptTiles, announce, arrange, drawTile, paintSky } from "./tiles.js";
import { showView } from "./views.js";
import { prepareWall, takeTurns } from "./wall.js";
import { enableXray } from "./xray.js";

/** Keeps the page fresh, which is complete without. */
export function start() {
  adoptTiles();
  document.documentElement.toggleAttribute("data-script", true);
  enableXray();
  const clock = new Clock();
  const turn = live({
    tile: drawTile,
    layout: arrange,
    notice: announce,
    sky: paintSky,
    heartbeat: (reading) => clock.set(reading),
  });
  const go = travel(() => {
    clock.read();
    turn();
    takeTurns(go);
    arrivedAtPlace();
  });
  const arrivedAtPlace = offerSearch(go);
  prepareSettings(go);
  prepareArranging(go);
  prepareWall(go);
  takeTurns(go);
}

/** Does what the events of this page's stream say, and says when there is none; gives the way to turn to its next one. */
export function live(acts) {
  const all = { reload: reloadOnce, ...acts };
  return follow(document.body.dataset.build, ({ name, data, lost }) => {
    if (lost === undefined) all[name]?.(data);
    else showLost(lost);
  });
}

/** The way to other views in this page; tells whether it led there. */
function travel(arrived) {
  let abort = new AbortController();
  const go = async (address, how = "push") => {
    // Of two quick choices the second stands.
    abort.abort();
    abort = new AbortController();
    try {
      await showView(address, abort.signal);
    } catch (error) {
      if (error.name !== "AbortError") say(error.message);
      return false;
    }
    if (how !== "stay") history[`${how}State`](null, "", address);
    arrived();
    return true;
  };
  addEventListener("popstate", () => go(location.href, "stay"));
  return go;
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

/** Hears the events of the page's view while somebody looks; gives the way to turn to its next one. */
function follow(build, hear) {
  let address, since;
  const link = (window.SharedWorker ? shared : own)(build, (message) => {
    // The last words of a view that was left are not of this one.
    if (message.address !== address) return;
    if (message.id) since = message.id;
    hear(message);
  });
  const look = () => (document.hidden ? link.leave() : link.join(address, since));
  const turn = () => {
    const { events } = document.body.dataset;
    since = document.body.dataset.since;
    const stream = new URL(events, document.baseURI);
    stream.searchParams.set("build", build);
    address = stream.href;
    look();
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => link.leave());
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  turn();
  return turn;
}

/** A stream that the tabs of this browser share. */
function shared(build, hear) {
  const script = document.querySelector("script[src]").src;
  const { port } = new SharedWorker(scriptAddress(script), { name: build });
  port.onmessage = ({ data }) => hear(data);
  return {
    join: (address, since) => port.postMessage({ address, since }),
    leave: () => port.postMessage({}),
  };
}

/** A stream of this page's own. */
function own(build, hear) {
  let stream;
  const leave = () => stream?.close();
  return {
    join(address, since) {
      leave();
      stream = new Stream(address, (message) => hear({ ...message, address }));
      stream.open(since);
    },
    leave,
  };
}

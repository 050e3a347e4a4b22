import { prepareArranging } from "./arrange.js";
import { Clock } from "./clock.js";
import { say, scriptAddress } from "./markup.js";
import { offerSearch } from "./search.js";
import { prepareSettings } from "./settings.js";
import { Stream } from "./stream.js";
import { adoptTiles, announce, arrange, drawTile, paintSky } from "./tiles.js";
import { showView } from "./views.js";
import { prepareWall, stayAwake, takeTurns } from "./wall.js";
import { enableXray } from "./xray.js";

const SILENCE_MS = 12_000; // the board's heartbeat comes every 5 s

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
    stayAwake();
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
  return follow(document.body.dataset.build, ({ name, data, lost = false }) => {
    showLost(lost);
    all[name]?.(data);
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
    if (how !== "stay") history[`${how}State`](history.state, "", address);
    arrived();
    return true;
  };
  addEventListener("popstate", () => go(location.href, "stay"));
  return go;
}

function showLost(lost) {
  document.documentElement.toggleAttribute("data-lost", lost);
  const words = document.querySelector(".lost");
  // Whatever is written to an alert may be read out.
  if (words.hidden === lost) words.hidden = !lost;
}

// What the history tells outlives the loading, where site data is blocked too.
function reloadOnce(newBuild) {
  if (history.state === newBuild) return;
  history.replaceState(newBuild, "");
  location.reload();
}

/** Hears the events of the page's view while somebody looks; gives the way to turn to its next one. */
function follow(build, hear) {
  let address, since, silence;
  let leave = () => {};
  const stop = () => {
    clearTimeout(silence);
    leave();
  };
  const wait = () => {
    clearTimeout(silence);
    silence = setTimeout(miss, SILENCE_MS);
  };
  const take = (message) => {
    // The last words of a view that was left are not of this one.
    if (message.address !== address) return;
    if (message.id) since = message.id;
    wait();
    hear(message);
  };
  const begin = (join) => {
    stop();
    if (document.hidden) return;
    wait();
    const alone = () => begin(joinOwn);
    try {
      leave = join({ build, address, since }, take, alone);
    } catch {
      alone();
    }
  };
  const look = () => begin(joinShared);
  // The board is silent or the shared worker died: a new try gets over both.
  const miss = () => {
    hear({ lost: true });
    look();
  };
  const turn = () => {
    const { events } = document.body.dataset;
    since = document.body.dataset.since;
    const stream = new URL(events, document.baseURI);
    stream.searchParams.set("build", build);
    address = stream.href;
    look();
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  turn();
  return turn;
}

/** Joins the stream that the tabs of this browser share; gives the way to leave it. Throws, or tells later, where there is none. */
function joinShared({ build, address, since }, hear, failed) {
  const script = document.querySelector("script[src]").src;
  const worker = new SharedWorker(scriptAddress(script), { name: build });
  const { port } = worker;
  worker.onerror = failed;
  port.onmessage = ({ data }) => hear(data);
  port.postMessage({ address, since });
  return () => {
    port.postMessage({});
    port.close();
  };
}

/** Begins a stream of this page's own; gives the way to leave it. */
function joinOwn({ address, since }, hear) {
  const stream = new Stream(address, (message) => hear({ ...message, address }));
  stream.open(since);
  return () => stream.close();
}

"use strict";

// The page is complete without this script. It keeps the tiles fresh, the
// clock running, and says so when the board is out of reach.

const SILENCE_MS = 12_000; // the board's heartbeat comes every 5 s
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;

// Tile HTML is cleaned by the board; this names the one way it enters the page.
const policy = window.trustedTypes?.createPolicy("tile", { createHTML: (html) => html });
const markup = (html) => (policy ? policy.createHTML(html) : html);

const main = document.querySelector("main");
const { zone, build } = document.body.dataset;
const tileOf = (widget) => main.querySelector(`[data-widget="${CSS.escape(widget)}"]`);

// Browsers without declarative shadow roots leave the template in place.
for (const template of main.querySelectorAll("template[shadowrootmode]")) {
  template.parentElement.attachShadow({ mode: "open" }).append(template.content);
  template.remove();
}

// --- clock -----------------------------------------------------------------

const clock = { now: Date.parse(document.body.dataset.now), speed: Number(document.body.dataset.speed), at: performance.now() };
const weatherNow = () => clock.now + (performance.now() - clock.at) * clock.speed;
const lang = document.documentElement.lang;
const hour12 = /[ap]m$/i.test(document.querySelector(".clock").textContent.trim());
const timeFormat = new Intl.DateTimeFormat(lang, { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit", hour12, timeZone: zone });
const ageFormat = new Intl.RelativeTimeFormat(lang, { style: "short" });

function tick() {
  const now = weatherNow();
  const time = document.querySelector(".clock time");
  time.textContent = timeFormat.format(now);
  time.dateTime = new Date(now).toISOString();
  for (const tile of main.querySelectorAll('[data-state="stale"]')) {
    const observed = Date.parse(tile.querySelector("footer time").dateTime);
    if (observed) tile.querySelector(".age").textContent = age((observed - now) / 1000);
  }
}

function age(seconds) {
  for (const [unit, size] of [["day", 86_400], ["hour", 3_600], ["minute", 60]]) {
    if (seconds <= -size) return ageFormat.format(Math.ceil(seconds / size), unit);
  }
  return ageFormat.format(Math.ceil(seconds), "second");
}

setInterval(tick, 1000);

// --- tiles -----------------------------------------------------------------

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function drawTile(frame) {
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
  const picture = tile.querySelector(".host").shadowRoot.querySelector("div");
  picture.innerHTML = markup(frame.html);
}

function arrange(places) {
  for (const place of places) {
    const tile = tileOf(place.widget) ?? newTile(place.widget);
    tile.dataset.size = place.size;
    if (tile.dataset.style !== place.style) restyle(tile, place);
    main.append(tile);
  }
  document.querySelector(".empty").hidden = places.length > 0;
}

function newTile(widget) {
  const tile = document.getElementById("blank").content.firstElementChild.cloneNode(true);
  tile.dataset.widget = widget;
  setText(tile.querySelector("h2"), widget.replaceAll("-", " "));
  const root = tile.querySelector(".host").attachShadow({ mode: "open" });
  root.append(document.createElement("div"));
  main.append(tile);
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

function announce(banner) {
  const notice = document.querySelector(".notice");
  notice.hidden = banner === null;
  notice.dataset.severity = banner?.severity ?? "";
  setText(notice.querySelector("strong"), banner?.label ?? "");
  setText(notice.querySelector("bdi"), banner?.headline ?? "");
  setText(notice.querySelector("span"), banner?.until ?? "");
}

// --- stream ----------------------------------------------------------------

let stream;
let since = document.body.dataset.since;
let retryMs = FIRST_RETRY_MS;
let watchdog;
let pending;

function connect() {
  clearTimeout(pending);
  const query = new URLSearchParams(location.search);
  query.set("since", since);
  query.set("build", build);
  stream = new EventSource(`events?${query}`);
  on("tile", (frame) => drawTile(frame));
  on("layout", arrange);
  on("notice", announce);
  on("heartbeat", (reading) => {
    Object.assign(clock, { now: Date.parse(reading.now), speed: reading.speed, at: performance.now() });
  });
  on("reload", reloadOnce);
  stream.addEventListener("open", alive);
  stream.addEventListener("error", lost);
}

function on(name, act) {
  stream.addEventListener(name, (event) => {
    if (event.lastEventId) since = event.lastEventId;
    alive();
    act(JSON.parse(event.data));
  });
}

function alive() {
  retryMs = FIRST_RETRY_MS;
  document.querySelector(".lost").hidden = true;
  clearTimeout(watchdog);
  watchdog = setTimeout(lost, SILENCE_MS);
}

// EventSource gives up after an error page, so coming back is our own work.
function lost() {
  disconnect();
  document.querySelector(".lost").hidden = false;
  pending = setTimeout(connect, retryMs * (0.5 + Math.random() / 2));
  retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
}

function disconnect() {
  stream?.close();
  clearTimeout(watchdog);
  clearTimeout(pending);
}

function reloadOnce(newBuild) {
  if (sessionStorage.getItem("build") === newBuild) return;
  sessionStorage.setItem("build", newBuild);
  location.reload();
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) disconnect();
  else connect();
});

if (!document.hidden) connect();

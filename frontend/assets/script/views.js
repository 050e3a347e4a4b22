import { morph, parsePage, update, updateAttributes } from "./markup.js";
import { replaceTiles } from "./tiles.js";

// What this page knows and no address says.
const OWN = ["data-arranging", "data-lost", "data-script", "data-xray"];
// What every board has beside its tiles.
const PARTS = [".top h1", ".date", ".clock", ".notice", ".lost", ".arranging", ".empty", ".bottom", ".cycle", "#settings"];
const TEMPLATES = ["handles", "blank"];
// How the controls are called, which are no more the same once they are in use.
const LABELS = ["aria-label", "placeholder", "title"];
const CONTROLS = ".controls > button, form.search > :is(input:not([type=hidden]), button)";

/**
 * Shows another view in this page, as if its address had been opened; what is
 * the same stays as it is. Throws, and changes nothing, where the board cannot.
 */
export async function showView(address, signal) {
  const answer = await fetch(address, { headers: { accept: "text/html" }, signal });
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const page = parsePage(await answer.text());
  document.title = page.title;
  updateAttributes(document.documentElement, page.documentElement, OWN);
  updateAttributes(document.body, page.body);
  for (const part of PARTS) update(document.querySelector(part), page.querySelector(part));
  for (const id of TEMPLATES) morph(document.getElementById(id).content, page.getElementById(id).content);
  relabel(page);
  unchoose(document.getElementById("settings"));
  replaceTiles(page);
}

/** What somebody chose is no attribute: back to what the page says, but for what is being typed. */
function unchoose(form) {
  if (!form.matches(":popover-open")) return form.reset();
  for (const radio of form.querySelectorAll("[type=radio]")) radio.checked = radio.defaultChecked;
}

function relabel(page) {
  updateAttributes(document.querySelector("form.search"), page.querySelector("form.search"));
  const wanted = page.querySelectorAll(CONTROLS);
  document.querySelectorAll(CONTROLS).forEach((control, index) => {
    for (const name of LABELS) {
      const label = wanted[index].getAttribute(name);
      if (label !== null) control.setAttribute(name, label);
    }
  });
}

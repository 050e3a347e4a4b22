import { Combobox } from "./combobox.js";
import { favourites, offerFavourite, recents } from "./favourites.js";
import { offerLocation } from "./locate.js";

const PAUSE_MS = 150; // of typing, before the board is asked
const ANSWER_MS = 5_000;

export const present = () => document.querySelector("form.search").dataset;

/** Makes the search form suggest places and remember them; gives what is to be done at the next one. */
export function offerSearch(go) {
  new PlaceSearch(document.querySelector("form.search"), go);
  const showFavourite = offerFavourite(document.querySelector("button.favourite"), present);
  const arrived = () => {
    const { place, name } = present();
    if (new URLSearchParams(location.search).has("place")) recents.put({ place, name });
    showFavourite();
  };
  arrived();
  return arrived;
}

/** The address of the board that shows a place as this page shows its own. */
export function addressOf({ place, name }) {
  const address = new URL("./", document.baseURI);
  address.search = location.search;
  address.searchParams.set("place", place);
  for (const other of ["name", "cycle", "stop"]) address.searchParams.delete(other);
  // An id needs no name, and the board names bare coordinates itself.
  if (place.includes(",") && name && !name.includes("°")) address.searchParams.set("name", name);
  return address;
}

class PlaceSearch {
  #field;
  #words;
  #said;
  #box;
  #asking = new AbortController();
  #pause;
  #found;
  #goTo;

  constructor(form, go) {
    this.#goTo = (place) => {
      this.#field.value = "";
      this.#box.close();
      go(addressOf(place));
    };
    this.#field = form.elements.q;
    this.#words = form.dataset;
    this.#said = form.querySelector(".said");
    this.#box = new Combobox(this.#field, this.#goTo);
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("focus", () => this.#typed());
    this.#field.addEventListener("click", () => this.#box.isOpen || this.#typed());
    form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || this.#leave());
    form.addEventListener("submit", (event) => this.#submitted(event));
    offerLocation(form.querySelector(".here"), {
      asking: () => this.#say(this.#words.asking),
      found: (latitude, longitude) => this.#goTo({ place: `${latitude},${longitude}` }),
      failed: (isDenied) => this.#say(isDenied ? this.#words.denied : this.#words.unknown),
    });
  }

  #typed() {
    clearTimeout(this.#pause);
    this.#asking.abort();
    this.#found = undefined;
    const text = this.#field.value.trim();
    if (text) this.#pause = setTimeout(() => this.#ask(text), PAUSE_MS);
    else this.#offerKept();
  }

  #offerKept() {
    const elsewhere = ({ place }) => place !== this.#words.place;
    const liked = favourites.all().filter(elsewhere);
    const visited = recents.all().filter((entry) => elsewhere(entry) && !favourites.has(entry));
    const options = (places) => places.map((value) => ({ name: value.name, detail: "", value }));
    this.#box.show([
      { label: this.#words.favourites, options: options(liked) },
      { label: this.#words.recent, options: options(visited) },
    ]);
    const count = liked.length + visited.length;
    this.#say(count ? this.#counted(count) : "");
  }

  async #ask(text) {
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const late = setTimeout(() => this.#asking.abort("late"), ANSWER_MS);
    try {
      const places = await search(text, signal);
      this.#found = text;
      this.#box.show([{ options: suggestions(places) }]);
      this.#say(this.#counted(places.length));
    } catch {
      if (signal.aborted && signal.reason !== "late") return;
      this.#box.close();
      this.#say(this.#words.lost);
    } finally {
      clearTimeout(late);
    }
  }

  // Whoever submits what is suggested means the first; else the board's own page answers.
  #submitted(event) {
    event.preventDefault();
    const text = this.#field.value.trim();
    if (this.#found === text && this.#box.first) this.#goTo(this.#box.first);
    else if (text) location.assign(pageOf(text));
  }

  #leave() {
    clearTimeout(this.#pause);
    this.#asking.abort();
    this.#box.close();
    this.#say("");
  }

  #counted = (count) => this.#words.counts.split("|")[count];

  #say(words) {
    this.#said.textContent = words;
  }
}

/** Places that the board found, as options in the page's language. */
function suggestions(places) {
  const regions = new Intl.DisplayNames(document.documentElement.lang, { type: "region" });
  return places.map(({ name, admin, country, address }) => {
    const detail = [admin, country && regions.of(country)];
    return { name, detail: detail.filter(Boolean).join(", "), value: { place: address, name } };
  });
}

/** The address of the board's own page of what it finds. */
function pageOf(text) {
  const address = new URL("places", document.baseURI);
  address.search = location.search;
  address.searchParams.set("q", text);
  for (const name of ["place", "name"]) address.searchParams.delete(name);
  return address;
}

/** The places that the board finds. */
async function search(text, signal) {
  const address = new URL("api/places", document.baseURI);
  address.searchParams.set("q", text);
  address.searchParams.set("lang", document.documentElement.lang);
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).places;
}

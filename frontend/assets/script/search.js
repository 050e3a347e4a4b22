import { Combobox } from "./combobox.js";
import { favourites, offerFavourite, recents } from "./favourites.js";
import { offerLocation } from "./locate.js";

const PAUSE_MS = 150; // of typing, before the board is asked
const ANSWER_MS = 5_000;

/** Makes the search form suggest places, and remember them. */
export function offerSearch() {
  const form = document.querySelector("form.search");
  if (!form) return;
  const { place, name } = form.dataset;
  if (new URLSearchParams(location.search).has("place")) recents.put({ place, name });
  new PlaceSearch(form);
  offerFavourite(document.querySelector("button.favourite"), { place, name });
}

/** The address of the board that shows a place as this page shows its own. */
function addressOf({ place, name }) {
  const address = new URL("./", document.baseURI);
  address.search = location.search;
  address.searchParams.set("place", place);
  address.searchParams.delete("name");
  // An id needs no name, and the board names bare coordinates itself.
  if (place.includes(",") && name && !name.includes("°")) address.searchParams.set("name", name);
  return address;
}

const goTo = (place) => location.assign(addressOf(place));

class PlaceSearch {
  #field;
  #words;
  #said;
  #box;
  #asking = new AbortController();
  #pause;
  #found;
  #regions = new Intl.DisplayNames(document.documentElement.lang, { type: "region" });

  constructor(form) {
    this.#field = form.elements.q;
    this.#words = form.dataset;
    this.#said = form.querySelector(".said");
    this.#box = new Combobox(this.#field, goTo);
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("focus", () => this.#typed());
    this.#field.addEventListener("click", () => this.#box.isOpen || this.#typed());
    form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || this.#leave());
    form.addEventListener("submit", (event) => this.#submitted(event));
    offerLocation(form.querySelector(".here"), {
      asking: () => this.#say(this.#words.asking),
      found: (latitude, longitude) => goTo({ place: `${latitude},${longitude}` }),
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
      this.#box.show([{ options: places.map((found) => this.#option(found)) }]);
      this.#say(this.#counted(places.length));
    } catch {
      if (signal.aborted && signal.reason !== "late") return;
      this.#box.close();
      this.#say(this.#words.lost);
    } finally {
      clearTimeout(late);
    }
  }

  #option({ name, admin, country, address }) {
    const detail = [admin, country && this.#regions.of(country)];
    return { name, detail: detail.filter(Boolean).join(", "), value: { place: address, name } };
  }

  // Whoever submits what is suggested means the first; else the board's own page answers.
  #submitted(event) {
    const isAnswered = this.#found === this.#field.value.trim() && this.#box.first;
    if (!isAnswered && this.#field.value.trim()) return;
    event.preventDefault();
    if (isAnswered) goTo(this.#box.first);
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

/** The places that the board finds. */
async function search(text, signal) {
  const address = new URL("api/places", document.baseURI);
  address.searchParams.set("q", text);
  address.searchParams.set("lang", document.documentElement.lang);
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).places;
}

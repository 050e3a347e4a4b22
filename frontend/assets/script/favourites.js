import { store } from "./store.js";

const RECENT = 5;
const FAVOURITES = 10;

/** A list of places that this browser keeps, the newest first. */
class Kept {
  #key;
  #most;

  constructor(key, most) {
    this.#key = key;
    this.#most = most;
  }

  /** The places as `{place, name}`; none where what is kept is no list. */
  all() {
    try {
      const kept = JSON.parse(store.get(this.#key)) ?? [];
      const isPlace = (entry) => typeof entry?.place === "string" && typeof entry.name === "string";
      return kept.filter(isPlace).slice(0, this.#most);
    } catch {
      return [];
    }
  }

  has = ({ place }) => this.all().some((known) => known.place === place);

  put(entry) {
    this.remove(entry);
    this.#keep([entry, ...this.all()]);
  }

  remove({ place }) {
    this.#keep(this.all().filter((known) => known.place !== place));
  }

  #keep(places) {
    store.set(this.#key, JSON.stringify(places.slice(0, this.#most)));
  }
}

export const favourites = new Kept("favourites", FAVOURITES);
export const recents = new Kept("recent", RECENT);

/** Has a button say whether the present place is a favourite, and make it one or not. */
export function offerFavourite(button, present) {
  const show = () => button.setAttribute("aria-pressed", favourites.has(present()));
  button.addEventListener("click", () => {
    const { place, name } = present();
    if (favourites.has({ place })) favourites.remove({ place });
    else favourites.put({ place, name });
    show();
  });
  // Another tab may have changed it.
  addEventListener("storage", show);
  button.hidden = false;
  return show;
}

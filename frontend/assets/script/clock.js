import { setText } from "./markup.js";

/** The weather clock as the page shows it, and how old each tile is by it. */
export class Clock {
  #reading;
  #face = document.querySelector(".clock time");
  #formats;

  constructor() {
    const { now, speed, zone: timeZone } = document.body.dataset;
    const { lang } = document.documentElement;
    const hour12 = /[ap]m$/i.test(this.#face.textContent.trim());
    const hour = hour12 ? "numeric" : "2-digit";
    this.#formats = {
      time: new Intl.DateTimeFormat(lang, { hour, minute: "2-digit", hour12, timeZone }),
      age: new Intl.RelativeTimeFormat(lang, { style: "short" }),
    };
    this.set({ now, speed: Number(speed) });
    setInterval(() => this.#tick(), 1000);
  }

  /** Takes a reading of the board's clock. */
  set({ now, speed }) {
    this.#reading = { now: Date.parse(now), speed, at: performance.now() };
  }

  #tick() {
    const { now: then, speed, at } = this.#reading;
    const now = then + (performance.now() - at) * speed;
    setText(this.#face, this.#formats.time.format(now));
    this.#face.dateTime = new Date(now).toISOString();
    for (const tile of document.querySelectorAll("main > .tile")) {
      const observed = Date.parse(tile.querySelector("footer time").dateTime);
      if (observed) setText(tile.querySelector(".age"), this.#age((observed - now) / 1000));
    }
  }

  // As the board writes it: nothing within the first minute.
  #age(seconds) {
    for (const [unit, size] of [["day", 86_400], ["hour", 3_600], ["minute", 60]]) {
      if (seconds <= -size) return this.#formats.age.format(Math.ceil(seconds / size), unit);
    }
    return "";
  }
}

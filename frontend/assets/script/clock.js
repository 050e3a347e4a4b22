import { setText } from "./markup.js";

/** The weather clock as the page shows it, and how old each tile is by it. */
export class Clock {
  #reading;
  #face = document.querySelector(".clock time");
  #date = document.querySelector(".top .date");
  #patterns;
  #fields;
  #ages;

  constructor() {
    this.read();
    setInterval(() => this.#tick(), 1000);
  }

  /** Takes what the page says: time, place, language and hours. */
  read() {
    const { now, speed, zone, am, pm, date } = document.body.dataset;
    const { lang } = document.documentElement;
    this.#patterns = { am, pm, date };
    this.#fields = localFields(lang, zone);
    this.#ages = new Intl.RelativeTimeFormat(lang, { style: "short" });
    this.set({ now, speed: Number(speed) });
  }

  /** Takes a reading of the board's clock. */
  set({ now, speed }) {
    this.#reading = { now: Date.parse(now), speed, at: performance.now() };
  }

  #tick() {
    const { now: then, speed, at } = this.#reading;
    const now = then + (performance.now() - at) * speed;
    const fields = this.#fields(now);
    setText(this.#face, filled(this.#patterns[fields.half], fields));
    setText(this.#date, filled(this.#patterns.date, fields));
    this.#face.dateTime = new Date(now).toISOString();
    for (const tile of document.querySelectorAll("main > .tile")) {
      const observed = Date.parse(tile.querySelector("footer time").dateTime);
      if (observed) setText(tile.querySelector(".age"), this.#age((observed - now) / 1000));
    }
  }

  // As the board writes it: nothing within the first minute.
  #age(seconds) {
    for (const [unit, size] of [["day", 86_400], ["hour", 3_600], ["minute", 60]]) {
      if (seconds <= -size) return this.#ages.format(Math.ceil(seconds / size), unit);
    }
    return "";
  }
}

/** Tells of an instant what the board's patterns name. */
function localFields(lang, timeZone) {
  const format = (locale, options) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const numbers = format("en", { hourCycle: "h23", hour: "2-digit", minute: "2-digit", day: "numeric" });
  const names = {
    weekday: format(lang, { weekday: "long" }),
    "weekday-short": format(lang, { weekday: "short" }),
    month: format(lang, { month: "long" }),
  };
  return (instant) => {
    const fields = {};
    for (const { type, value } of numbers.formatToParts(instant)) fields[type] = value;
    for (const [name, words] of Object.entries(names)) fields[name] = words.format(instant);
    const h11 = fields.hour % 12;
    return { ...fields, h23: fields.hour, h12: h11 || 12, h11, half: fields.hour < 12 ? "am" : "pm" };
  };
}

const filled = (pattern, fields) => pattern.replace(/\{([\w-]+)\}/g, (_, name) => fields[name]);

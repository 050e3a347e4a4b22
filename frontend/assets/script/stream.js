const SILENCE_MS = 12_000; // the board's heartbeat comes every 5 s
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;
// A board that is exchanged is back in seconds: the first tries come close together.
const RETRY_GROWTH = 1.4;
const EVENTS = ["tile", "layout", "notice", "sky", "fleet", "heartbeat", "reload"];

/**
 * The events of one view, for whoever listens: every event as `{name, data,
 * id}`, and `{lost: true}` or `{lost: false}` as the board goes and comes back.
 */
export class Stream {
  #address;
  #tell;
  #since = "";
  #source;
  #watchdog;
  #pending;
  #retryMs = FIRST_RETRY_MS;
  #isLost;

  constructor(address, tell) {
    this.#address = address;
    this.#tell = tell;
  }

  /** Begins, or begins again, with what is newer than the event `since`. */
  open(since) {
    this.close();
    this.#since = since;
    // Whoever has just begun to listen knows neither.
    this.#isLost = undefined;
    const address = new URL(this.#address);
    address.searchParams.set("since", since);
    this.#source = new EventSource(address);
    for (const name of EVENTS) {
      this.#source.addEventListener(name, (event) => {
        if (event.lastEventId) this.#since = event.lastEventId;
        this.#alive();
        this.#tell({ name, data: JSON.parse(event.data), id: event.lastEventId });
      });
    }
    this.#source.addEventListener("open", () => this.#alive());
    this.#source.addEventListener("error", () => this.#lost());
    this.#watchdog = setTimeout(() => this.#lost(), SILENCE_MS);
  }

  close() {
    this.#source?.close();
    clearTimeout(this.#watchdog);
    clearTimeout(this.#pending);
  }

  #alive() {
    this.#retryMs = FIRST_RETRY_MS;
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(), SILENCE_MS);
    this.#say(false);
  }

  #say(lost) {
    if (this.#isLost === lost) return;
    this.#isLost = lost;
    this.#tell({ lost });
  }

  // EventSource gives up after an error page, so coming back is our own work.
  #lost() {
    this.close();
    this.#say(true);
    const wait = this.#retryMs * (0.5 + Math.random() / 2);
    this.#pending = setTimeout(() => this.open(this.#since), wait);
    this.#retryMs = Math.min(this.#retryMs * RETRY_GROWTH, LAST_RETRY_MS);
  }
}

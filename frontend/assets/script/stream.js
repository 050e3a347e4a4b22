const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;
// A board that is exchanged is back in seconds: the first tries come close together.
const RETRY_GROWTH = 1.4;
const EVENTS = ["tile", "layout", "notice", "sky", "fleet", "heartbeat", "reload"];

/**
 * The events of one view, for whoever listens: every event as `{name, data,
 * id}`, `{lost: true}` when the board goes and `{lost: false}` when it is there.
 * Silence is for the listener to notice.
 */
export class Stream {
  #address;
  #tell;
  #since = "";
  #source;
  #pending;
  #retryMs = FIRST_RETRY_MS;

  constructor(address, tell) {
    this.#address = address;
    this.#tell = tell;
  }

  /** Begins, or begins again, with what is newer than the event `since`. */
  open(since) {
    this.close();
    this.#since = since;
    const address = new URL(this.#address);
    address.searchParams.set("since", since);
    this.#source = new EventSource(address);
    for (const name of EVENTS) {
      this.#source.addEventListener(name, (event) => {
        if (event.lastEventId) this.#since = event.lastEventId;
        this.#tell({ name, data: JSON.parse(event.data), id: event.lastEventId });
      });
    }
    this.#source.addEventListener("open", () => this.#found());
    this.#source.addEventListener("error", () => this.#lost());
  }

  /** Begins again with what is newer than the event `since` or the last one here: what comes twice changes nothing. */
  rewind(since) {
    this.open(older(this.#since, since));
  }

  close() {
    this.#source?.close();
    clearTimeout(this.#pending);
  }

  #found() {
    this.#retryMs = FIRST_RETRY_MS;
    this.#tell({ lost: false });
  }

  // EventSource gives up after an error page, so coming back is our own work.
  #lost() {
    this.close();
    this.#tell({ lost: true });
    const wait = this.#retryMs * (0.5 + Math.random() / 2);
    this.#pending = setTimeout(() => this.open(this.#since), wait);
    this.#retryMs = Math.min(this.#retryMs * RETRY_GROWTH, LAST_RETRY_MS);
  }
}

/** The older of two events; none, and with it everything, where they are of two runs of the board. */
function older(one, other) {
  const [[run, sequence], [otherRun, otherSequence]] = [one, other].map((id) => id.split("-"));
  if (run !== otherRun) return "";
  return Number(sequence) < Number(otherSequence) ? one : other;
}

import { startFleet } from "./fleet.js";
import { start } from "./page.js";
import { serveTabs } from "./worker.js";

// The one script is the page's and that of the worker its tabs share.
if (!globalThis.document) serveTabs(globalThis);
else if (document.querySelector(".fleet")) startFleet();
else start();

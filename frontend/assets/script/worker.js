import { Stream } from "./stream.js";

/**
 * In a shared worker: one stream for all tabs that show the same view, since a
 * browser opens no more than six connections to a host.
 */
export function serveTabs(scope) {
  const views = new Map();

  function join(port, { address, since }) {
    leave(port);
    if (!views.has(address)) {
      const ports = new Set();
      const stream = new Stream(address, (message) => ports.forEach((port) => port.postMessage({ ...message, address })));
      views.set(address, { ports, stream });
    }
    const { ports, stream } = views.get(address);
    // From where the newcomer stands, or those before it.
    if (ports.size > 0) stream.rewind(since);
    else stream.open(since);
    ports.add(port);
  }

  function leave(port) {
    for (const [address, { ports, stream }] of views) {
      if (ports.delete(port) && ports.size === 0) {
        stream.close();
        views.delete(address);
      }
    }
  }

  scope.addEventListener("connect", ({ ports: [port] }) => {
    port.onmessage = ({ data }) => (data.address ? join(port, data) : leave(port));
  });
}

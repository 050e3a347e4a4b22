const LOCATING_MS = 10_000;
const OLDEST_MS = 600_000;

/** Has a button ask the browser, when clicked, where it is; hidden where it cannot be asked. */
export function offerLocation(button, { asking, found, failed }) {
  if (!isSecureContext || !navigator.geolocation) return;
  button.addEventListener("click", () => {
    asking();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => found(rounded(coords.latitude), rounded(coords.longitude)),
      ({ code, PERMISSION_DENIED }) => failed(code === PERMISSION_DENIED),
      { timeout: LOCATING_MS, maximumAge: OLDEST_MS },
    );
  });
  button.hidden = false;
}

/** Four decimals are some 11 m, and as the board rounds. */
const rounded = (degrees) => Number(degrees.toFixed(4));

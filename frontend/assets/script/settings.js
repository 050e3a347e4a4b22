// What the form says beside choices; how tiles stand now is told by the address alone.
const FIELDS = ["place", "name", "kiosk", "dim", "cycle"];

/** Makes choices take effect at once, and the form lead to its view in this page. */
export function prepareSettings(go) {
  const form = document.getElementById("settings");
  form.addEventListener("change", ({ target }) => {
    if (target.type === "radio") go(chosen(form));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.hidePopover();
    const address = chosen(form);
    const asked = new FormData(form);
    for (const name of FIELDS) put(address, name, asked.get(name));
    address.searchParams.delete("stop");
    go(address);
  });
  form.querySelector(".add").addEventListener("click", ({ currentTarget: { value: stop } }) => {
    const { cycle } = form.elements;
    cycle.value = [...cycle.value.split(";").map((other) => other.trim()), `${stop} 30`].filter(Boolean).join("; ");
  });
}

/** The page's address with what the viewer chose anew: what was chosen before may be one stop's of a cycle. */
function chosen(form) {
  const address = new URL(location.href);
  // All that differs: an earlier choice may still be on its way.
  for (const { name, value, defaultChecked } of form.querySelectorAll(":checked[type=radio]")) {
    if (!defaultChecked) put(address, name, value);
  }
  return address;
}

function put({ searchParams }, name, value) {
  if (value) searchParams.set(name, value);
  else searchParams.delete(name);
}

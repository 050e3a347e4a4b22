/** Makes choices take effect at once, and the form lead to its view in this page. */
export function prepareSettings(go) {
  const form = document.getElementById("settings");
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "radio") return;
    const address = new URL(location.href);
    // All of them: an earlier choice may still be on its way.
    for (const { name, value } of form.querySelectorAll(":checked[type=radio]")) address.searchParams.set(name, value);
    go(address);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.hidePopover();
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = new URL(form.action);
    address.search = new URLSearchParams(asked);
    go(address);
  });
  form.querySelector(".add").addEventListener("click", ({ currentTarget: { value: stop } }) => {
    const { cycle } = form.elements;
    cycle.value = [...cycle.value.split(";").map((other) => other.trim()), `${stop} 30`].filter(Boolean).join("; ");
  });
}

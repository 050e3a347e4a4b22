/**
 * A text field with a list of suggestions, by the combobox pattern of the ARIA
 * Authoring Practices: the focus stays in the field, and the active option is
 * told by `aria-activedescendant`.
 */
export class Combobox {
  #field;
  #list = document.createElement("ul");
  #options = [];
  #active = -1;

  /** `choose` is told the value of the option that is taken. */
  constructor(field, choose) {
    this.#field = field;
    this.#list.id = "suggestions";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.#list.id };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    field.form.append(this.#list);
    this.close();
    field.addEventListener("keydown", (event) => this.#press(event, choose));
    // The field keeps the focus while an option is pressed.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", ({ target }) => {
      const option = this.#options.find(({ node }) => node.contains(target));
      if (option) choose(option.value);
    });
  }

  /** Shows groups of options: `{label, options: [{name, detail, value}]}`. */
  show(groups) {
    this.#options = [];
    // The page may speak another language than before.
    this.#list.setAttribute("aria-label", this.#field.getAttribute("aria-label"));
    this.#list.replaceChildren(...groups.filter(({ options }) => options.length).flatMap((group) => this.#drawn(group)));
    this.#open(this.#options.length > 0);
  }

  close() {
    this.#open(false);
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /** The value of the first option, where there is one. */
  get first() {
    return this.#options[0]?.value;
  }

  #open(isOpen) {
    this.#list.hidden = !isOpen;
    this.#field.setAttribute("aria-expanded", isOpen);
    this.#activate(-1);
  }

  #drawn({ label, options }) {
    const nodes = options.map(({ name, detail, value }) => {
      const node = element("li", { role: "option", id: `suggestion-${this.#options.length}`, "aria-selected": false });
      node.append(element("b", {}, name), element("span", {}, detail));
      this.#options.push({ node, value });
      return node;
    });
    if (!label) return nodes;
    const group = element("ul", { role: "group", "aria-label": label });
    group.append(element("li", { class: "label", role: "presentation" }, label), ...nodes);
    const item = element("li", { role: "presentation" });
    item.append(group);
    return [item];
  }

  #activate(index) {
    this.#options[this.#active]?.node.setAttribute("aria-selected", false);
    this.#active = index;
    const node = this.#options[index]?.node;
    node?.setAttribute("aria-selected", true);
    node?.scrollIntoView({ block: "nearest" });
    if (node) this.#field.setAttribute("aria-activedescendant", node.id);
    else this.#field.removeAttribute("aria-activedescendant");
  }

  // Up from the first option and down from the last lead back to the text.
  #press(event, choose) {
    const last = this.#options.length - 1;
    const isActive = this.#active >= 0;
    const moves = {
      ArrowDown: () => (this.#active < last ? this.#active + 1 : -1),
      ArrowUp: () => (isActive ? this.#active - 1 : last),
      Home: () => (isActive ? 0 : undefined),
      End: () => (isActive ? last : undefined),
    };
    if (event.isComposing) return;
    if (this.isOpen && event.key in moves) {
      const index = moves[event.key]();
      if (index === undefined) return;
      this.#activate(index);
    } else if (this.isOpen && event.key === "Enter" && isActive) {
      choose(this.#options[this.#active].value);
    } else if (this.isOpen && event.key === "Escape") {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }
}

function element(name, attributes, text = "") {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.textContent = text;
  return node;
}

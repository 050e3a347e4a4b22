// WCAG's contrast between what a page shows and what that stands on, as `contrast`.
globalThis.contrast = (() => {
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  function solid(color) {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    return { rgb: [red, green, blue], alpha: alpha / 255 };
  }

  const over = ({ rgb, alpha }, below) => rgb.map((part, index) => part * alpha + below[index] * (1 - alpha));

  function luminance(rgb) {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [red, green, blue] = rgb.map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  const parent = (element) => element.parentElement ?? element.getRootNode().host;
  const line = (element) => (element ? [element, ...line(parent(element))] : []);

  // What an element stands on: one colour, or the two between which the sky runs.
  function grounds(element) {
    const layers = [];
    for (const at of line(element)) {
      if (at === document.body) break;
      layers.push(solid(getComputedStyle(at).backgroundColor));
      if (layers.at(-1).alpha === 1) break;
    }
    const { backgroundImage, backgroundColor } = getComputedStyle(document.body);
    const sky = backgroundImage.match(/(rgba?|color)\([^)]*\)/g) ?? [backgroundColor];
    return sky.map((color) => layers.reduceRight((below, layer) => over(layer, below), solid(color).rgb));
  }

  /** The least contrast of a colour with what an element stands on. */
  function ratio(color, element) {
    const { rgb, alpha } = solid(color);
    const opacity = line(element).reduce((product, at) => product * getComputedStyle(at).opacity, alpha);
    const ratios = grounds(element).map((ground) => {
      const [low, high] = [luminance(over({ rgb, alpha: opacity }, ground)), luminance(ground)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    });
    return Math.min(...ratios);
  }

  function texts(root) {
    return [...root.querySelectorAll("*")].flatMap((element) => {
      if (element.shadowRoot) return texts(element.shadowRoot);
      const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      return speaks && !element.closest("style, template, .text") && element.checkVisibility() ? [element] : [];
    });
  }

  // Large is 24 px, or 18.66 px and bold.
  function wanted({ fontSize, fontWeight }) {
    const size = parseFloat(fontSize);
    return size >= 24 || (size >= 18.66 && fontWeight >= 700) ? 3 : 4.5;
  }

  /** Every text that stands out too little. */
  function faults() {
    const all = texts(document.body);
    if (all.length < 10) return [`only ${all.length} texts to look at`];
    return all.flatMap((element) => {
      const style = getComputedStyle(element);
      const found = ratio(element.closest("svg") ? style.fill : style.color, element);
      if (found >= wanted(style)) return [];
      const { widget = "the page", state = "" } = line(element).find((at) => at.matches(".tile"))?.dataset ?? {};
      return [`${widget} ${state}: "${element.textContent.trim().slice(0, 30)}" ${found.toFixed(2)}`];
    });
  }

  return { ratio, faults };
})();

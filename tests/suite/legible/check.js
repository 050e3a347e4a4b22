/**
 * What on this page cannot be read as it was written: text that is cut, that
 * lies on other text, that is too small, or that leaves its box or the page.
 * @param {boolean} isWall whether the page has to fit its screen
 * @returns {{texts: number, faults: {widget: string, text: string, what: string}[]}}
 */
(isWall) => {
  /** How far ink may reach over an edge or over other ink, px. */
  const SLACK = 1;
  /** The smallest words, rem. */
  const SMALLEST = 0.8;
  const UNSEEN = "style, script, template, defs, title, desc";
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const canvas = document.createElement("canvas").getContext("2d");
  const faults = [];
  const pieces = [];
  const boxes = new Map();

  const up = (node) => node.parentElement ?? node.parentNode?.host ?? null;
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);

  function nameOf(node) {
    for (let element = up(node); element; element = up(element)) {
      if (!element.matches(".tile")) continue;
      return [element.dataset.widget, element.dataset.state].join(" ");
    }
    return "page";
  }

  const report = (node, what) =>
    faults.push({ widget: nameOf(node), text: short(node.textContent), what });

  /** Whether eyes are meant to see an element, its ancestors being seen. */
  function isSeen(element, style) {
    if (element.matches(UNSEEN) || style.display === "none") return false;
    if (style.visibility !== "visible" || style.opacity === "0") return false;
    return !style.clipPath.startsWith("inset(50%");
  }

  /** A row that had no room is out of sight as a whole, and the list says how many there are. */
  function isLeftOut(element) {
    if (!element.matches("li")) return false;
    const [row, list] = [element, element.parentElement].map((one) => one.getBoundingClientRect());
    return row.left >= list.right || row.top >= list.bottom;
  }

  function walk(element) {
    const style = getComputedStyle(element);
    if (!isSeen(element, style) || isLeftOut(element)) return;
    checkCut(element, style);
    for (const child of (element.shadowRoot ?? element).childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) walk(child);
      else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) take(child, style);
    }
  }

  function checkCut(element, style) {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    if (style.textOverflow === "ellipsis" && style.overflowX !== "visible") {
      if (scrollWidth > clientWidth) report(element, "its end is cut");
    }
    const clamps = style.webkitLineClamp && style.webkitLineClamp !== "none";
    if (clamps && scrollHeight - clientHeight > parseFloat(style.fontSize) / 2) {
      report(element, "its lines are cut");
    }
  }

  /** How far the ink of a text reaches from its baseline, and its font, px. */
  function measure(text, style) {
    const { fontStyle, fontWeight, fontSize, fontFamily } = style;
    canvas.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    return canvas.measureText(text);
  }

  /** Takes a text by the boxes of its ink, one a line. */
  function take(node, style) {
    const metrics = measure(node.data.trim(), style);
    const ascent = metrics.fontBoundingBoxAscent;
    const height = ascent + metrics.fontBoundingBoxDescent;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width === 0 || rect.height === 0) continue;
      const scale = rect.height / height;
      const baseline = rect.top + ascent * scale;
      const piece = {
        node,
        left: rect.left,
        right: rect.right,
        top: baseline - metrics.actualBoundingBoxAscent * scale,
        bottom: baseline + metrics.actualBoundingBoxDescent * scale,
      };
      pieces.push(piece);
      checkRoom(piece);
      const size = (parseFloat(style.fontSize) * scale) / rem;
      if (size < SMALLEST - 0.03) report(node, `it is small: ${size.toFixed(2)} rem`);
    }
  }

  /** The box that an element cuts its content to, on each axis; or that it scrolls. */
  function boxOf(element) {
    if (!boxes.has(element)) boxes.set(element, findBox(element));
    return boxes.get(element);
  }

  function findBox(element) {
    // The client box of a drawing within a drawing is that of its content.
    if (element instanceof SVGElement && (element.localName !== "svg" || element.ownerSVGElement)) {
      return null;
    }
    const style = getComputedStyle(element);
    if (style.display === "inline" || style.display === "contents") return null;
    const overflows = [style.overflowX, style.overflowY];
    const scrolls = overflows.some((overflow) => /auto|scroll/.test(overflow));
    const cutsAll = /strict|content|paint/.test(style.contain) || element.matches(".tile");
    const [cutsX, cutsY] = overflows.map((overflow) => cutsAll || /hidden|clip/.test(overflow));
    if (!scrolls && !cutsX && !cutsY) return null;
    return { scrolls, cutsX, cutsY, ...edges(element.getBoundingClientRect()) };
  }

  const edges = ({ left, right, top, bottom }) => ({ left, right, top, bottom });

  function checkRoom(piece) {
    for (let element = up(piece.node); element; element = up(element)) {
      const box = boxOf(element);
      if (!box) continue;
      if (box.scrolls && element !== document.documentElement) return;
      const over = [
        box.cutsX && [box.left - piece.left, "left"],
        box.cutsX && [piece.right - box.right, "right"],
        box.cutsY && [box.top - piece.top, "top"],
        box.cutsY && [piece.bottom - box.bottom, "bottom"],
      ].filter((edge) => edge && edge[0] > SLACK);
      for (const [by, edge] of over) {
        const name = [element.localName, ...element.classList].join(".");
        report(piece.node, `it leaves ${name} at the ${edge} by ${by.toFixed(1)} px`);
      }
      if (over.length) return;
    }
    const by = Math.max(-piece.left, piece.right - document.documentElement.clientWidth);
    if (by > SLACK) report(piece.node, `it leaves the page by ${by.toFixed(1)} px`);
  }

  function checkOverlaps() {
    pieces.sort((one, other) => one.top - other.top);
    pieces.forEach((one, index) => {
      for (let next = index + 1; next < pieces.length; next++) {
        const other = pieces[next];
        const down = Math.min(one.bottom, other.bottom) - other.top;
        if (one.bottom - other.top <= SLACK) break;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        if (one.node === other.node || across <= SLACK || down <= SLACK) continue;
        const size = `${across.toFixed(1)} × ${down.toFixed(1)} px`;
        report(one.node, `it lies on “${short(other.node.data)}” by ${size}`);
      }
    });
  }

  function checkPage() {
    const { scrollWidth, scrollHeight, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) report(document.body, `${scrollWidth} px wide`);
    if (isWall && scrollHeight > innerHeight) report(document.body, `${scrollHeight} px high`);
  }

  // What has just been resized is judged as it comes to rest.
  for (const motion of document.getAnimations()) {
    if (motion instanceof CSSTransition) motion.finish();
  }
  walk(document.body);
  checkOverlaps();
  checkPage();
  return { texts: new Set(pieces.map(({ node }) => node)).size, faults };
}

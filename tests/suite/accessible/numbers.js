// Numbers that a tile's picture shows and its words do not hold. The full hours
// along an axis are a scale and no value.
[...document.querySelectorAll("main > .tile")].flatMap((tile) => {
  const numbers = (text) => text.match(/\d+(?:[.,:]\d+)*/g) ?? [];
  const words = numbers(tile.querySelector(".text").textContent);
  const smallest = 0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isHour = (element, text) =>
    /^\d{1,2}(:00)?\s?([AP]M|時)?$/.test(text) && parseFloat(getComputedStyle(element).fontSize) <= smallest + 0.5;
  return [...tile.querySelector(".host").shadowRoot.querySelectorAll("div *")].flatMap((element) => {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const text = own.map(({ data }) => data).join(" ").trim();
    if (!element.checkVisibility() || isHour(element, text)) return [];
    return numbers(text)
      .filter((number) => !words.includes(number))
      .map((number) => `${tile.dataset.widget}: ${number} of "${text}"`);
  });
})

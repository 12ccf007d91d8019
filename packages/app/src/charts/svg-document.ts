// A picture as a file. A saved SVG stands alone: colours that the page names by variables
// are written out, and it brings its own paper.

/** `text` with every `var(--name)` replaced by what `lookup` says; unknown names stay. */
export function resolveVariables(text: string, lookup: (name: string) => string): string {
  return text.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => lookup(name).trim() || whole);
}

/** The SVG on the page as a document of its own; `under` is drawn behind (curves of a canvas). */
export function svgDocument(svg: SVGSVGElement, title: string, under?: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const look = getComputedStyle(svg);
  for (const name of ["tabindex", "role", "class", "aria-valuenow", "aria-valuetext"])
    copy.removeAttribute(name);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("font-family", "system-ui, sans-serif");
  copy.prepend(
    element("title", {}, title),
    element("rect", { width: "100%", height: "100%", fill: "var(--paper)" }),
    ...(under ? [element("image", { href: under, width: "100%", height: "100%" })] : []),
  );
  const text = new XMLSerializer().serializeToString(copy);
  return resolveVariables(text, (name) => look.getPropertyValue(name));
}

function element(name: string, attributes: Readonly<Record<string, string>>, text = ""): Element {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

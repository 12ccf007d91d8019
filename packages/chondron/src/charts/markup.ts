// Markup as text: elements and attributes with everything escaped. Used for SVG and HTML alike, so
// that a drawing needs no document. Children are markup already; plain text goes through `text`.

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const voidElements = new Set(["meta", "link", "br", "hr", "img"]);

/** Plain text made safe inside an element or an attribute. */
export function text(value: string | number): string {
  return String(value)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** One element. Attributes that are undefined or false are left out; numbers keep two decimals. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly string[]
): string {
  const head = Object.entries(attributes).map(printAttribute).join("");
  if (voidElements.has(name)) return `<${name}${head}>`;
  return `<${name}${head}>${children.join("")}</${name}>`;
}

function printAttribute([name, value]: [string, string | number | boolean | undefined]): string {
  if (value === undefined || value === false) return "";
  if (value === true) return ` ${name}`;
  return ` ${name}="${text(typeof value === "number" ? coordinate(value) : value)}"`;
}

/** A number for a drawing: two decimals at most, no negative zero. */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** A whole drawing with its spoken description. Width and height are its natural size in pixels. */
export function drawing(
  size: { readonly width: number; readonly height: number },
  label: string,
  ...children: readonly string[]
): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${coordinate(size.width)} ${coordinate(size.height)}`,
      width: size.width,
      height: size.height,
      role: "img",
      "aria-label": label,
    },
    ...children,
  );
}

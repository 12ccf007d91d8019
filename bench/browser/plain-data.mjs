// Plain data as JSON text that loses no bit: typed arrays by their bytes, and the numbers that JSON has
// no word for. Read by the page as by Node, so it imports nothing.

const tag = "$data";

/** Text of objects, arrays, typed arrays, strings, booleans and numbers. */
export function toText(value) {
  return JSON.stringify(value, (_, part) => {
    if (ArrayBuffer.isView(part)) return { [tag]: part.constructor.name, bytes: toBase64(part) };
    const spelled = typeof part !== "number" || (Number.isFinite(part) && !Object.is(part, -0));
    return spelled ? part : { [tag]: "number", text: Object.is(part, -0) ? "-0" : String(part) };
  });
}

export function fromText(text) {
  return JSON.parse(text, (_, part) => {
    const type = part?.[tag];
    if (type === undefined) return part;
    if (type === "number") return Number(part.text);
    return new globalThis[type](Uint8Array.from(atob(part.bytes), (c) => c.charCodeAt(0)).buffer);
  });
}

function toBase64({ buffer, byteOffset, byteLength }) {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

import { describe, expect, test } from "vitest";
import { cpuMilliseconds } from "../../cpu-time.test.support.js";
import { formatDiagnostic } from "../../diagnostics/diagnostic.js";
import type { XmlElement } from "../xml-tree.js";
import { parseXml, type XmlOptions } from "./parse-xml.js";

function parse(source: string | Uint8Array, options: Partial<XmlOptions> = {}): XmlElement {
  const { root, diagnostics } = parseXml(source, { file: "a.xml", ...options });
  expect(diagnostics).toEqual([]);
  return root!;
}

function fault(source: string | Uint8Array, options: Partial<XmlOptions> = {}): string {
  const { root, diagnostics } = parseXml(source, { file: "a.xml", ...options });
  expect(root).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  return formatDiagnostic(diagnostics[0]!).replace(/(\.|:) [A-Z].*$/m, "$1");
}

/** An element as a short text: {namespace}name[attributes]"text"(children). */
function shape({ name, namespace, attributes, text, children }: XmlElement): string {
  const inside = attributes.map((one) => `{${one.namespace}}${one.name}=${one.value}`).join(",");
  return `{${namespace}}${name}[${inside}]${JSON.stringify(text)}(${children.map(shape).join("")})`;
}

describe("parseXml", () => {
  test("namespaces, attributes, references, CDATA, comments", () => {
    const text = `\ufeff<?xml version="1.0" encoding="UTF-8"?><!-- c -->
<a xmlns="u" x="1 &lt; 2" xmlns:p="q" p:x='3'>t&#233;<!-- c --><p:b/><?pi?><![CDATA[<&>]]></a>`;
    expect(shape(parse(text))).toBe('{u}a[{}x=1 < 2,{q}x=3]"t\u00e9 <&>"({q}b[]""())');
  });

  test("a range is the start tag, counted in lines and columns from 1", () => {
    const root = parse("<a>\r\n  <b\n  c='1'/>\n</a>");
    expect(root.range).toEqual({ file: "a.xml", line: 1, column: 1, endLine: 1, endColumn: 4 });
    const [b] = root.children;
    expect(b!.range).toEqual({ file: "a.xml", line: 2, column: 3, endLine: 3, endColumn: 10 });
  });

  test("places are right across the chunks in which the text is fed", () => {
    const line = `<b c="${"x".repeat(77)}"/>\r\n`;
    const root = parse(`<a>\r\n${line.repeat(5000)}</a>`);
    expect(root.children).toHaveLength(5000);
    root.children.forEach((child, i) => {
      expect(child.range.line).toBe(i + 2);
      expect([child.range.column, child.range.endColumn]).toEqual([1, line.length - 1]);
    });
  });

  test("a child leaves a space in the text, indentation leaves nothing", () => {
    expect(parse("<cn>1<sep/>3</cn>").text).toBe("1 3");
    expect(parse("<a>\n  <b/>\n  <c/>\n</a>").text).toBe("");
  });

  test("skipped elements stay without content; text-only elements keep all their text", () => {
    const options = { skip: new Set(["notes"]), textOnly: new Set(["message"]) };
    const text = "<a><notes>x<p>y</p></notes><message>one <b>two</b> three</message><c/></a>";
    expect(shape(parse(text, options))).toBe(
      '{}a[]""({}notes[]""(){}message[]"one two three"(){}c[]""())',
    );
  });

  test("bytes in UTF-8 give the same tree as text", () => {
    const text = "<a b='\u00e9\u{1f9b4}'>\u00b5</a>";
    expect(shape(parse(new TextEncoder().encode(text)))).toBe(shape(parse(text)));
  });

  test.each([
    [
      "",
      "a.xml:1:1 CH1401 error: this is not well-formed XML: document must contain a root element.",
    ],
    [
      "<a>\n<b>",
      "a.xml:2:3 CH1405 error: the document ends inside <b>.\n  note: a.xml:2:1 it begins here.",
    ],
    [
      "<a",
      "a.xml:1:2 CH1401 error: this is not well-formed XML: document must contain a root element.",
    ],
    [
      '<?xml version="1.0" \ud800',
      "a.xml:1:22 CH1401 error: this is not well-formed XML: unexpected end.",
    ],
    ["<a>\n</b>", "a.xml:2:4 CH1401 error: this is not well-formed XML: unexpected close tag."],
    ["<a>&x;</a>", "a.xml:1:6 CH1401 error: this is not well-formed XML: undefined entity."],
    [
      "<a b='1' b='2'/>",
      "a.xml:1:16 CH1401 error: this is not well-formed XML: duplicate attribute: b.",
    ],
    [
      "<p:a/>",
      'a.xml:1:6 CH1401 error: this is not well-formed XML: unbound namespace prefix: "p".',
    ],
    ["<a>\u0001</a>", "a.xml:1:4 CH1401 error: this is not well-formed XML: disallowed character."],
    [
      "<a/>\n<b/>",
      "a.xml:2:3 CH1401 error: this is not well-formed XML: documents may contain only one root.",
    ],
  ])("%j is refused at its place", (text, message) => {
    expect(fault(text)).toBe(message);
  });

  test("document types are refused, and entities with them", () => {
    const laughs = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs.join("")}]><a>&l9;</a>`;
    expect(fault(bomb)).toContain("CH1403 error: the document declares a document type");
    expect(fault('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toContain("CH1403");
  });

  test.each([
    [
      "Latin-1",
      [0x3c, 0x61, 0x3e, 0x0a, 0xe9, 0x3c],
      "2:1 CH1402 error: the file is not UTF-8 text: byte 4",
    ],
    ["UTF-16", [0xff, 0xfe, 0x3c, 0x00], "1:1 CH1402 error: the file is not UTF-8 text: byte 0"],
    [
      "a cut character",
      [0x3c, 0x61, 0x3e, 0xc3],
      "1:4 CH1402 error: the file is not UTF-8 text: byte 3",
    ],
  ])("%s is refused at its first bad byte", (_, bytes, message) => {
    expect(fault(Uint8Array.from(bytes))).toContain(message);
  });

  test("a bad byte far into the file is found", () => {
    const bytes = new TextEncoder().encode(`<a>${"\u00e9\n".repeat(100_000)}</a>`);
    bytes[200_001] = 0xff;
    expect(fault(bytes)).toMatch(/^a.xml:6666\d:\d CH1402/);
  });

  test.each([
    ["characters", "<a>xxxxxxxx</a>", { characters: 10 }],
    ["elements", "<a><b/><b/></a>", { elements: 2 }],
    ["elements inside each other", "<a><b><c/></b></a>", { depth: 2 }],
    ["attributes on one element", "<a b='' c='' xmlns:d='e'/>", { attributes: 2 }],
  ])("no more %s than allowed", (what, text, limits) => {
    const [limit] = Object.values(limits);
    expect(fault(text, { limits })).toContain(
      `CH1404 error: the document has more than ${limit} ${what}.`,
    );
    expect(parse(text, { limits: { [Object.keys(limits)[0]!]: limit! * 10 } }).name).toBe("a");
  });
});

const megabyte = 1_000_000;

describe("four megabytes", () => {
  test.each([
    ["of open tags", "<a>".repeat(1.3 * megabyte)],
    ["of one start tag", `<a ${"b".repeat(4 * megabyte)}`],
    [
      "of attributes",
      `<a ${Array.from({ length: 0.4 * megabyte }, (_, i) => `b${i}=""`).join(" ")}/>`,
    ],
    ["of one attribute", `<a b="${"x".repeat(4 * megabyte)}`],
    ["of an open comment", `<!--${"-".repeat(4 * megabyte)}`],
    ["of an open document type", `<!DOCTYPE a [${"<!ENTITY x 'y'>".repeat(0.3 * megabyte)}`],
    ["of spaces", " ".repeat(4 * megabyte)],
    ["of entity references", `<a>${"&a;".repeat(1.3 * megabyte)}</a>`],
    ["of small elements", `<a>${"<b/>".repeat(0.3 * megabyte)}`],
  ])("%s end in one diagnostic within four seconds", (_, text) => {
    const start = process.cpuUsage();
    expect(fault(text).length).toBeLessThan(400);
    expect(cpuMilliseconds(start)).toBeLessThan(4000);
  });
});

describe("namespaces", () => {
  test("a declaration holds inside its element and no further", () => {
    const text =
      "<a xmlns='u' xmlns:p='q'><b xmlns='v' xmlns:p='r'><p:c/></b><p:d/><e xmlns=''/></a>";
    expect(shape(parse(text))).toBe('{u}a[]""({v}b[]""({r}c[]""()){q}d[]""(){}e[]""())');
  });

  test("a prefix is unknown after its element", () => {
    expect(fault("<a><b xmlns:p='q'/><p:c/></a>")).toContain('unbound namespace prefix: "p"');
  });
});

describe("depth", () => {
  const nested = (name: string, depth: number): string =>
    `${`<${name}>`.repeat(depth)}${`</${name}>`.repeat(depth)}`;

  test("outside formulas is bounded more tightly than inside", () => {
    const math = (inner: string) =>
      `<math xmlns="http://www.w3.org/1998/Math/MathML">${inner}</math>`;
    parse(math(nested("apply", 800)));
    expect(fault(math(nested("apply", 900)))).toContain("more than 850 elements inside each other");
    parse(nested("a", 60));
    expect(fault(nested("a", 70))).toContain(
      "more than 64 elements inside each other outside formulas",
    );
  });
});

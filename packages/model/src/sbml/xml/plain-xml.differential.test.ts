// Two readers of the same text: what plain-xml.ts takes has the tree that saxes finds, place by place.

import { expect, test } from "vitest";
import { randomNumbers } from "../../mutation.test.support.js";
import { damaged } from "../read/mutation.test.support.js";
import { document, math } from "../read/sbml-text.test.support.js";
import { parseAnyXml, plainTree } from "./parse-xml.js";

const options = {
  file: "a.xml",
  skip: new Set(["notes", "annotation"]),
  textOnly: new Set(["message"]),
};

/** Whether the text was taken as plain, once both have agreed on it. */
function isTaken(text: string, label: string): boolean {
  const plain = plainTree(text, options);
  if (plain) expect(plain, label).toEqual(parseAnyXml(text, options).root);
  return plain !== undefined;
}

test.each([
  "<a/>",
  "\n <a> </a>\n",
  `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- c --><a x="1 &lt; 2" y='"'>t&#233;<!-- c -->u</a><!---->`,
  "<?xml version='1.0'?><a>\r\n  <b\r\n c='1\r\n\t2&#10;3'/>x\ry\r\n</a>",
  `<a b="x > y" c='/>'>1 > 0</a>`,
  "<a  b = '1' ><b c='1' /></a >",
  "<p:a xmlns:p='u' p:x='1' x='1'><p:b/><c xmlns='v'><d/></c><e xmlns=''/></p:a>",
  "<a xmlns='u'><b xmlns='v' xmlns:p='w' p:c='1'><p:d/></b><b/></a>",
  "<a xml:lang='en'><message>one <b>two</b> three</message></a>",
  "<a><notes>x &amp; <p:y xmlns:p='q'>y</p:y></notes><notes/><cn>1<sep/>3</cn></a>",
  "<a><b c='1'/><b c='1'/><b c='1'>&#x1F9B4;</b></a>",
])("%j is taken, with the tree that saxes gives", (text) => {
  expect(isTaken(text, text)).toBe(true);
});

test.each([
  "",
  "text",
  "<a>",
  "<a></b>",
  "<a/><b/>",
  "<a/>text",
  "</a>",
  "<a b='1' b='2'/>",
  "<a b='1'c='2'/>",
  "<a b=1/>",
  "<a b='<'/>",
  "<a b='&'/>",
  "<a>&x;</a>",
  "<a>&#0;</a>",
  "<a>&#xd800;</a>",
  "<a>&#99999999;</a>",
  "<a>]]></a>",
  "<a><!-- -- --></a>",
  "<a><!-- ->",
  "<a><![CDATA[x]]></a>",
  "<a><?pi?></a>",
  "<p:a/>",
  "<a p:b='1'/>",
  "<a xmlns:p=''/>",
  "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
  "<a xmlns:xml='u'/>",
  "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
  "<xmlns:a/>",
  "<a:b:c xmlns:a='u'/>",
  "<\u00e9/>",
  "<a>\u0001</a>",
  "<a>\ud83e\uddb4</a>",
  "<?xml version='1.1'?><a/>",
  " <?xml version='1.0'?><a/>",
  "<!DOCTYPE a><a/>",
  "</a/>",
])("%j is left to saxes", (text) => {
  expect(plainTree(text, options)).toBeUndefined();
});

test("a tree is the same for limits that it meets, and left to saxes for those it passes", () => {
  const text = "<a b='1' c='2'><b><c/></b></a>";
  const fits = { depth: 3, elements: 3, attributes: 2, characters: text.length };
  expect(plainTree(text, { file: "a.xml", limits: fits })).toBeDefined();
  for (const [limit, value] of Object.entries(fits)) {
    const limits = { ...fits, [limit]: value - 1 };
    expect(plainTree(text, { file: "a.xml", limits }), limit).toBeUndefined();
  }
});

test("2000 damaged documents are taken with the tree that saxes gives, or not at all", () => {
  const formula = math("<apply><times/><ci> k </ci><cn type='integer'> 2 </cn></apply>");
  const corpus = ["l3v2", "l2v4", "l1v2"].map((edition) =>
    document(
      edition as "l3v2",
      `<notes><p xmlns="http://www.w3.org/1999/xhtml">a &lt; b</p></notes><!-- c -->
      <listOfParameters><parameter id="k" name="a > b" value='1'/></listOfParameters>\r
      <listOfRules><rateRule variable="k">${formula}</rateRule></listOfRules>`,
    ),
  );
  let taken = 0;
  for (let seed = 0; seed < 2000; seed++)
    if (isTaken(damaged(corpus, randomNumbers(seed)), `seed ${seed}`)) taken++;
  // Both ways are taken often, or the test would say little.
  expect(taken).toBeGreaterThan(200);
  expect(taken).toBeLessThan(1800);
});

// A script in a form that browsers can import: modules as they are, CommonJS inside a module that
// imports what it requires and exports what it sets. Two dependencies are CommonJS; a bundler would
// do the same.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { root } from "./import-map.mjs";

const requirement = /\brequire\(["']([^"']+)["']\)/g;

export function asModule(file) {
  const text = readFileSync(file, "utf8");
  return isCommonJs(file) ? wrapped(file, text) : text;
}

function isCommonJs(file) {
  if (file.endsWith(".mjs")) return false;
  return file.endsWith(".cjs") || typeOf(dirname(file)) !== "module";
}

/** "type" of the package that a folder belongs to. */
function typeOf(folder) {
  const description = join(folder, "package.json");
  if (!existsSync(description)) return typeOf(dirname(folder));
  return JSON.parse(readFileSync(description, "utf8")).type;
}

function wrapped(file, text) {
  const require = createRequire(file);
  const required = [...new Set([...text.matchAll(requirement)].map(([, name]) => name))];
  const sources = required.map((name) => require.resolve(name));
  const imports = sources.map((source, k) => {
    const what = isCommonJs(source) ? `r${k}` : `* as r${k}`;
    return `import ${what} from "/${relative(root, source)}";`;
  });
  const table = required.map((name, k) => `${JSON.stringify(name)}: r${k}`).join(", ");
  const names = Object.keys(require(file)).filter((name) => /^[A-Za-z]\w*$/.test(name));
  const exported = names.filter((name) => name !== "default");
  return `${imports.join("\n")}
const module = { exports: {} };
((module, exports, require) => {
${text}
})(module, module.exports, (name) => ({ ${table} })[name]);
export default module.exports;
${exported.map((name, k) => `const e${k} = module.exports.${name}; export { e${k} as ${name} };`).join("\n")}
`;
}

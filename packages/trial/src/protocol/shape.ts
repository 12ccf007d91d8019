// The protocol's shape against its JSON Schema, each violation told in words with its place. The
// words come from here: the validator's own speak of schemas, not of protocols.

import { type Diagnostic, diagnose, nearestName } from "@chondron/model";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { Path, ProtocolDocument } from "./document.js";
import { protocolSchema } from "./schema.js";
import { suggest } from "./suggestion.js";

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  discriminator: true,
});
const validateProtocol = ajv.compile(protocolSchema);

/** A schema made ready for `checkShape`. */
export function compileShape(schema: object): ValidateFunction {
  return ajv.compile(schema);
}

/** Every violation, in the order of the text. Empty: the value has the shape of its schema. */
export function checkShape(
  document: ProtocolDocument,
  validate: ValidateFunction = validateProtocol,
): readonly Diagnostic[] {
  if (validate(document.value)) return [];
  const errors = validate.errors ?? [];
  const badKeys = errors
    .filter((error) => error.keyword === "propertyNames")
    .map((error) => `${error.instancePath}/${error.params.propertyName}`);
  const found = errors
    .filter((error) => error.keyword !== "if" && error.propertyName === undefined)
    .filter((error) => !badKeys.includes(error.instancePath))
    .map((error) => describe(error, document));
  return withoutRepeats(found).sort(
    (a, b) => a.range!.line - b.range!.line || a.range!.column - b.range!.column,
  );
}

/** A path as a reader writes it: `arms[0].regimen`; "the protocol" for the root. */
export function printPath(path: Path): string {
  if (path.length === 0) return "the protocol";
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join("");
}

function pathOf(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function describe(error: ErrorObject, document: ProtocolDocument): Diagnostic {
  const path = pathOf(error.instancePath);
  const at = path.length === 0 ? document.name : printPath(path);
  const range = document.rangeOf(path);
  switch (error.keyword) {
    case "additionalProperties": {
      const key: string = error.params.additionalProperty;
      const known = Object.keys(error.parentSchema?.properties ?? {});
      const suggestion = suggest(key, known, "key");
      return diagnose("CH4010", { key, path: at, suggestion }, document.rangeOfKey(path, key));
    }
    case "propertyNames": {
      const key: string = error.params.propertyName;
      const suggestion = 'Inside { } quote texts with commas, e.g. { age: "normal(60, 8)" }.';
      return diagnose("CH4010", { key, path: at, suggestion }, document.rangeOfKey(path, key));
    }
    case "required":
      return missingKey(error, at, document, path);
    case "type":
      return wrongType(error, at, document, path);
    case "enum":
    case "const":
      return wrongChoice(error, at, document, path);
    case "discriminator":
      return wrongVariant(error, at, document, path);
    case "pattern":
      return diagnose("CH4013", { path: at, found: show(error.data), suggestion: idRule }, range);
    default:
      return outsideLimit(error, at, document, path);
  }
}

const idRule = "An id has letters, digits, - and _, and starts with a letter.";

function missingKey(
  error: ErrorObject,
  at: string,
  document: ProtocolDocument,
  path: Path,
): Diagnostic {
  const key: string = error.params.missingProperty;
  const given = Object.keys((error.data ?? {}) as object);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const near = nearestName(
    key,
    given.filter((name) => !known.includes(name)),
  );
  const hint = near === undefined ? `Add "${key}: ...".` : `Rename "${near}" to "${key}".`;
  return diagnose("CH4011", { path: at, key, suggestion: hint }, document.rangeOf(path));
}

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  object: 'a map of "key: value"',
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
};

function wrongType(
  error: ErrorObject,
  at: string,
  document: ProtocolDocument,
  path: Path,
): Diagnostic {
  const range = document.rangeOf(path);
  const { data } = error;
  if (typeof data === "number" && !Number.isFinite(data)) {
    return diagnose("CH4023", { path: at, found: show(data) }, range);
  }
  const title: string | undefined = error.parentSchema?.title;
  if (typeof data === "number" && title === "Time") {
    return diagnose("CH4020", { path: at, found: data, example: `${data} days` }, range);
  }
  const expected = [error.schema].flat().map((name) => typeNames[`${name}`] ?? `${name}`);
  const description: string | undefined = error.parentSchema?.description;
  const values = { path: at, found: kindOf(data), expected: expected.join(" or ") };
  return diagnose("CH4012", { ...values, suggestion: description ?? "Correct it." }, range);
}

function wrongChoice(
  error: ErrorObject,
  at: string,
  document: ProtocolDocument,
  path: Path,
): Diagnostic {
  const allowed = [error.params.allowedValues ?? error.params.allowedValue].flat().map(String);
  const found = show(error.data);
  const suggestion = suggest(found, allowed, "value");
  return diagnose("CH4013", { path: at, found, suggestion }, document.rangeOf(path));
}

function wrongVariant(
  error: ErrorObject,
  at: string,
  document: ProtocolDocument,
  path: Path,
): Diagnostic {
  const { tag, tagValue } = error.params;
  if (tagValue === undefined) {
    const suggestion = `Add "${tag}: ...", one of ${endpointTypes.join(", ")}.`;
    return diagnose("CH4011", { path: at, key: tag, suggestion }, document.rangeOf(path));
  }
  const found = show(tagValue);
  const suggestion = suggest(found, endpointTypes, "type");
  const range = document.rangeOf([...path, tag]);
  return diagnose("CH4013", { path: `${at}.${tag}`, found, suggestion }, range);
}

const endpointTypes = protocolSchema.properties.endpoints.items.oneOf.map(
  (variant) => variant.properties.type.const,
);

function outsideLimit(
  error: ErrorObject,
  at: string,
  document: ProtocolDocument,
  path: Path,
): Diagnostic {
  const range = document.rangeOf(path);
  const { data, keyword } = error;
  const limit = limitText(keyword, error.params);
  if (limit === undefined)
    return diagnose("CH4001", { path: at, cause: `${error.message}` }, range);
  const found = typeof data === "number" ? String(data) : sizeText(data);
  const description: string | undefined = error.parentSchema?.description;
  return diagnose(
    "CH4014",
    { path: at, found, limit, suggestion: description ?? "Correct it." },
    range,
  );
}

function limitText(keyword: string, params: ErrorObject["params"]): string | undefined {
  const { limit } = params;
  switch (keyword) {
    case "minimum":
      return `at least ${limit}`;
    case "maximum":
      return `at most ${limit}`;
    case "exclusiveMinimum":
      return `above ${limit}`;
    case "exclusiveMaximum":
      return `below ${limit}`;
    case "minItems":
      return `a list of at least ${limit}`;
    case "maxItems":
      return `a list of at most ${limit}`;
    case "minLength":
      return "a text that is not empty";
    case "maxLength":
      return `a text of at most ${limit} characters`;
    default:
      return undefined;
  }
}

function sizeText(data: unknown): string {
  if (Array.isArray(data)) return `a list of ${data.length}`;
  if (typeof data === "string") return `a text of ${data.length} characters`;
  return show(data);
}

function kindOf(data: unknown): string {
  if (data === null) return "empty";
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object") return 'a map of "key: value"';
  return typeof data === "string" ? `the text "${show(data)}"` : show(data);
}

function show(data: unknown): string {
  const text =
    typeof data === "string" ? data : typeof data === "object" ? kindOf(data) : `${data}`;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((d) => {
    const key = `${d.code} ${d.message} ${d.range?.line}:${d.range?.column}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

// A folder of cases of the SBML Test Suite, as its archive has them: one folder per case with
// NNNNN-settings.txt, NNNNN-results.csv, NNNNN-sbml-lXvY.xml for one or several levels, and
// NNNNN-model.m or an index.json beside the cases for tags.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";

export interface SuiteCase {
  readonly id: string;
  readonly settings: string;
  readonly results: string;
  /** SBML file; absent where the case has none of the level asked for. */
  readonly model?: string;
  /** Level and version of the file, e.g. "l3v2". */
  readonly level?: string;
  readonly tags: readonly string[];
  readonly synopsis: string;
}

export interface SuiteOptions {
  /** Only this level and version, e.g. "l2v4"; absent: the highest each case has. */
  readonly level?: string;
  /** Folder with the models, where they lie apart from settings and results. */
  readonly models?: string;
}

interface Labels {
  readonly tags: readonly string[];
  readonly synopsis: string;
}

const caseName = /^\d{5}$/;

/** Where in an unpacked archive or a checkout of the suite the cases lie. */
const subfolders = ["", "sbml-semantic", "semantic", "cases/semantic"];

/**
 * The cases in `folder`, or the one case that it is, by number. Where a level is asked for, those
 * that have it.
 */
export function findCases(folder: string, options: SuiteOptions = {}): SuiteCase[] {
  for (const subfolder of subfolders) {
    const place = resolve(folder, subfolder);
    const cases = isFolder(place) ? casesIn(place, options) : [];
    const { level } = options;
    if (cases.length > 0)
      return level === undefined ? cases : cases.filter((item) => item.model !== undefined);
  }
  return [];
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function casesIn(folder: string, options: SuiteOptions): SuiteCase[] {
  const single = caseName.test(basename(folder)) && hasSettings(folder, basename(folder));
  const parent = single ? join(folder, "..") : folder;
  const ids = single
    ? [basename(folder)]
    : readdirSync(folder).filter((id) => caseName.test(id) && hasSettings(join(folder, id), id));
  const labels = readIndex(parent);
  return ids.sort().map((id) => readCase(parent, id, options, labels.get(id)));
}

/** Only a case that gives an outcome is one: settings lie in its folder. */
function hasSettings(folder: string, id: string): boolean {
  return existsSync(join(folder, `${id}-settings.txt`));
}

function readCase(
  parent: string,
  id: string,
  options: SuiteOptions,
  known: Labels | undefined,
): SuiteCase {
  const folder = join(parent, id);
  const { tags, synopsis } = known ?? readDescription(join(folder, `${id}-model.m`));
  return {
    id,
    settings: join(folder, `${id}-settings.txt`),
    results: join(folder, `${id}-results.csv`),
    ...modelFile(join(options.models ?? parent, id), id, options.level),
    tags,
    synopsis,
  };
}

function modelFile(
  folder: string,
  id: string,
  level: string | undefined,
): { model?: string; level?: string } {
  const pattern = new RegExp(`^${id}-sbml-(l\\d+v\\d+)\\.xml$`);
  const found = (existsSync(folder) ? readdirSync(folder) : []).flatMap((file) => {
    const match = pattern.exec(file);
    return match ? [{ model: join(folder, file), level: match[1]! }] : [];
  });
  found.sort((a, b) => (a.level < b.level ? 1 : -1));
  return (level === undefined ? found[0] : found.find((f) => f.level === level)) ?? {};
}

interface IndexEntry {
  readonly type?: string;
  readonly componentTags?: readonly string[];
  readonly testTags?: readonly string[];
  readonly synopsis?: string;
}

function readIndex(folder: string): ReadonlyMap<string, Labels> {
  const file = join(folder, "index.json");
  if (!existsSync(file)) return new Map();
  const index = JSON.parse(readFileSync(file, "utf8")) as Record<string, IndexEntry>;
  return new Map(
    Object.entries(index).map(([id, entry]) => [
      id,
      {
        tags: [...(entry.componentTags ?? []), ...(entry.testTags ?? [])],
        synopsis: entry.synopsis ?? "",
      },
    ]),
  );
}

/** "key: value" lines above the prose of NNNNN-model.m. */
function readDescription(file: string): Labels {
  if (!existsSync(file)) return { tags: [], synopsis: "" };
  const text = readFileSync(file, "utf8");
  const field = (key: string): string => new RegExp(`^${key}:(.*)$`, "m").exec(text)?.[1] ?? "";
  const tags = [...field("componentTags").split(","), ...field("testTags").split(",")];
  return {
    tags: tags.map((tag) => tag.trim()).filter((tag) => tag !== ""),
    synopsis: field("synopsis").trim(),
  };
}

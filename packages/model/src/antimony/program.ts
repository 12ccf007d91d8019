// All items of a reading, sorted by what they are: functions, modules, and the bare statements
// that make up `__main`; and which of the models is the main one.

import type { DiagnosticSink } from "../diagnostics/sink.js";
import { equalExpressions } from "../formula/walk.js";
import { isSboTerm } from "./annotation-words.js";
import type { Item } from "./imports.js";
import type { FunctionSyntax, ModuleSyntax, Name, Statement } from "./syntax.js";

/** Something with its place in the text: modules are visible only to what comes after them. */
export interface Placed<T> {
  readonly item: T;
  readonly index: number;
}

export interface Program {
  readonly functions: readonly FunctionSyntax[];
  readonly modules: ReadonlyMap<string, Placed<ModuleSyntax>>;
  readonly bare: readonly Placed<Statement>[];
}

export interface MainModel {
  readonly id: string;
  readonly ports: readonly Name[];
  readonly statements: readonly Placed<Statement>[];
  readonly module?: ModuleSyntax;
}

export function sortItems(items: readonly Item[], sink: DiagnosticSink): Program {
  const functions = new Map<string, FunctionSyntax>();
  const modules = new Map<string, Placed<ModuleSyntax>>();
  const bare: Placed<Statement>[] = [];
  items.forEach((item, index) => {
    if (item.kind === "function") addFunction(functions, item, sink);
    else if (item.kind === "module") addOnce(modules, item, { item, index }, sink);
    else bare.push({ item, index });
  });
  return { functions: [...functions.values()], modules, bare };
}

/** Imports may bring the same function more than once. */
function addFunction(
  found: Map<string, FunctionSyntax>,
  item: FunctionSyntax,
  sink: DiagnosticSink,
): void {
  const known = found.get(item.name.path);
  const imported = known && known.name.range.file !== item.name.range.file;
  if (!imported || !isSameFunction(known, item)) addOnce(found, item, item, sink);
}

function isSameFunction(a: FunctionSyntax, b: FunctionSyntax): boolean {
  const names = ({ parameters }: FunctionSyntax) => parameters.map(({ path }) => path).join();
  return names(a) === names(b) && equalExpressions(a.body, b.body);
}

function addOnce<T>(
  found: Map<string, T>,
  item: FunctionSyntax | ModuleSyntax,
  entry: T,
  sink: DiagnosticSink,
): void {
  const id = item.name.path;
  if (found.has(id)) sink.add("CH1104", { kind: item.kind, id }, item.name.range);
  else found.set(id, entry);
}

/**
 * The main model: the last one marked `*` in the root file; or else `__main`, where there are bare
 * statements beyond display names of modules; or else the last model. Undefined where there is none.
 */
export function mainModel(program: Program, rootFile: string): MainModel | undefined {
  const modules = [...program.modules.values()].map((placed) => placed.item);
  const starred = modules.filter((module) => module.main);
  const ownStar = starred.filter((module) => module.name.range.file === rootFile).at(-1);
  const chosen = ownStar ?? (hasContent(program) ? undefined : (starred.at(-1) ?? modules.at(-1)));
  if (chosen) return ofModule(program, chosen);
  if (program.bare.length === 0 && program.functions.length === 0) return undefined;
  return { id: "__main", ports: [], statements: program.bare };
}

function ofModule(program: Program, module: ModuleSyntax): MainModel {
  const id = module.name.path;
  const index = program.modules.get(id)!.index;
  return { id, ports: module.ports, statements: placedStatements(module, index), module };
}

/** A module's statements see what the module sees. */
export function placedStatements(module: ModuleSyntax, index: number): Placed<Statement>[] {
  return module.statements.map((item) => ({ item, index }));
}

function hasContent(program: Program): boolean {
  return program.bare.some(({ item }) => !namesModule(item, program));
}

/**
 * A statement about a module or function rather than about elements of `__main`: `foo is "text"`,
 * `foo notes "..."`, `foo.sboTerm = 8`.
 */
export function namesModule(statement: Statement, program: Program): boolean {
  const id = moduleNamed(statement);
  if (id === undefined) return false;
  if (id === "__main") return true;
  return program.modules.has(id) || program.functions.some((f) => f.name.path === id);
}

function moduleNamed(statement: Statement): string | undefined {
  if (statement.kind === "display") return statement.target.path;
  if (statement.kind === "annotation") return statement.target?.path;
  if (statement.kind !== "assignment") return undefined;
  const [id, last, more] = statement.target.path.split(".");
  return last !== undefined && more === undefined && isSboTerm(last) ? id : undefined;
}

// All items of a reading, sorted by what they are: functions, modules, and the bare statements
// that make up `__main`; and which of the models is the main one.

import type { DiagnosticSink } from "../diagnostics/sink.js";
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
    if (item.kind === "function") addOnce(functions, item, item, sink);
    else if (item.kind === "module") addOnce(modules, item, { item, index }, sink);
    else bare.push({ item, index });
  });
  return { functions: [...functions.values()], modules, bare };
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

/** `foo is "text"` with foo a module or function names that, and is no part of `__main`. */
export function namesModule(statement: Statement, program: Program): boolean {
  if (statement.kind !== "display") return false;
  const { path } = statement.target;
  return program.modules.has(path) || program.functions.some((f) => f.name.path === path);
}

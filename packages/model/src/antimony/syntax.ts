// What Antimony text says, statement by statement and before any meaning: names are as written,
// nothing is looked up. Formulas hold dotted paths as symbol ids.

import type { Expression } from "../expression.js";
import type { SourceRange } from "../source-range.js";

/** A possibly dotted name, such as `A.S1`. */
export interface Name {
  readonly path: string;
  readonly range: SourceRange;
}

export type ElementType = "species" | "compartment" | "reaction" | "formula" | "event";

export interface DeclaredItem {
  readonly name: Name;
  readonly boundary: boolean;
  readonly compartment?: Name;
  readonly value?: { readonly operator: AssignmentOperator; readonly expression: Expression };
}

export interface Declaration {
  readonly kind: "declaration";
  readonly type?: ElementType;
  readonly constant?: boolean;
  readonly substanceOnly: boolean;
  readonly items: readonly DeclaredItem[];
  readonly range: SourceRange;
}

export type AssignmentOperator = "initial" | "assignment" | "rate";

export interface Assignment {
  readonly kind: "assignment";
  readonly operator: AssignmentOperator;
  readonly target: Name;
  readonly compartment?: Name;
  /** Absent for `x = ;`, which clears what was said before. */
  readonly expression?: Expression;
  readonly range: SourceRange;
}

export interface Participant {
  readonly species: Name;
  readonly stoichiometry: number;
  readonly boundary: boolean;
}

export interface ReactionStatement {
  readonly kind: "reaction";
  readonly name?: Name;
  readonly compartment?: Name;
  readonly reversible: boolean;
  readonly reactants: readonly Participant[];
  readonly products: readonly Participant[];
  readonly rate?: Expression;
  readonly range: SourceRange;
}

export interface EventStatement {
  readonly kind: "event";
  readonly name?: Name;
  readonly trigger: Expression;
  readonly delay?: Expression;
  readonly priority?: Expression;
  readonly initialValue: boolean;
  readonly persistent: boolean;
  readonly useValuesFromTriggerTime: boolean;
  readonly assignments: readonly { readonly variable: Name; readonly expression: Expression }[];
  readonly range: SourceRange;
}

export interface SubmodelStatement {
  readonly kind: "submodel";
  readonly name?: Name;
  readonly compartment?: Name;
  readonly module: Name;
  readonly arguments: readonly Expression[];
  readonly range: SourceRange;
}

export interface UnitStatement {
  readonly kind: "unit";
  readonly name: Name;
  readonly expression: Expression;
  readonly range: SourceRange;
}

export interface HasStatement {
  readonly kind: "has";
  readonly target: Name;
  readonly unit: Name;
  readonly range: SourceRange;
}

export interface DisplayNameStatement {
  readonly kind: "display";
  readonly target: Name;
  readonly text: string;
  readonly range: SourceRange;
}

export interface SynchronisationStatement {
  readonly kind: "synchronisation";
  /** The name that gives way. */
  readonly target: Name;
  /** The name that stays. */
  readonly source: Name;
  readonly range: SourceRange;
}

export interface PlacementStatement {
  readonly kind: "placement";
  readonly target: Name;
  readonly compartment: Name;
  readonly range: SourceRange;
}

export interface AlgebraicStatement {
  readonly kind: "algebraic";
  readonly expression: Expression;
  readonly range: SourceRange;
}

export type Statement =
  | Declaration
  | Assignment
  | ReactionStatement
  | EventStatement
  | SubmodelStatement
  | UnitStatement
  | HasStatement
  | DisplayNameStatement
  | SynchronisationStatement
  | PlacementStatement
  | AlgebraicStatement;

export interface ModuleSyntax {
  readonly kind: "module";
  readonly name: Name;
  /** Marked `*`: the model that the file is about. */
  readonly main: boolean;
  readonly ports: readonly Name[];
  readonly statements: readonly Statement[];
}

export interface FunctionSyntax {
  readonly kind: "function";
  readonly name: Name;
  readonly parameters: readonly Name[];
  readonly body: Expression;
  readonly range: SourceRange;
}

export interface ImportSyntax {
  readonly kind: "import";
  readonly file: string;
  readonly range: SourceRange;
}

/** What a file holds, in order. Bare statements belong to the module `__main`. */
export type SyntaxItem = ImportSyntax | ModuleSyntax | FunctionSyntax | Statement;

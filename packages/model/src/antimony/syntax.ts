// What Antimony text says, statement by statement and before any meaning: names are as written,
// nothing is looked up. Formulas hold dotted paths as symbol ids.

import type { Expression } from "../expression.js";
import type { SourceRange } from "../source-range.js";

/** A possibly dotted name, such as `A.S1`. */
export interface Name {
  readonly path: string;
  readonly range: SourceRange;
}

export type ElementType =
  | "species"
  | "compartment"
  | "reaction"
  | "formula"
  | "event"
  | "DNA"
  | "operator"
  | "gene";

export interface DeclaredItem {
  readonly name: Name;
  readonly boundary: boolean;
  readonly compartment?: Name;
  readonly value?: { readonly operator: AssignmentOperator; readonly expression: Expression };
  readonly unit?: UnitFormula;
}

/** A unit as written after `has`: a name, or a formula of units. */
export type UnitFormula = Expression;

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
  /** A number, or the name of a symbol that gives it. */
  readonly stoichiometry: number | Name;
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
  /** What a unit of time and of extent in the submodel is in units outside: a name or a number. */
  readonly conversions: Readonly<Partial<Record<Conversion, Expression>>>;
  readonly range: SourceRange;
}

export type Conversion = "timeconv" | "extentconv";

export interface UnitStatement {
  readonly kind: "unit";
  readonly name: Name;
  /** Absent where the name is only said to be a unit. */
  readonly expression?: Expression;
  readonly range: SourceRange;
}

export interface HasStatement {
  readonly kind: "has";
  readonly target: Name;
  readonly unit: UnitFormula;
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
  /** The target times this is the source. */
  readonly factor?: Name;
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
  readonly name?: Name;
  readonly expression: Expression;
  readonly range: SourceRange;
}

export interface InteractionStatement {
  readonly kind: "interaction";
  readonly name?: Name;
  readonly effect: "activation" | "inhibition" | "influence";
  readonly species: readonly Participant[];
  readonly targets: readonly Name[];
  /** Rate of the target. */
  readonly rate?: Expression;
  readonly range: SourceRange;
}

export interface StrandStatement {
  readonly kind: "strand";
  readonly name?: Name;
  readonly compartment?: Name;
  readonly members: readonly Name[];
  /** Written with `--` before the first, after the last: other DNA may attach there. */
  readonly upstreamOpen: boolean;
  readonly downstreamOpen: boolean;
  readonly range: SourceRange;
}

export interface DeletionStatement {
  readonly kind: "deletion";
  readonly targets: readonly Name[];
  readonly range: SourceRange;
}

export interface ConstraintStatement {
  readonly kind: "constraint";
  readonly name?: Name;
  readonly expression: Expression;
  readonly range: SourceRange;
}

export interface ObjectiveStatement {
  readonly kind: "objective";
  readonly name?: Name;
  readonly sense: "maximize" | "minimize";
  readonly expression: Expression;
  readonly range: SourceRange;
}

/** `S1 identity "..."`, `model creator1.name "..."`, `S1 modified.year 2019`. */
export interface AnnotationStatement {
  readonly kind: "annotation";
  /** Absent where the model itself is meant. */
  readonly target?: Name;
  readonly word: string;
  readonly part?: string;
  readonly values: readonly string[];
  readonly range: SourceRange;
}

/** `A.range = {2, x}` and the like. */
export interface IntervalStatement {
  readonly kind: "interval";
  readonly target: Name;
  readonly values: readonly [Expression, Expression];
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
  | AlgebraicStatement
  | InteractionStatement
  | StrandStatement
  | DeletionStatement
  | ConstraintStatement
  | ObjectiveStatement
  | AnnotationStatement
  | IntervalStatement;

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

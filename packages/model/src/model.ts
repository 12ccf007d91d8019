// The model as SBML means it: readonly data, one interface per SBML Level 3 component, field names
// as in the specification. Amount and concentration are never one field. What a text left out is
// absent here too; defaults are applied where the meaning is used, not where the text is read.

import type { Annotated } from "./annotation.js";
import type { Expression } from "./expression.js";
import type { SourceRange } from "./source-range.js";

export interface Model extends Annotated {
  readonly id: string;
  readonly name?: string;
  /** Units of the whole model: ids of unit definitions or SBML base units. */
  readonly units: ModelUnits;
  readonly unitDefinitions: readonly UnitDefinition[];
  readonly functionDefinitions: readonly FunctionDefinition[];
  readonly compartments: readonly Compartment[];
  readonly species: readonly Species[];
  readonly parameters: readonly Parameter[];
  readonly initialAssignments: readonly InitialAssignment[];
  readonly rules: readonly Rule[];
  readonly reactions: readonly Reaction[];
  readonly events: readonly ModelEvent[];
  /** Statements that should hold throughout; they never change the dynamics. */
  readonly constraints?: readonly Constraint[];
  /** What a flux balance analysis would optimise: no part of the dynamics. */
  readonly objective?: Objective;
  /** Parameter that converts extent to substance for species without a factor of their own. */
  readonly conversionFactor?: string;
}

export interface ModelUnits {
  readonly time?: string;
  readonly substance?: string;
  readonly extent?: string;
  readonly volume?: string;
  readonly area?: string;
  readonly length?: string;
}

export interface UnitDefinition extends Annotated {
  readonly id: string;
  readonly name?: string;
  readonly units: readonly UnitFactor[];
  readonly range?: SourceRange;
}

/** (multiplier · 10^scale · kind)^exponent, as in SBML L3. `kind` is an SBML base unit. */
export interface UnitFactor {
  readonly kind: string;
  readonly exponent: number;
  readonly scale: number;
  readonly multiplier: number;
}

export interface FunctionDefinition extends Annotated {
  readonly id: string;
  readonly name?: string;
  readonly parameters: readonly string[];
  readonly body: Expression;
  readonly range?: SourceRange;
}

export interface Compartment extends Annotated {
  readonly id: string;
  readonly name?: string;
  readonly spatialDimensions: number;
  readonly size?: number;
  readonly unit?: string;
  readonly constant: boolean;
  readonly range?: SourceRange;
}

export interface Species extends Annotated {
  readonly id: string;
  readonly name?: string;
  readonly compartment: string;
  readonly initialAmount?: number;
  readonly initialConcentration?: number;
  readonly substanceUnit?: string;
  /** True where the symbol means the amount; false where it means amount / compartment size. */
  readonly hasOnlySubstanceUnits: boolean;
  readonly boundaryCondition: boolean;
  readonly constant: boolean;
  readonly conversionFactor?: string;
  readonly range?: SourceRange;
}

export interface Parameter extends Annotated {
  readonly id: string;
  readonly name?: string;
  readonly value?: number;
  readonly unit?: string;
  readonly constant: boolean;
  /** True where only formulas mention it: the text neither declares it nor gives it a value. */
  readonly implied?: boolean;
  readonly range?: SourceRange;
}

export interface InitialAssignment {
  readonly symbol: string;
  readonly expression: Expression;
  readonly range?: SourceRange;
}

export type Rule = AssignmentRule | RateRule | AlgebraicRule;

export interface AssignmentRule {
  readonly kind: "assignment";
  readonly variable: string;
  readonly expression: Expression;
  readonly range?: SourceRange;
}

export interface RateRule {
  readonly kind: "rate";
  readonly variable: string;
  readonly expression: Expression;
  readonly range?: SourceRange;
}

export interface AlgebraicRule extends Annotated {
  readonly kind: "algebraic";
  readonly id?: string;
  readonly name?: string;
  readonly expression: Expression;
  readonly range?: SourceRange;
}

export interface Reaction extends Annotated {
  readonly id: string;
  readonly name?: string;
  readonly reversible: boolean;
  readonly compartment?: string;
  readonly reactants: readonly SpeciesReference[];
  readonly products: readonly SpeciesReference[];
  readonly modifiers: readonly string[];
  /** What some modifiers do, where the text says so; they are among the modifiers too. */
  readonly interactions?: readonly Interaction[];
  /** Extent per time. Absent where the text gives no rate. */
  readonly kineticLaw?: KineticLaw;
  /** SBML up to L3V1: in equilibrium at every moment. */
  readonly fast?: boolean;
  readonly range?: SourceRange;
}

/** A species that speeds up, slows down or otherwise influences a reaction: no part of the dynamics. */
export interface Interaction {
  readonly name?: string;
  readonly species: string;
  readonly effect: "activation" | "inhibition" | "influence";
}

export interface SpeciesReference extends Annotated {
  /** Symbol of the stoichiometry, where rules, events or formulas may refer to it. */
  readonly id?: string;
  readonly species: string;
  /** NaN where nothing but a rule or an initial assignment gives it. */
  readonly stoichiometry: number;
  /** False where rules or events may change it. Absent means true. */
  readonly constant?: boolean;
  readonly range?: SourceRange;
}

export interface KineticLaw {
  readonly expression: Expression;
  readonly localParameters: readonly Parameter[];
}

export interface ModelEvent extends Annotated {
  readonly id: string;
  readonly name?: string;
  readonly trigger: Expression;
  /** Trigger value just before the start: false lets the event fire at the start (SBML `initialValue`). */
  readonly initialValue: boolean;
  readonly persistent: boolean;
  readonly delay?: Expression;
  readonly priority?: Expression;
  readonly useValuesFromTriggerTime: boolean;
  readonly assignments: readonly EventAssignment[];
  readonly range?: SourceRange;
}

export interface EventAssignment {
  readonly variable: string;
  readonly expression: Expression;
  readonly range?: SourceRange;
}

export interface Constraint extends Annotated {
  readonly id?: string;
  readonly expression: Expression;
  readonly message?: string;
  readonly range?: SourceRange;
}

export interface Objective {
  readonly id: string;
  readonly sense: "maximize" | "minimize";
  /** A sum of reactions, each with a number before it. */
  readonly expression: Expression;
  readonly range?: SourceRange;
}

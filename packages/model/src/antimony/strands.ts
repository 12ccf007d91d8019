// DNA strands: which formula is upstream of which element, and what `...` then stands for. An
// element in several strands has the sum of what it has in each; upstream of the first is zero.
// Source: Antimony tutorial, "DNA Strands".

import type { DiagnosticSink } from "../diagnostics/sink.js";
import type { Expression } from "../expression.js";
import { upstream } from "../formula/formula-parser.js";
import { children, maximumDepth, rewrite } from "../formula/walk.js";
import type { SourceRange } from "../source-range.js";
import type { Element, ElementTable, ScopedFormula } from "./element-table.js";

interface Place {
  readonly strand: string;
  readonly index: number;
}

/** A formula with its number of nodes and levels, which grow with every element of a strand. */
interface Measured {
  readonly expression: Expression;
  readonly size: number;
  readonly depth: number;
}

const zero: Measured = { expression: { kind: "number", value: 0 }, size: 1, depth: 1 };
const ellipsis: Expression = { kind: "symbol", id: upstream };

const sizeLimit = 100_000;

/** How a formula is made ready for use outside its submodels. */
export type Convert = (formula: ScopedFormula, element: Element) => Expression;

export class Strands {
  private readonly places = new Map<string, Place[]>();
  private readonly known = new Map<string, Measured>();
  private readonly faulty = new Set<string>();

  constructor(
    private readonly elements: ElementTable,
    private readonly sink: DiagnosticSink,
    private readonly convert: Convert,
  ) {
    for (const { path, strand } of elements.all()) {
      strand?.members.forEach((member, index) => {
        this.add(elements.canonical(member), path, index);
      });
    }
    this.refuseFaults();
  }

  /** Strands that hold an element, or that hold a strand. */
  around(path: string): string[] {
    return (this.places.get(path) ?? []).map(({ strand }) => strand);
  }

  /** The formula of a DNA element: its own, with the one upstream put in, summed over its places. */
  formulaOf(element: Element): Expression {
    const places = this.places.get(element.path) ?? [];
    const own = this.own(element);
    const parts = places.map((place) => this.joined(own, place).expression);
    const [only] = parts;
    if (!only) return this.outside(own);
    return parts.length === 1 ? only : { kind: "apply", operator: "plus", arguments: parts };
  }

  /** A formula outside every strand: nothing is upstream. */
  outside(expression: Expression): Expression {
    return withUpstream(expression, zero.expression);
  }

  private add(member: string, strand: string, index: number): void {
    const found = this.places.get(member);
    if (found) found.push({ strand, index });
    else this.places.set(member, [{ strand, index }]);
  }

  private own(element: Element): Expression {
    const formula = element.rule ?? element.initial;
    return formula ? this.convert(formula, element) : ellipsis;
  }

  /** `own` as it is at a place, with what is upstream of the place put in. */
  private joined(own: Expression, { strand, index }: Place): Measured {
    const count = countUpstream(own);
    const before = count.times === 0 ? zero : this.before(strand, index);
    const size = count.size + count.times * before.size;
    const depth = count.depth + before.depth;
    if (size <= sizeLimit && depth <= maximumDepth)
      return { expression: withUpstream(own, before.expression), size, depth };
    this.refuse(strand, "its formulas become too long", this.elements.get(strand)!.range);
    return zero;
  }

  /** What is upstream of a member: the member before it, or what is upstream of the whole strand. */
  private before(strand: string, index: number): Measured {
    if (index > 0) return this.at(strand, index - 1);
    const [outer] = this.places.get(strand) ?? [];
    return outer && !this.faulty.has(strand) ? this.before(outer.strand, outer.index) : zero;
  }

  private at(strand: string, index: number): Measured {
    const key = `${strand} ${index}`;
    const known = this.known.get(key);
    if (known) return known;
    const member = this.elements.get(strand)?.strand?.members[index];
    const element = member === undefined ? undefined : this.elements.get(member);
    const found = element ? this.member(element, { strand, index }) : zero;
    this.known.set(key, found);
    return found;
  }

  /** A strand within a strand counts with its last element. */
  private member(element: Element, place: Place): Measured {
    if (!element.strand) return this.joined(this.own(element), place);
    if (this.faulty.has(element.path)) return zero;
    return this.at(element.path, element.strand.members.length - 1);
  }

  /** A strand lies in one other strand at most, and never in itself. */
  private refuseFaults(): void {
    for (const { path, strand, range } of this.elements.all()) {
      if (!strand) continue;
      const around = this.around(path);
      if (around.length > 1) this.refuse(path, "it is part of more than one strand", range);
      else if (this.isInItself(path)) this.refuse(path, "it is part of itself", range);
    }
  }

  private isInItself(path: string): boolean {
    const seen = new Set<string>();
    for (let at = this.around(path)[0]; at !== undefined; at = this.around(at)[0]) {
      if (at === path) return true;
      if (seen.has(at)) return false;
      seen.add(at);
    }
    return false;
  }

  private refuse(id: string, cause: string, range: SourceRange): void {
    if (this.faulty.has(id)) return;
    this.faulty.add(id);
    this.sink.add("CH1120", { id, cause }, range);
  }
}

function withUpstream(expression: Expression, formula: Expression): Expression {
  return rewrite(expression, (node) =>
    node.kind === "symbol" && node.id === upstream ? formula : node,
  );
}

/** Nodes and levels of a formula, and how often it speaks of what is upstream. */
function countUpstream(expression: Expression): { size: number; depth: number; times: number } {
  const inner = children(expression).map(countUpstream);
  const isUpstream = expression.kind === "symbol" && expression.id === upstream;
  return {
    size: inner.reduce((sum, one) => sum + one.size, 1),
    depth: inner.reduce((most, one) => Math.max(most, one.depth), 0) + 1,
    times: inner.reduce((sum, one) => sum + one.times, isUpstream ? 1 : 0),
  };
}

// What an id of one instance means in the flat model: the id there, and the factor that brings the
// value back into the units of the instance. Conversions follow table 4 of the article on comp
// (Smith et al. 2015, doi:10.2390/biecoll-jib-2015-268).

import { isBaseUnit } from "../../base-units.js";
import type { DiagnosticSink } from "../../diagnostics/sink.js";
import type { XmlElement } from "../xml-tree.js";
import { type Factor, inverse, multiply, one } from "./factor.js";
import { deletionOf, type Instance, type Place, type Replacement } from "./instance.js";
import type { ReferenceResolver } from "./references.js";
import { headOf, isGone, survivorOf, wayUp } from "./survivors.js";
import { compAttribute, describe, idOf, metaIdOf } from "./vocabulary.js";

/** In the instance, the symbol means `id` of the flat model times `factor`. */
export interface Meaning {
  readonly id: string;
  readonly factor: Factor;
}

/** Time and extent of the flat model over those of an instance. */
export interface Conversion {
  readonly time: Factor;
  readonly extent: Factor;
}

export class SymbolTable {
  private readonly meanings = new Map<Instance, Map<string, Meaning>>();
  private readonly conversions = new Map<Instance, Conversion>();
  private readonly open = new Set<Replacement>();

  constructor(
    private readonly references: ReferenceResolver,
    private readonly sink: DiagnosticSink,
  ) {}

  /** `site` is the element that uses the id, for diagnostics. Unknown ids stay unknown. */
  meaning(instance: Instance, id: string, site: XmlElement): Meaning {
    const known = this.meanings.get(instance) ?? new Map<string, Meaning>();
    this.meanings.set(instance, known);
    const found = known.get(id);
    if (found) return found;
    const element = instance.index.symbols.get(id);
    const meaning = element && this.meaningOf({ instance, element }, site);
    if (meaning) known.set(id, meaning);
    return meaning ?? { id: instance.prefix + id, factor: one };
  }

  /** A unit of the instance: its own definition, one that replaces it, or a unit of SBML. */
  unit(instance: Instance, id: string, site: XmlElement): string {
    const element = instance.index.units.get(id);
    if (!element) return isBaseUnit(id) ? id : instance.prefix + id;
    return this.meaningOf({ instance, element }, site)?.id ?? instance.prefix + id;
  }

  /** The id in the flat model of an element that stays. */
  flatId(place: Place): string | undefined {
    const head = headOf(place);
    const named = isLocal(head.element) || idOf(head.element) === undefined ? place : head;
    const id = idOf(named.element);
    if (id === undefined || isLocal(named.element)) return id;
    return named.instance.prefix + id;
  }

  flatMetaId(place: Place): string | undefined {
    const head = headOf(place);
    const named = metaIdOf(head.element) === undefined ? place : head;
    const id = metaIdOf(named.element);
    return id === undefined ? undefined : named.instance.prefix + id;
  }

  meaningOf(place: Place, site: XmlElement): Meaning | undefined {
    const stays = survivorOf(place);
    if (isGone(stays)) return this.dangling(place, stays, site);
    const id = this.flatId(stays);
    if (id === undefined) return this.nameless(place, stays, site);
    return { id, factor: this.factorOf(place, stays.element.name === "reaction", site) };
  }

  /** Time and extent conversion of an instance, those of all models around it included. */
  conversion(instance: Instance): Conversion {
    const known = this.conversions.get(instance);
    if (known) return known;
    const { owner } = instance;
    const conversion = owner ? this.convert(owner) : { time: one, extent: one };
    this.conversions.set(instance, conversion);
    return conversion;
  }

  /** What the rates of an instance's reactions are multiplied by. */
  rateFactor(instance: Instance): Factor {
    const { time, extent } = this.conversion(instance);
    return multiply(extent, inverse(time));
  }

  private convert({ instance, element }: Place): Conversion {
    const around = this.conversion(instance);
    const own = (name: string): Factor => {
      const id = compAttribute(element, name);
      return id === undefined ? one : this.parameter(instance, id, element);
    };
    return {
      time: multiply(around.time, own("timeConversionFactor")),
      extent: multiply(around.extent, own("extentConversionFactor")),
    };
  }

  /**
   * Product of all factors between an element and the one that decides for it. The value of a
   * reaction is its rate in the units of the instance that reads it: it is converted where one
   * reaction stands for another (replacedBy), and at last to that of the flat model. A
   * replacedElement converts by its own factor alone.
   */
  private factorOf(place: Place, isRate: boolean, site: XmlElement): Factor {
    let factor = one;
    let below = place;
    for (const { place: above, replaced } of wayUp(place)) {
      if (replaced) {
        const replacement = below.instance.replaced.get(below.element)!;
        factor = multiply(factor, inverse(this.replacementFactor(replacement, site)));
      } else if (isRate && above.instance !== below.instance) {
        const rates = inverse(this.rateFactor(below.instance));
        factor = multiply(factor, multiply(rates, this.rateFactor(above.instance)));
      }
      below = above;
    }
    return isRate ? multiply(factor, inverse(this.rateFactor(below.instance))) : factor;
  }

  private replacementFactor(replacement: Replacement, site: XmlElement): Factor {
    const { by, conversionFactor, statement } = replacement;
    if (conversionFactor === undefined) return one;
    if (this.open.has(replacement)) {
      this.sink.add("CH1613", { element: `conversion factor "${conversionFactor}"` }, site.range);
      return one;
    }
    this.open.add(replacement);
    const factor = this.parameter(by.instance, conversionFactor, statement);
    this.open.delete(replacement);
    return factor;
  }

  private parameter(instance: Instance, id: string, site: XmlElement): Factor {
    const { symbols } = instance.index;
    if (!symbols.has(id)) {
      this.references.missing("parameter", id, instance.index, site, symbols.keys());
      return one;
    }
    const { id: flat, factor } = this.meaning(instance, id, site);
    return multiply({ times: [flat], over: [] }, factor);
  }

  private dangling(place: Place, stays: Place, site: XmlElement): undefined {
    const deletion = deletionOf(stays);
    const notes = deletion
      ? [{ message: "the deletion is here.", range: deletion.range }]
      : [{ message: "it stands here.", range: stays.element.range }];
    const cause = deletion ? "is deleted" : "went with the element that it is part of";
    this.sink.add("CH1612", { element: describe(place.element), cause }, site.range, notes);
    return undefined;
  }

  private nameless(place: Place, stays: Place, site: XmlElement): undefined {
    const notes = [{ message: "this element replaces it.", range: stays.element.range }];
    this.sink.add("CH1614", { element: describe(place.element) }, site.range, notes);
    return undefined;
  }
}

function isLocal(element: XmlElement): boolean {
  return element.name === "localParameter";
}

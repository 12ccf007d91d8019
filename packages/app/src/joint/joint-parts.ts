// The parts of the joint picture: what each is called, which file of the model describes it, which of
// its symbols are states of that part, and which one is drawn.

export interface JointPart {
  readonly id: JointPartId;
  /** File of the model, as in source ranges: model/cartilage.ant. */
  readonly file: string;
  /** Symbols of the model, most telling first. */
  readonly symbols: readonly string[];
}

export const jointPartIds = [
  "muscle",
  "femur",
  "synovium",
  "fluid",
  "vesicles",
  "cartilage",
  "lesion",
  "tibia",
] as const;
export type JointPartId = (typeof jointPartIds)[number];

export const jointParts: Readonly<Record<JointPartId, JointPart>> = {
  muscle: { id: "muscle", file: "muscle.ant", symbols: ["QM", "ACT"] },
  femur: { id: "femur", file: "load.ant", symbols: ["stress", "overload"] },
  synovium: {
    id: "synovium",
    file: "synovium.ant",
    symbols: ["NFs", "IL1", "TNF", "IL6", "IL10", "PGE2", "FLS", "M1", "M2"],
  },
  fluid: { id: "fluid", file: "synovium.ant", symbols: ["VSF", "HMG", "DMP", "VEG", "RA"] },
  vesicles: {
    id: "vesicles",
    file: "vesicles.ant",
    symbols: ["EV_sf", "EV_syn", "EV_car", "CG_m", "CG_c"],
  },
  cartilage: {
    id: "cartilage",
    file: "cartilage.ant",
    symbols: ["TH", "JSW", "AGG", "COL", "CH", "SEN", "MMP", "AD5"],
  },
  lesion: { id: "lesion", file: "bone.ant", symbols: ["BML"] },
  tibia: { id: "tibia", file: "bone.ant", symbols: ["BMD", "OC", "OB", "OST"] },
};

/** What is drawn; a part without a value is drawn as healthy, without a number. */
export interface JointState {
  /** Cartilage on each bone, mm. */
  readonly cartilage?: number;
  /** Space between the bones, mm. */
  readonly jointSpace?: number;
  /** Fluid, mL. */
  readonly fluid?: number;
  /** Activity of the lining, fold of healthy. */
  readonly synovitis?: number;
  /** Marrow lesion, 0 to 3. */
  readonly lesion?: number;
  /** Quadriceps strength, fold of healthy. */
  readonly muscle?: number;
  /** Vesicles in the fluid (number). */
  readonly vesicles?: number;
  /** Osteophytes, fold. */
  readonly osteophytes?: number;
}

/** Streams between parts of the picture, and the reactions of the model that they are. */
export const jointFlows = {
  synovium: "ev_to_synovium",
  cartilage: "ev_to_cartilage",
  lymph: "ev_lymph",
} as const;
export type JointFlowId = keyof typeof jointFlows;
/** Vesicles a day. */
export type JointFlowRates = Readonly<Partial<Record<JointFlowId, number>>>;

/** Below a million a day nothing flows that a picture could show. */
const leastFlow = 1e6;

/** Width of a stream's arrow, pixels: a pixel per power of ten; 0: none. */
export function flowWidth(rate: number): number {
  return rate >= leastFlow ? Math.min(8, 1 + Math.log10(rate / leastFlow)) : 0;
}

/** Symbols of the model that the picture shows. */
export const jointSymbols = ["TH", "JSW", "VSF", "NFs", "BML", "QM", "EV_sf", "OST"] as const;

/** The picture's state from values of the model by symbol. */
export function jointState(value: (symbol: string) => number | undefined): JointState {
  const thickness = value("TH");
  return {
    ...given("cartilage", thickness === undefined ? undefined : thickness / 2),
    ...given("jointSpace", value("JSW")),
    ...given("fluid", value("VSF")),
    ...given("synovitis", value("NFs")),
    ...given("lesion", value("BML")),
    ...given("muscle", value("QM")),
    ...given("vesicles", value("EV_sf")),
    ...given("osteophytes", value("OST")),
  };
}

function given(key: keyof JointState, value: number | undefined): JointState {
  return value !== undefined && Number.isFinite(value) ? { [key]: value } : {};
}

/** Dots for so many vesicles: one at a million, about six more per power of ten; a picture, no count. */
export function vesicleDots(count: number): number {
  if (!(count >= 1e6)) return 0;
  return Math.min(60, Math.round(1 + 6 * Math.log10(count / 1e6)));
}

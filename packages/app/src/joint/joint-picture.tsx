// The joint picture: a right knee in frontal section, drawn from values. Each part is a link. The model
// has one compartment, so both sides are drawn from it. Along the leg six pixels are a millimetre, across
// it three: soft parts are widened to be seen.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { ArrowHead } from "../charts/arrow-head.js";
import { numberText, withUnit } from "../charts/number-text.js";
import { words } from "../texts/index.js";
import {
  flowWidth,
  type JointFlowId,
  type JointFlowRates,
  type JointPartId,
  type JointState,
  vesicleDots,
} from "./joint-parts.js";
import "./joint.css";

export interface JointPictureProps {
  readonly state: JointState;
  /** Where a part leads; absent: the picture is a picture. */
  readonly href?: (part: JointPartId) => string;
  readonly selected?: JointPartId;
  /** What the picture shows, e.g. "a healthy knee". */
  readonly label: string;
  /** Streams of vesicles; they move along while `moving`. */
  readonly flows?: JointFlowRates;
  readonly moving?: boolean;
}

const healthy = {
  cartilage: 1.9,
  jointSpace: 5,
  fluid: 3.5,
  synovitis: 1,
  lesion: 0,
  muscle: 1,
  vesicles: 0,
  osteophytes: 0,
} as const satisfies Required<JointState>;

const perMillimetre = 6;
const femurEnd = 168;

export function JointPicture(props: JointPictureProps) {
  const { state: given, label } = props;
  const state = { ...healthy, ...given };
  const gap = Math.max(2, state.jointSpace * perMillimetre);
  const plateau = femurEnd + gap;
  const texts = words.model.joint;
  const part = (id: JointPartId, value: string, children: ComponentChildren) => (
    <Part
      key={id}
      id={id}
      name={`${texts.parts[id]}${value === "" ? "" : `: ${value}`}`}
      {...props}
    >
      {children}
    </Part>
  );
  const said = (value: number | undefined, unit: string): string =>
    value === undefined ? "" : withUnit(numberText(value), unit);
  return (
    <svg
      class="joint"
      viewBox="-14 -4 474 386"
      width="474"
      height="386"
      role={props.href ? "group" : "img"}
      aria-label={label}
    >
      {part("fluid", said(given.fluid, "mL"), <Fluid plateau={plateau} fluid={state.fluid} />)}
      {part(
        "synovium",
        said(given.synovitis, texts.fold),
        <Lining plateau={plateau} fluid={state.fluid} synovitis={state.synovitis} />,
      )}
      {part(
        "cartilage",
        said(given.cartilage, "mm"),
        <Cartilage plateau={plateau} band={Math.max(0.5, state.cartilage * perMillimetre)} />,
      )}
      <Menisci plateau={plateau} gap={gap} />
      {part("femur", "", <path class="bone" d={femurPath} />)}
      {part("tibia", "", <Tibia top={plateau} osteophytes={state.osteophytes} />)}
      {part("lesion", said(given.lesion, ""), <Lesion plateau={plateau} grade={state.lesion} />)}
      {part(
        "vesicles",
        said(given.vesicles, ""),
        <Vesicles count={vesicleDots(state.vesicles)} plateau={plateau} />,
      )}
      {part("muscle", said(given.muscle, texts.fold), <Gauge strength={state.muscle} />)}
      {props.flows ? (
        <Flows rates={props.flows} plateau={plateau} moving={props.moving === true} />
      ) : null}
      <Callouts given={given} plateau={plateau} gap={gap} />
    </svg>
  );
}

interface PartProps extends JointPictureProps {
  readonly id: JointPartId;
  readonly name: string;
  readonly children: ComponentChildren;
}

function Part({ id, name, href, selected, children }: PartProps) {
  const look = `joint-part${selected === id ? " joint-selected" : ""}`;
  if (!href) return <g class={look}>{children}</g>;
  return (
    <a href={href(id)} class={look} aria-label={name} aria-current={selected === id || undefined}>
      <title>{name}</title>
      {children}
    </a>
  );
}

const femurPath =
  "M104,-4C104,46 96,74 62,90C40,100 34,126 44,148C54,168 80,172 102,168C122,164 132,154 136,140C139,130 153,130 156,140C160,154 170,164 190,168C212,172 238,168 248,148C258,126 252,100 230,90C196,74 188,46 188,-4Z";

function Tibia({ top, osteophytes }: { readonly top: number; readonly osteophytes: number }) {
  const spur = Math.min(14, Math.max(0, 14 * osteophytes));
  return (
    <>
      <path
        class="bone"
        fill-opacity="0.75"
        d={`M22,${top + 44}c-6,8 -6,20 0,28c8,14 8,60 8,110h20c0,-50 2,-96 6,-112z`}
      />
      <path
        class="bone"
        d={`M40,${top}C60,${top - 3} 100,${top + 4} 128,${top}L138,${top - 13}L146,${top - 6}L154,${top - 13}L164,${top}C192,${top + 4} 232,${top - 3} 252,${top}q${spur},${2} ${spur * 0.9},${8}q${-spur * 0.4},${6} ${-spur * 0.9},${6}C264,${top + 22} 256,${top + 32} 236,${top + 44}C204,${top + 62} 192,${top + 96} 188,${382}H104C100,${top + 96} 88,${top + 62} 56,${top + 44}C36,${top + 32} 28,${top + 22} 40,${top + 14}q${-spur * 0.5},0 ${-spur * 0.9},-6q0,-6 ${spur * 0.9},-8Z`}
      />
    </>
  );
}

/** Bands drawn as strokes under the bones, so that their visible width is the thickness. */
function Cartilage({ plateau, band }: { readonly plateau: number; readonly band: number }) {
  return (
    <g class="cartilage" stroke-width={2 * band}>
      <path d="M50,150C60,169 84,171 102,168C112,166 120,163 125,158M167,158C172,163 180,166 190,168C208,171 232,169 242,150" />
      <path
        d={`M52,${plateau}C72,${plateau - 1} 100,${plateau + 3} 124,${plateau}M168,${plateau}C192,${plateau + 3} 220,${plateau - 1} 240,${plateau}`}
      />
    </g>
  );
}

function Menisci({ plateau, gap }: { readonly plateau: number; readonly gap: number }) {
  const half = gap * 0.36;
  const y = plateau - gap / 2;
  const wedge = (edge: number, tip: number): string =>
    `M${edge},${y - half - 2}Q${(edge + tip) / 2},${y - 1} ${tip},${y}Q${(edge + tip) / 2},${y + 1} ${edge},${y + half + 2}Z`;
  return <path class="meniscus" d={wedge(36, 74) + wedge(256, 218)} />;
}

interface CapsuleProps {
  readonly plateau: number;
  readonly fluid: number;
}

function capsule({ plateau, fluid }: CapsuleProps): { left: string; right: string; back: string } {
  const reach = 24 + Math.min(18, Math.max(0, fluid - healthy.fluid));
  const low = plateau + 30;
  return {
    left: `M46,92C${38 - reach},104 ${36 - reach},${low - 16} 40,${low}`,
    right: `M246,92C${254 + reach},104 ${256 + reach},${low - 16} 252,${low}`,
    back: `H252C${256 + reach},${low - 16} ${254 + reach},104 246,92Z`,
  };
}

function Fluid(props: CapsuleProps) {
  const { left, back } = capsule(props);
  return <path class="joint-fluid" d={left + back} />;
}

/** The lining thickens and reddens with irritation. */
function Lining({ synovitis, ...props }: CapsuleProps & { readonly synovitis: number }) {
  const { left, right } = capsule(props);
  const heat = Math.min(1, Math.max(0, synovitis - 1) / 2);
  return (
    <path
      class="lining"
      d={left + right}
      stroke-width={3 + 5 * heat}
      stroke-opacity={0.6 + 0.4 * heat}
    />
  );
}

function Lesion({ plateau, grade }: { readonly plateau: number; readonly grade: number }) {
  const share = Math.min(1, Math.max(0, grade / 3));
  return (
    <g class="lesion">
      {[1, 0.72, 0.44].map((scale) => (
        <ellipse
          key={scale}
          cx={206}
          cy={plateau + 22}
          rx={(14 + 18 * share) * scale}
          ry={(7 + 10 * share) * scale}
          fill-opacity={share === 0 ? 0.05 : 0.12 + 0.12 * share}
        />
      ))}
    </g>
  );
}

/** Vesicles at fixed places, spread by the golden ratio over the two recesses beside the bones. */
function Vesicles({ count, plateau }: { readonly count: number; readonly plateau: number }) {
  const middle = (104 + plateau + 20) / 2;
  const half = (plateau + 20 - 104) / 2 - 8;
  return (
    <g class="vesicles">
      <rect x="18" y={middle - half} width="22" height={2 * half} fill="transparent" />
      {Array.from({ length: count }, (_, i) => {
        const across = (i * 0.61803398875) % 1;
        const along = ((i * 0.41421356237 + 0.1) % 1) * 2 - 1;
        const x = 33 - 6 * (1 - along * along) - 7 * across;
        return <circle key={i} cx={i % 2 === 0 ? x : 292 - x} cy={middle + along * half} r="1.7" />;
      })}
    </g>
  );
}

/** Ways of the streams, from the left recess of the fluid. */
function flowWays(plateau: number): Readonly<Record<JointFlowId, string>> {
  const middle = (104 + plateau + 20) / 2;
  return {
    synovium: `M30,${middle}C22,${middle} 18,${middle} 8,${middle}`,
    cartilage: `M40,${middle + 14}C52,${middle + 22} 58,${femurEnd - 2} 74,${femurEnd + 1}`,
    lymph: `M32,${middle - 22}C26,${middle - 44} 14,${middle - 50} 2,${middle - 56}`,
  };
}

/** Arrows as wide as what flows; their names and rates are titles and stand in the table below. */
function Flows({
  rates,
  plateau,
  moving,
}: {
  readonly rates: JointFlowRates;
  readonly plateau: number;
  readonly moving: boolean;
}) {
  const texts = words.model.joint;
  const ways = flowWays(plateau);
  const head = `flow${useId()}`;
  const ids = Object.keys(ways) as JointFlowId[];
  return (
    <g class={moving ? "joint-flows joint-flowing" : "joint-flows"}>
      <ArrowHead id={head} size={9} end={4} color="var(--ev)" />
      {ids.map((id) => {
        const width = flowWidth(rates[id] ?? 0);
        if (width === 0) return null;
        return (
          <path key={id} d={ways[id]} stroke-width={width} marker-end={`url(#${head})`}>
            <title>{texts.flow(texts.flows[id], numberText(rates[id] ?? 0))}</title>
          </path>
        );
      })}
    </g>
  );
}

function Gauge({ strength }: { readonly strength: number }) {
  const height = 58;
  const share = Math.min(1, Math.max(0, strength));
  return (
    <g class="muscle">
      <rect x="211" y="6" width="10" height={height} rx="4" class="muscle-scale" />
      <rect x="211" y={6 + height * (1 - share)} width="10" height={height * share} rx="4" />
    </g>
  );
}

/** Names and values beside the parts; the links hold the same words for screen readers. */
function Callouts({
  given,
  plateau,
  gap,
}: {
  readonly given: JointState;
  readonly plateau: number;
  readonly gap: number;
}) {
  const texts = words.model.joint;
  const value = (number: number | undefined, unit: string): string =>
    number === undefined ? "" : withUnit(numberText(number), unit);
  const rows = [
    { y: 40, to: 224, at: 36, name: texts.parts.muscle, value: value(given.muscle, texts.fold) },
    { y: 92, to: 264, at: 112, name: texts.parts.fluid, value: value(given.fluid, "mL") },
    {
      y: 132,
      to: 272,
      at: 140,
      name: texts.parts.synovium,
      value: value(given.synovitis, texts.fold),
    },
    {
      y: 172,
      to: 244,
      at: femurEnd + 3,
      name: texts.parts.cartilage,
      value: value(given.cartilage, "mm"),
    },
    {
      y: 212,
      to: 226,
      at: plateau - gap / 2,
      name: texts.space,
      value: value(given.jointSpace, "mm"),
    },
    { y: 254, to: 216, at: plateau + 24, name: texts.parts.lesion, value: value(given.lesion, "") },
  ];
  return (
    <g class="callouts">
      {rows.map((row) => (
        <g key={row.name}>
          <path d={`M${row.to},${row.at}L286,${row.y - 4}H292`} />
          <text x="296" y={row.y}>
            {row.name}
            <tspan x="296" dy="14" class="callout-value">
              {row.value}
            </tspan>
          </text>
        </g>
      ))}
    </g>
  );
}

// The claims as experiments, as one HTML file: how evidence and model agree in one figure, then each claim
// with both answers, its plots, and what would have to be true. Same evidence and results, same bytes.

import type { Claim } from "@chondron/knee";
import { element, text } from "../charts/markup.js";
import type { Knowledge } from "../ledger/knowledge.js";
import { claimsByPlace } from "../ledger/overview.js";
import { bulletList, definitions, paragraph, section } from "../report/figure.js";
import { plural } from "../report/format.js";
import { contents, htmlPage } from "../report/html-page.js";
import { type ClaimCard, claimCard } from "./claim-card.js";
import type { ClaimsResults, ExperimentRecord } from "./claims-results.js";
import { crossingFigure, type VerdictOf } from "./crossing-figure.js";

const style = `
.claim{border-top:1px solid var(--rule);margin:0;padding:.35rem 0;font:15px/1.5 var(--sans)}
.claim>summary{width:auto;color:var(--ink)}
.claim dl{margin:.6rem 0 1rem;font-size:14px}
.claim ul{margin:0}
.claim figure{margin:.6rem 0}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:1rem}
.entry-id{color:var(--ink-soft);font-variant-numeric:tabular-nums;margin-right:.3em}
.verdict{border-bottom:3px solid var(--rule-strong);font-size:13px;color:var(--ink-soft);white-space:nowrap;margin-right:.6em}
:target{background:color-mix(in srgb,var(--accent) 12%,transparent)}
`;

export interface ClaimsPageOrigin {
  readonly version: string;
}

export function claimsPage(
  knowledge: Knowledge,
  results: ClaimsResults,
  origin: ClaimsPageOrigin,
): string {
  const { claims } = knowledge.evidence;
  const find = (claim: Claim): ExperimentRecord | undefined =>
    results.experiments.find(({ id }) => id === claim.experiment);
  const verdictOf: VerdictOf = (claim) => find(claim)?.verdict ?? "not asked";
  const cards = (all: readonly Claim[]): ClaimCard[] =>
    all.map((claim) => ({ claim, record: find(claim) }));
  const sections = [
    ...[...claimsByPlace(claims)].map(([place, own], i) =>
      section(`part-${i + 1}`, place, ...cards(own).map((card) => claimCard(card, knowledge))),
    ),
    methodSection(results),
    manifestSection(results),
  ];
  return htmlPage({
    title: "Claims as experiments · Chondron",
    version: origin.version,
    skip: "Skip to the claims",
    banner: "simulated patients · not medical advice",
    style,
    content: [
      element(
        "div",
        { class: "first" },
        header(claims, verdictOf),
        crossingFigure(claims, verdictOf, finding(claims, verdictOf)),
      ),
      element("div", { class: "overview" }, contents("Claims by part of the article", sections)),
      ...sections,
    ],
    footer: `Simulated data. No person took part. Seed ${results.manifest.seed}. Chondron ${origin.version}.`,
  });
}

function counted(claims: readonly Claim[], verdictOf: VerdictOf) {
  const count = (verdict: ReturnType<VerdictOf>): number =>
    claims.filter((claim) => verdictOf(claim) === verdict).length;
  const silent = count("not asked");
  return {
    asked: claims.length - silent,
    holds: count("holds"),
    unsure: count("cannot tell"),
    fails: count("does not hold"),
    silent,
  };
}

function header(claims: readonly Claim[], verdictOf: VerdictOf): string {
  const { asked, holds, unsure, fails, silent } = counted(claims, verdictOf);
  return element(
    "header",
    { id: "answer" },
    element("p", { class: "kicker" }, "Claims as experiments"),
    element("h1", {}, text("What the model says to each claim")),
    paragraph(
      `Of ${claims.length} claims of an article on exosome therapy, ${asked} were asked of the model as experiments: ${holds} hold in it, ${fails} do not, and of ${unsure} it cannot tell.`,
      "lede",
    ),
    paragraph(
      `${plural(silent, "claim")} could not be asked; each says why. How much of what vesicles do in the laboratory carries over to people is drawn from a prior centred on nothing.`,
      "lede second",
    ),
    paragraph(
      "Nobody took part: these are simulated patients. A claim that holds in the model is not shown to be true, and not medical advice.",
      "frame",
    ),
  );
}

function finding(claims: readonly Claim[], verdictOf: VerdictOf): string {
  const efficacy = claims.filter(({ kind }) => kind === "efficacy");
  const { asked, holds } = counted(efficacy, verdictOf);
  return `Of ${asked} claims of efficacy that were asked, ${holds} ${holds === 1 ? "holds" : "hold"} in the model`;
}

function methodSection({ manifest }: ClaimsResults): string {
  const { draws, patients, parameters } = manifest;
  const source = { nominal: "values of the tables", prior: "priors", posterior: "posterior" };
  return section(
    "method",
    "How each was asked",
    bulletList([
      "An experiment compares arms of the same virtual people, or the same people under other circumstances: a therapy against its comparator, a switch in the model, another age or weight.",
      `Its criterion is a number that comes from the words of the claim or from a published threshold, not from what the model says. It is checked under ${plural(draws, "draw")} of the uncertain parameters (${source[parameters]}), each with ${plural(patients, "person", "people")} of every cohort resampled twenty times.`,
      "Intervals hold what is not known of those parameters and the chance of the people drawn. They do not hold what the model leaves out, nor parameters without a prior.",
      "Walks along a parameter or dose are made at the central values of the others; the shaded stretch is where the claim would hold, the bar on the axis the range that the ledger gives.",
      "Where the model has an effect by assumption, the note of the experiment says so.",
    ]),
  );
}

function manifestSection({ manifest }: ClaimsResults): string {
  const { disease, experimentsHash, posteriorHash, draws, patients, seed, parameters, chondron } =
    manifest;
  return section(
    "manifest",
    "Manifest",
    definitions([
      ["Made by", `Chondron ${chondron}`],
      ["Seed", String(seed)],
      ["Parameters", `${parameters}, ${draws} draws`],
      ["People of each cohort", String(patients)],
      ["Disease", `${disease.id} ${disease.version}`],
      ["Disease, SHA-256", disease.hash],
      ["Experiments, SHA-256", experimentsHash],
      ["Posterior, SHA-256", posteriorHash || "none"],
    ]),
  );
}

// Rate laws that SBML Level 1 formulas may call by name, as formulas over their arguments.
// Source: SBML Level 1 Version 2, appendix "Predefined Functions in SBML", table of rate laws;
// signs and arguments as printed there (`usir` adds its reverse term).

export interface RateLaw {
  /** Names in the order of the call. */
  readonly arguments: string;
  readonly formula: string;
}

function law(names: string, formula: string): RateLaw {
  return { arguments: names, formula };
}

const forward = "Vf*S/KmS";
const net = `(${forward} - Vr*P/KmP)`;
const bound = "(S/KmS + P/KmP)";
const hill = "(Vf*S/S05)*(1 - P/(S*Keq))*(S/S05 + P/P05)^(h - 1)";
const hillBound = "(S/S05 + P/P05)^h";
const reverse = "(Vf/(Vr*Keq))";

export const rateLaws: Readonly<Record<string, RateLaw>> = {
  uui: law("S Vm Km", "Vm*S/(Km + S)"),
  uur: law("S P Vf Vr KmS KmP", `${net}/(1 + S/KmS + P/KmP)`),
  uuhr: law("S P Vf Km1 Km2 Keq", "(Vf/Km1)*(S - P/Keq)/(1 + S/Km1 + P/Km2)"),
  isouur: law("S P Vf KmS KmP Kii Keq", "Vf*(S - P/Keq)/(S*(1 + P/Kii) + KmS*(1 + P/KmP))"),
  hilli: law("S V S05 h", "V*S^h/(S05^h + S^h)"),
  hillr: law("S P Vf S05 P05 h Keq", `${hill}/(1 + ${hillBound})`),
  hillmr: law(
    "S P M S05 P05 M05 Vf Keq h alpha",
    `${hill}/(${hillBound} + (1 + (M/M05)^h)/(1 + alpha*(M/M05)^h))`,
  ),
  hillmmr: law(
    "S P M S05 P05 M05 Ma Ma05 Mb Mb05 Vf Keq h a b alpha1 alpha2 alpha12",
    `${hill}/(${hillBound} + (1 + (Ma/Ma05)^h + (Mb/Mb05)^h)/(1 + alpha1*(Ma/Ma05)^h + alpha2*(Mb/Mb05)^h + alpha1*alpha2*alpha12*(Ma/Ma05)^h*(Mb/Mb05)^h))`,
  ),
  usii: law("S V Km Ki", "V*(S/Km)/(1 + S/Km + S^2/Ki)"),
  usir: law("S P Vf Vr KmS KmP Ki", `(${forward} + Vr*P/KmP)/(1 + S/KmS + P/KmP + S^2/Ki)`),
  uai: law("S V Ksa Ksc", "V*(S/Ksa)^2/(1 + S/Ksc + (S/Ksa)^2 + S/Ksa)"),
  ucii: law("S I V Km Ki", "(V*S/Km)/(1 + S/Km + I/Ki)"),
  ucir: law("S P I Vf Vr KmS KmP Ki", `${net}/(1 + S/KmS + P/KmP + I/Ki)`),
  unii: law("S I V Km Ki", "(V*S/Km)/(1 + I/Ki + (S/Km)*(1 + I/Ki))"),
  unir: law("S P I Vf Vr KmS KmP Ki", `${net}/(1 + I/Ki + ${bound}*(1 + I/Ki))`),
  uuci: law("S I V Km Ki", "(V*S/Km)/(1 + (S/Km)*(1 + I/Ki))"),
  uucr: law("S P I Vf Vr KmS KmP Ki", `${net}/(1 + ${bound}*(1 + I/Ki))`),
  umi: law("S I V Km Kis Kic", "(V*S/Km)/(1 + I/Kis + (S/Km)*(1 + I/Kic))"),
  umr: law("S P I Vf Vr KmS KmP Kis Kic", `${net}/(1 + I/Kis + ${bound}*(1 + I/Kic))`),
  uaii: law("S Ac V Km Ka", "(V*S/Km)/(1 + S/Km + Ka/Ac)"),
  uar: law("S P Ac Vf Vr KmS KmP Ka", `${net}/(1 + S/KmS + P/KmP + Ka/Ac)`),
  ucti: law("S Ac V Km Ka", "(V*S/Km)/(1 + Ka/Ac + (S/Km)*(1 + Ka/Ac))"),
  uctr: law("S P Ac Vf Vr KmS KmP Ka", `${net}/(1 + Ka/Ac + ${bound}*(1 + Ka/Ac))`),
  umai: law("S Ac V Km Kas Kac", "(V*S/Km)/(1 + Kas/Ac + (S/Km)*(1 + Kac/Ac))"),
  umar: law("S P Ac Vf Vr KmS KmP Kas Kac", `${net}/(1 + Kas/Ac + ${bound}*(1 + Kac/Ac))`),
  uhmi: law("S M V Km Kd a b", "(V*S/Km)*(1 + b*M/(a*Kd))/(1 + M/Kd + (S/Km)*(1 + M/(a*Kd)))"),
  uhmr: law(
    "S P M Vf Vr KmS KmP Kd a b",
    `${net}*(1 + b*M/(a*Kd))/(1 + M/Kd + ${bound}*(1 + M/(a*Kd)))`,
  ),
  ualii: law("S I V Ks Kii n L", "V*(S/Ks)*(1 + S/Ks)^(n - 1)/(L*(1 + I/Kii)^n + (1 + S/Ks)^n)"),
  ordubr: law(
    "A P Q Vf Vr KmA KmQ KmP KiP Keq",
    `Vf*(A - P*Q/Keq)/(KmA + A*(1 + P/KiP) + ${reverse}*(KmQ*P + KmP*Q + P*Q))`,
  ),
  ordbur: law(
    "A B P Vf Vr KmA KmB KmP KiA Keq",
    `Vf*(A*B - P/Keq)/(A*B + KmA*B + KmB*A + ${reverse}*(KmP + P*(1 + A/KiA)))`,
  ),
  ordbbr: law(
    "A B P Q Vf Vr KmA KmB KmP KmQ KiA KiB KiP Keq",
    `Vf*(A*B - P*Q/Keq)/(A*B*(1 + P/KiP) + KmB*(A + KiA) + KmA*B + ${reverse}*(KmQ*P*(1 + A/KiA) + Q*KmP*(1 + KmA*B/(KiA*KmB) + P*(1 + B/KiB))))`,
  ),
  ppbr: law(
    "A B P Q Vf Vr KmA KmB KmP KmQ KiA KiQ Keq",
    `Vf*(A*B - P*Q/Keq)/(A*B + KmB*A + KmA*B*(1 + Q/KiQ) + ${reverse}*(KmQ*P*(1 + A/KiA) + Q*(KmP + P)))`,
  ),
};

// Generated models of any size, to see how cost grows: reversible mass-action reactions between
// neighbours on a ring of species, with every tenth reaction bimolecular and every fiftieth a
// Michaelis-Menten step with local parameters, so that each reaction touches few species, as in real
// large networks.

/** SBML L3V2 text with as many reactions as asked for and half as many species. */
export function chainModel(reactions) {
  const count = Math.max(4, Math.floor(reactions / 2));
  const species = Array.from({ length: count }, (_, i) => speciesText(i));
  const parameters = Array.from({ length: count }, (_, i) => parameterText(i));
  const laws = Array.from({ length: reactions }, (_, i) => reactionText(i, count));
  return `<?xml version="1.0" encoding="UTF-8"?>
<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2">
<model id="chain_${reactions}" substanceUnits="mole" timeUnits="second" volumeUnits="litre" extentUnits="mole">
<listOfCompartments><compartment id="cell" spatialDimensions="3" size="1" constant="true"/></listOfCompartments>
<listOfSpecies>
${species.join("\n")}
</listOfSpecies>
<listOfParameters>
${parameters.join("\n")}
</listOfParameters>
<listOfReactions>
${laws.join("\n")}
</listOfReactions>
</model>
</sbml>
`;
}

function speciesText(i) {
  return `<species id="S${i}" compartment="cell" initialConcentration="${1 / (1 + (i % 7))}" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>`;
}

function parameterText(i) {
  return `<parameter id="k${i}" value="${0.1 + (i % 13) / 10}" constant="true"/>`;
}

function reactionText(i, count) {
  const [a, b, c] = [i % count, (i + 1) % count, (i + 7) % count];
  const bimolecular = i % 10 === 0;
  const reactants = reference(a) + (bimolecular ? reference(c) : "");
  const locals =
    i % 50 === 1
      ? `<listOfLocalParameters><localParameter id="Km" value="0.5"/></listOfLocalParameters>`
      : "";
  return `<reaction id="R${i}" reversible="true"><listOfReactants>${reactants}</listOfReactants><listOfProducts>${reference(b)}</listOfProducts><kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML">${rate(i, a, b, c, count)}</math>${locals}</kineticLaw></reaction>`;
}

function rate(i, a, b, c, count) {
  const [forward, backward] = [`<ci>k${i % count}</ci>`, `<ci>k${(i + 3) % count}</ci>`];
  if (i % 50 === 1)
    return times(
      "<ci>cell</ci>",
      forward,
      divide(`<ci>S${a}</ci>`, plus("<ci>Km</ci>", `<ci>S${a}</ci>`)),
    );
  const gain = times(forward, `<ci>S${a}</ci>`, ...(i % 10 === 0 ? [`<ci>S${c}</ci>`] : []));
  return times("<ci>cell</ci>", apply("minus", gain, times(backward, `<ci>S${b}</ci>`)));
}

function reference(i) {
  return `<speciesReference species="S${i}" stoichiometry="1" constant="true"/>`;
}

const apply = (operator, ...args) => `<apply><${operator}/>${args.join("")}</apply>`;
const times = (...args) => apply("times", ...args);
const plus = (...args) => apply("plus", ...args);
const divide = (...args) => apply("divide", ...args);

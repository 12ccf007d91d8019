// A first model to play with: two species that react to and fro, and a drug that leaves.

export const exampleModel = `// An example: A becomes B and back; a drug that leaves slows it.
model example
  compartment cell = 1;
  species A in cell, B in cell;
  A = 10; B = 0;
  drug = 2;
  drug' = -k_out * drug;
  k_out = 0.3;
  k1 = 0.8; k2 = 0.2;
  forward: A -> B; k1 * A / (1 + drug);
  back: B -> A; k2 * B;
end
`;

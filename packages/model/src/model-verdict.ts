// What a model can say to a claim that it was asked about. It stands here because disease packages keep
// such answers and trials give them.

export const modelVerdicts = ["holds", "does not hold", "cannot tell"] as const;
export type ModelVerdict = (typeof modelVerdicts)[number];

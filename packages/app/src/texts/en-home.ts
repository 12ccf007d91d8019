// Words of the first screen. Numbers come from the evidence and the experiments, never from here.

export const home = {
  kicker: "An executable knee, randomised trials on it, and a verdict on every claim",
  question: "Do exosome injections help a knee with osteoarthritis?",
  asked: (question: string) => question,
  answer: (interval: { value: string; low: string; high: string; level: number; unit: string }) =>
    `In virtual patients, three weekly injections of vesicles (EV, exosomes) changed pain at week 12 by ${interval.value} ${interval.unit} compared with saline (${interval.level} % interval ${interval.low} to ${interval.high})`,
  untold: "this model and today’s evidence cannot tell it from zero.",
  benefit: "a benefit in this model, which is no evidence that it is one in people.",
  harm: "a harm in this model.",
  saline: (interval: { value: string; low: string; high: string }) =>
    `Saline alone changed pain by ${interval.value} (${interval.low} to ${interval.high}) compared with no injection: most of what people feel after an injection is not the vesicles.`,
  unasked: (efficacy: number, supported: number) =>
    `Nobody knows: of ${efficacy} claims about benefit that an article makes, the evidence read here supports ${supported === 0 ? "none" : String(supported)} as it stands. The model’s own answer has not been computed for this build.`,
  counts: (claims: number, verdicts: string, parameters: number, assumed: number) =>
    `${claims} claims were checked: ${verdicts}. Of ${parameters} numbers in the model ${assumed} are assumed with a reason alone, so simulated patients are no evidence that a therapy works.`,
  frame: "Not medical advice. For a decision about your own knee, ask somebody who can examine it.",
  figureTitle: (told: boolean) =>
    told
      ? "Pain at week 12, vesicles against saline"
      : "Vesicles against saline: the interval covers zero",
  figureReading:
    "Marks are means over draws of what is not known; bands hold 50 and 90 % of them. To the left is less pain.",
  figureAxis: "Difference in WOMAC pain at week 12",
  figureCaption: "Experiment ev-pain of the knee, simulated people.",
  rowTherapy: "EV against saline",
  rowSaline: "Saline against nothing",
  needed: "claim needs",
  less: "less pain",
  more: "more pain",
  doors: "What you can do here",
  door: {
    patient:
      "Describe a person and a knee, set therapies side by side, and see what is projected, how much of it is placebo, and what is not known.",
    trial: "Write a protocol, randomise virtual patients, and read the effects as they come in.",
    model: "Look into the joint, its equations and numbers, or bring a model of your own.",
    evidence:
      "Follow every claim and every number to its source, or to the reason why it is assumed.",
  },
  how: "How the answer was made",
  howWords:
    "A mechanistic model of the knee (vesicle and cell pharmacology, synovium, cartilage, bone, muscle, pain) is drawn for many virtual people, who live with their disease, are given vesicles, saline or nothing, and are measured as a trial would measure them. No benefit is coded in: the effect of vesicles in a human knee has a prior that includes zero. Everything runs on this computer.",
};

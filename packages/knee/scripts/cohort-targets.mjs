// What published cohorts and placebo arms report, as ranges for the figures of cohort-figures.mjs.

/** Established symptomatic osteoarthritis, grade 2 or 3 at entry (protocols/natural-history.yaml). */
export const establishedTargets = [
  ["jswLoss", "loss of joint space, mm a year", 0.1, 0.14, "10.1016/j.joca.2015.01.013 (SEKOIA)"],
  [
    "jswLossSkewness",
    "its skewness between people",
    1,
    4,
    "-0.37 mm, SD 0.59, in three years (SEKOIA)",
  ],
  [
    "klProgression",
    "gain of a grade, share a year",
    0.04,
    0.06,
    "10.1016/j.joca.2007.12.004; OAI grade 2",
  ],
  ["replaced2", "knee replacement, share in 2 years", 0.03, 0.045, "PMC2801437 (3.7 %)"],
  [
    "replacedPerGrade",
    "its rate ratio per grade",
    1.8,
    2.4,
    "2.09 [1.63, 2.69] (Riddle 2012, in a review)",
  ],
  ["painSd", "pain at entry, SD of 100", 16, 22, "10.1016/j.joca.2014.03.009 (26.5, SD 19)"],
  ["painChange", "change of mean pain in 6 years", -3, 3, "10.1016/j.joca.2014.03.009 (flat)"],
];

/** People of the community (protocols/community.yaml). */
export const communityTargets = [
  ["painKl", "correlation of pain and grade", 0.2, 0.5, "order of population cohorts"],
];

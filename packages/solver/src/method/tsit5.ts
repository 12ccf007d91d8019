// Tsit5: order 5(4), 7 stages of which 6 are new in each step, dense output of order 4. Coefficients:
// Tsitouras, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying assumption,
// Computers & Mathematics with Applications 62, 770 (2011), doi:10.1016/j.camwa.2011.06.002. The
// polynomials of the dense output, given there as factors b_i(θ), are multiplied out and divided:
// b_i(θ) = θ·b_i + θ·(1-θ)·Σ_r dense[r][i]·θ^r. All 17 conditions of order 5 hold to 1e-14.

import type { ExplicitTableau } from "./explicit.js";

export const tsit5: ExplicitTableau = {
  name: "tsit5",
  order: 5,
  stages: 7,
  a: [
    [],
    [0.161],
    [-0.008480655492356989, 0.335480655492357],
    [2.8971530571054935, -6.359448489975075, 4.3622954328695815],
    [5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525],
    [
      5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401,
      -0.028269050394068383,
    ],
    [
      0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081,
      2.324710524099774,
    ],
  ],
  nodes: [0, 0.161, 0.327, 0.9, 0.9800255409045097, 1, 1],
  error: [
    -0.001780011052225777,
    -0.0008164344596567469,
    0.007880878010261995,
    -0.1447110071732629,
    0.5823571654525552,
    -0.45808210592918697,
    1 / 66,
  ],
  dense: [
    [
      0.9035392331819349, -0.01, -0.4798896504144996, -1.379008574103742, 3.290069515436081,
      -2.324710524099774, 0,
    ],
    [
      -1.860166964092891, 0.1217, 3.450406586480252, -13.79008574103742, 40.79938293194712,
      -30.22123681329706, 1.5,
    ],
    [
      1.0530884977290216, -0.1017, -2.490627285651253, 16.548102889244902, -47.37952196281928,
      34.87065786149661, -2.5,
    ],
  ],
  stabilityLimit: 3.5,
  reference: "Tsitouras 2011, Comput. Math. Appl. 62:770",
};

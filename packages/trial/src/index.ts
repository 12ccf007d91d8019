export type * from "./disease.js";

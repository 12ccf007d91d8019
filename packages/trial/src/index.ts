export type * from "./disease.js";
export type * from "./protocol.js";
export type * from "./result.js";
export { subjectEndings } from "./result.js";

export type * from "./compiled-model.js";

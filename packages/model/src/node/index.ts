export { type ReadModel, readModelFile } from "./read-model.js";

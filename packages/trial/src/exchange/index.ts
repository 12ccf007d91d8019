export * from "./adam.js";
export * from "./dataset-json.js";
export * from "./parquet.js";
export * from "./table.js";

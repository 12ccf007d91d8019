export * from "./adam.js";
export * from "./dataset-json.js";
export * from "./parquet.js";
export type { ParquetOptions } from "./parquet-schema.js";
export * from "./parquet-stream.js";
export * from "./table.js";

// The ledger for others than the command line: `import { evidenceBook } from "chondron/ledger"`.

export type {
  BookClaim,
  BookFact,
  BookParameter,
  BookResult,
  BookSource,
  EvidenceBook,
} from "./evidence-book.js";
export { evidenceBook } from "./evidence-book.js";
export { type Knowledge, loadKnowledge } from "./knowledge.js";
export type { Overview } from "./overview.js";

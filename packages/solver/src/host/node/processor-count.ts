// How many workers a machine has room for, in Node.

import { availableParallelism } from "node:os";

export function processorCount(): number {
  return availableParallelism();
}

// Rings in a graph of names, found without recursion so that long chains do no harm.

/**
 * One ring through each group of names that lead back to themselves, first name repeated at the
 * end: ["a", "b", "a"]. `next` gives the names that a name needs; names outside `names` are ends.
 */
export function findRings(
  names: Iterable<string>,
  next: (name: string) => Iterable<string>,
): string[][] {
  const done = new Set<string>();
  const rings: string[][] = [];
  for (const start of names) {
    if (!done.has(start)) walk(start, next, done, rings);
  }
  return rings;
}

function walk(
  start: string,
  next: (name: string) => Iterable<string>,
  done: Set<string>,
  rings: string[][],
): void {
  const trail: string[] = [start];
  const onTrail = new Set(trail);
  const pending = [next(start)[Symbol.iterator]()];
  while (trail.length > 0) {
    const step = pending.at(-1)!.next();
    if (step.done) {
      const left = trail.pop()!;
      pending.pop();
      onTrail.delete(left);
      done.add(left);
    } else if (onTrail.has(step.value)) {
      rings.push([...trail.slice(trail.indexOf(step.value)), step.value]);
    } else if (!done.has(step.value)) {
      trail.push(step.value);
      onTrail.add(step.value);
      pending.push(next(step.value)[Symbol.iterator]());
    }
  }
}

/** Parts of a ring as a reader follows it: "a -> b -> a". */
export function ringInWords(ring: readonly string[]): string {
  const shown = ring.length > 12 ? [...ring.slice(0, 10), "...", ring.at(-1)!] : ring;
  return shown.join(" -> ");
}

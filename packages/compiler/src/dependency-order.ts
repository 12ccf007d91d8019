// Names in the order in which they can be worked out, without recursion: a chain of a hundred
// thousand formulas must not exhaust the stack.

export interface DependencyOrder<T> {
  readonly order: readonly T[];
  /** Length of the longest chain that was followed. */
  readonly depth: number;
}

/**
 * Everything that `roots` need, each name after those it needs itself. Names that need each other
 * come in some order and are given to `onRing`, from the first to the last of the ring.
 */
export function dependencyOrder<T>(
  roots: Iterable<T>,
  needs: (name: T) => Iterable<T>,
  onRing: (ring: readonly T[]) => void = () => {},
): DependencyOrder<T> {
  const order: T[] = [];
  let depth = 0;
  const done = new Set<T>();
  for (const root of roots) {
    const open = new Map<T, Iterator<T>>();
    const trail: T[] = [];
    const push = (name: T): void => {
      depth = Math.max(depth, trail.push(name));
      open.set(name, needs(name)[Symbol.iterator]());
    };
    if (!done.has(root)) push(root);
    while (trail.length > 0) {
      const name = trail[trail.length - 1]!;
      const next = open.get(name)!.next();
      if (next.done) {
        trail.pop();
        open.delete(name);
        done.add(name);
        order.push(name);
      } else if (open.has(next.value)) onRing(trail.slice(trail.indexOf(next.value)));
      else if (!done.has(next.value)) push(next.value);
    }
  }
  return { order, depth };
}

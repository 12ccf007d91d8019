// The indefinite article, for messages that name a kind of thing.

/** "event" as "an event". */
export function articled(noun: string): string {
  return /^[aeio]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

// How many workers a machine has room for, as its browser says.

declare const navigator: { readonly hardwareConcurrency?: number };

export function processorCount(): number {
  return navigator.hardwareConcurrency ?? 1;
}

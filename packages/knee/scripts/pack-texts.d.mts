export function packTexts(): Record<string, string>;
export function writePack(file: string): void;

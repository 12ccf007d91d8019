import type { SubjectTable } from "@chondron/trial";

export type Figures = Readonly<Record<string, number>>;
export function cohortFigures(table: SubjectTable): Figures;
export function bothKnees(index: SubjectTable, other: SubjectTable): Figures;

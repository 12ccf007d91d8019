// Where a piece of text came from. Lines and columns count from 1, as editors show them.

export interface SourceRange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

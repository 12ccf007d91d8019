// The head of an arrow, as a marker that lines name by its id.

export interface ArrowHeadProps {
  readonly id: string;
  /** Pixels. */
  readonly size: number;
  /** Where the line ends within the head, 0 (its back) to 8 (its tip). */
  readonly end: number;
  readonly color: string;
}

export function ArrowHead({ id, size, end, color }: ArrowHeadProps) {
  return (
    <defs>
      <marker
        id={id}
        viewBox="0 0 8 8"
        refX={end}
        refY="4"
        markerWidth={size}
        markerHeight={size}
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M0,0L8,4L0,8Z" fill={color} />
      </marker>
    </defs>
  );
}

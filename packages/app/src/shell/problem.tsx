// What went wrong, in the form of the command line: what, where, why, what to try.

export interface ProblemWords {
  readonly problem: string;
  readonly place?: string;
  readonly cause: string;
  readonly next: string;
}

export function Problem({ problem, place, cause, next }: ProblemWords): preact.JSX.Element {
  return (
    <div class="problem" role="alert">
      <p class="problem-what">{problem}</p>
      {place ? <p class="problem-place">{place}</p> : null}
      <p>{cause}</p>
      <p>{next}</p>
    </div>
  );
}

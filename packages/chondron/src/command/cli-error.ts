// The one error that a command throws on purpose: diagnostics for the reader and the exit code for
// the shell. Any other error that reaches the top is a bug in Chondron and keeps its stack.

import { type Diagnostic, type DiagnosticCode, DiagnosticError, diagnose } from "@chondron/model";

export const ExitCode = {
  success: 0,
  failed: 1,
  usage: 2,
  tooManyFailures: 3,
  /** 128 + SIGINT, as shells have it. */
  cancelled: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export class CliError extends DiagnosticError {
  constructor(
    diagnostics: readonly Diagnostic[],
    readonly exitCode: ExitCode,
  ) {
    super(diagnostics);
    this.name = "CliError";
  }
}

/** Something is wrong with what was typed. */
export function usageError(
  code: DiagnosticCode,
  values: Readonly<Record<string, string | number>>,
): CliError {
  return new CliError([diagnose(code, values)], ExitCode.usage);
}

/** What was asked for could not be done. */
export function failure(
  code: DiagnosticCode,
  values: Readonly<Record<string, string | number>>,
): CliError {
  return new CliError([diagnose(code, values)], ExitCode.failed);
}

/** The operating system's cause in its own words, without the path and call that Node adds. */
export function systemCause(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  const words: Readonly<Record<string, string>> = {
    ENOENT: "no such file or folder",
    EACCES: "permission denied",
    EPERM: "not permitted",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of the path is not a folder",
    ENOSPC: "the disk is full",
    EROFS: "the file system is read-only",
    EEXIST: "it exists already",
  };
  if (code === undefined) throw error;
  return words[code] ?? code;
}

#!/usr/bin/env node
// Entry of the `chondron` command: streams, Ctrl-C and the exit code. Everything else is program.ts.

import { optimiseLate } from "./command/late-optimisation.js";
import { endOnClosedPipe, processTerminal } from "./command/terminal.js";
import { runProgram } from "./program.js";

optimiseLate();
endOnClosedPipe();
const cancel = new AbortController();
// The first Ctrl-C asks the run to stop and clean up, the second ends the process at once.
process.once("SIGINT", () => cancel.abort());
process.exitCode = await runProgram(processTerminal(cancel.signal, process.argv.slice(2)));

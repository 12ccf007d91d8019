// The command line as data: commands, arguments, options, help. Parsing is commander's; what it
// refuses becomes a diagnostic with exit code 2 like every other mistake of usage. A command's code is
// loaded when it is called: help and refusals stay fast.

import { Command, CommanderError, Option } from "commander";
import type { CalibrateOptions } from "./command/calibrate.js";
import type { ClaimsOptions } from "./command/claims.js";
import { CliError, ExitCode, usageError } from "./command/cli-error.js";
import type { CompileOptions } from "./command/compile.js";
import type { ConformanceOptions } from "./command/conformance.js";
import type { CredibilityOptions } from "./command/credibility.js";
import { noteDiagnostics } from "./command/diagnostic-text.js";
import type { EnsembleOptions } from "./command/ensemble.js";
import type { LedgerOptions } from "./command/ledger.js";
import {
  collectSetting,
  collectText,
  emittedForm,
  failureLimit,
  idList,
  moduleTargetName,
  numberOption,
  parameterSource,
  targetName,
} from "./command/option-value.js";
import type { PredictCommandOptions } from "./command/predict.js";
import type { SimulateOptions } from "./command/simulate.js";
import type { SteadyOptions } from "./command/steady.js";
import type { Terminal } from "./command/terminal.js";
import type { TrialOptions } from "./command/trial.js";
import { chondronVersion } from "./command/version.js";

/** Run the command line that the terminal holds. Resolves to the exit code. */
export async function runProgram(terminal: Terminal): Promise<ExitCode> {
  const argv = terminal.arguments;
  let code: ExitCode = ExitCode.success;
  const program = buildProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    const refused = error instanceof CommanderError ? commanderError(error, argv) : error;
    if (refused === undefined) return ExitCode.success;
    if (!(refused instanceof CliError)) throw refused;
    noteDiagnostics(terminal, refused.diagnostics);
    return refused.exitCode;
  }
}

/** undefined where help or the version was asked for and shown. */
function commanderError(error: CommanderError, argv: readonly string[]): CliError | undefined {
  if (error.exitCode === 0) return undefined;
  const known = [
    "calibrate",
    "check",
    "claims",
    "compile",
    "conformance",
    "convert",
    "credibility",
    "ensemble",
    "ledger",
    "predict",
    "simulate",
    "steady",
    "trial",
  ];
  const command = known.includes(argv[0] ?? "") ? `${argv[0]} ` : "";
  const cause = error.message
    .replace(/^error: /, "")
    .replaceAll("'", '"')
    .replace(/\n/g, " ");
  const missing = error.code === "commander.help" ? "no command given" : cause;
  return usageError("CH6003", { cause: missing.replace(/[.\s]+$/, ""), command });
}

type Finish = (code: ExitCode) => void;

function buildProgram(terminal: Terminal, finish: Finish): Command {
  const program = new Command("chondron")
    .description("Randomised trials on a simulated knee, and the model behind them.")
    .version(chondronVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.write(text),
      writeErr: () => {},
      outputError: () => {},
    })
    .addHelpText("after", helpFooter);
  addCalibrate(program, terminal, finish);
  addCheck(program, terminal, finish);
  addCompile(program, terminal, finish);
  addConformance(program, terminal, finish);
  addConvert(program, terminal, finish);
  addCredibility(program, terminal, finish);
  addEnsemble(program, terminal, finish);
  addClaims(program, terminal, finish);
  addLedger(program, terminal, finish);
  addPredict(program, terminal, finish);
  addSimulate(program, terminal, finish);
  addSteady(program, terminal, finish);
  addTrial(program, terminal, finish);
  return program;
}

const sourceWords =
  "uncertain parameters: nominal, prior or posterior (posterior where one fits the disease)";

const targetWords = "js, wasm (one patient at a time), wasm-simd (two)";

const helpFooter = `
Data goes to standard output, progress and diagnostics to standard error.
Exit codes: 0 done, 1 failed, 2 usage, 3 too many integrations failed.
Simulated patients. Not medical advice.`;

function addCalibrate(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("calibrate")
    .description("fit the knee's uncertain parameters to its targets and test the fit")
    .requiredOption("--out <folder>", "folder of posterior and tables")
    .option("--quick", "few points and short chains, to see that it runs")
    .option(
      "--seed <number>",
      "seed of design, patients and chains",
      numberOption("--seed", "seed"),
    )
    .option("--workers <count>", "threads (all cores)", numberOption("--workers", "count"))
    .action(async (options: CalibrateOptions) => {
      const { calibrate } = await import("./command/calibrate.js");
      finish(await calibrate(options, terminal));
    });
}

function addCheck(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("check")
    .description("read a model and say what is wrong with it")
    .argument("<model>", "model in Antimony (.ant, .txt) or SBML (.xml, .sbml)")
    .option("--json", "diagnostics as JSON")
    .action(async (file: string, options: { json?: boolean }) => {
      const { check } = await import("./command/check.js");
      finish(await check(file, options, terminal));
    });
}

function addCompile(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("compile")
    .description("show what a model's equations become: operations, JavaScript, WebAssembly")
    .argument("<model>", "model in Antimony (.ant, .txt) or SBML (.xml, .sbml)")
    .requiredOption(
      "--emit <form>",
      "ir (graph of operations), js, wat (text of the module) or wasm (its bytes)",
      emittedForm,
    )
    .option("--plain", "ir as it is before the passes")
    .option(
      "--target <name>",
      "module for one patient at a time (wasm) or two (wasm-simd)",
      moduleTargetName,
      "wasm-simd",
    )
    .option("--method <name>", "integration method in the module", "auto")
    .option(
      "--rtol <value>",
      "relative tolerance that auto chooses for",
      numberOption("--rtol", "positive"),
      1e-6,
    )
    .option("--observe <ids>", "what the module watches, separated by commas (all states)", idList)
    .option("--out <file>", "write here instead of standard output")
    .action(async (file: string, options: CompileOptions) => {
      const { compile } = await import("./command/compile.js");
      finish(await compile(file, options, terminal));
    });
}

function addConformance(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("conformance")
    .description("run others' test cases and count what passes")
    .argument("<suite>", '"sbml": semantic cases of the SBML Test Suite')
    .argument("<folder>", "folder of cases, one folder each")
    .option("--level <level>", "only this level and version, e.g. l2v4 (the highest of each case)")
    .option("--models <folder>", "folder of the SBML files, where they lie apart from the cases")
    .option("--target <name>", `what the equations become: ${targetWords}`, targetName, "js")
    .option("--out <folder>", "write each case's results here")
    .option("--json", "status and reason of every case as JSON")
    .action(async (suite: string, folder: string, options: ConformanceOptions) => {
      const { conformance } = await import("./command/conformance.js");
      finish(await conformance(suite, folder, options, terminal));
    });
}

function addConvert(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("convert")
    .description("translate a model: Antimony or SBML to Antimony or SBML Level 3 Version 2")
    .argument("<in>", "model in Antimony (.ant, .txt) or SBML (.xml, .sbml)")
    .argument(
      "<out>",
      'file to write (.ant, .txt, .xml, .sbml), or "-" for the other language on standard output',
    )
    .action(async (from: string, to: string) => {
      const { convert } = await import("./command/convert.js");
      finish(await convert(from, to, terminal));
    });
}

function addCredibility(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("credibility")
    .description(
      "report what the knee can be believed for: criteria, checks, predictions beside data",
    )
    .requiredOption("--out <folder>", "folder of report.html and credibility.json")
    .option("--quick", "few patients and draws, to see that it runs")
    .option(
      "--patients <count>",
      "virtual patients of each trial population (100)",
      numberOption("--patients", "patients"),
    )
    .option("--draws <count>", "draws of the parameters (20)", numberOption("--draws", "count"))
    .option("--seed <number>", "seed of patients and draws", numberOption("--seed", "seed"), 1)
    .option("--parameters <source>", sourceWords, parameterSource)
    .option("--workers <count>", "threads (all cores)", numberOption("--workers", "count"))
    .action(async (options: CredibilityOptions) => {
      const { credibility } = await import("./command/credibility.js");
      finish(await credibility(options, terminal));
    });
}

function addEnsemble(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("ensemble")
    .description("integrate a population and write every patient's course as Parquet")
    .argument("<model>", "model in Antimony (.ant, .txt) or SBML (.xml, .sbml)")
    .option(
      "--table <file>",
      'a row per patient, columns named after parameters or states (and "id")',
    )
    .option(
      "--patients <count>",
      "number of patients, without a table",
      numberOption("--patients", "patients"),
    )
    .option(
      "--draw <id=distribution>",
      'draw a value for each patient, e.g. "k=lognormal(0.3, 0.2)" (repeatable)',
      collectText,
      [],
    )
    .option("--seed <number>", "seed of the draws", numberOption("--seed", "seed"), 1)
    .option(
      "--dose <text>",
      'give to all, e.g. "A=100; time=0; interval=24; additional=6" (repeatable)',
      collectText,
      [],
    )
    .requiredOption(
      "--end <time>",
      "last time, in the model's unit",
      numberOption("--end", "number"),
    )
    .requiredOption(
      "--steps <count>",
      "equal steps of the output",
      numberOption("--steps", "count"),
    )
    .requiredOption("--out <file>", "Parquet file to write; others are written beside it")
    .option("--start <time>", "first time", numberOption("--start", "number"), 0)
    .option("--rtol <value>", "relative tolerance", numberOption("--rtol", "positive"), 1e-6)
    .option(
      "--atol <value>",
      "absolute tolerance of every state",
      numberOption("--atol", "positive"),
      1e-9,
    )
    .option("--method <name>", "integration method")
    .option("--target <name>", `what the equations become: ${targetWords}`, targetName, "wasm-simd")
    .option("--observe <ids>", "what to watch, separated by commas (all states)", idList)
    .addOption(
      new Option(
        "--max-failed <limit>",
        "stop when more patients than this fail: a number, or a share such as 5%",
      )
        .argParser(failureLimit)
        .default({ share: 0.05 }, "5%"),
    )
    .option("--ignore-fast", "treat reactions marked fast (SBML up to L3V1) as any others")
    .option("--workers <count>", "threads (all cores)", numberOption("--workers", "count"))
    .option("--json", "manifest as JSON on standard output")
    .action(async (file: string, options: EnsembleOptions) => {
      const { ensemble } = await import("./command/ensemble.js");
      finish(await ensemble(file, options, terminal));
    });
}

function addLedger(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("ledger")
    .description("show what is known and where from: claims of the article, numbers of the model")
    .argument("[kind]", '"claim" or "parameter" (an overview of both)')
    .argument("[id]", "e.g. C17 or k_ev_p (all of them)")
    .option("--json", "JSON instead of words")
    .option("--html", "the whole ledger as one page")
    .option("--out <file>", "write here instead of standard output")
    .action(async (kind: string | undefined, id: string | undefined, options: LedgerOptions) => {
      const { ledger } = await import("./command/ledger.js");
      finish(await ledger(kind, id, options, terminal));
    });
}

function addClaims(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("claims")
    .description("ask the model about the claims of the article, with intervals and verdicts")
    .option("--claim <id>", "the experiment of one claim, e.g. C64 (all)")
    .option("--out <folder>", "write results.json and claims.html here")
    .option("--results <file>", "write the results here, as JSON")
    .option("--page <file>", "write the page here")
    .option("--quick", "few people and draws: to see that all runs, not for verdicts")
    .option("--parameters <source>", sourceWords, parameterSource)
    .option(
      "--patients <count>",
      "virtual people of each cohort (100, quick 20)",
      numberOption("--patients", "patients"),
    )
    .option(
      "--draws <count>",
      "draws of the parameters (40, quick 4)",
      numberOption("--draws", "count"),
    )
    .option("--seed <number>", "seed of people and draws", numberOption("--seed", "seed"), 1)
    .option("--workers <count>", "threads (all cores)", numberOption("--workers", "count"))
    .option("--json", "JSON instead of a table")
    .action(async (options: ClaimsOptions) => {
      const { claims } = await import("./command/claims.js");
      finish(await claims(options, terminal));
    });
}

function addPredict(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("predict")
    .description("predict a table of regimens, endpoints and weeks, with intervals and coverage")
    .argument("<targets>", "table (.csv or .tsv); docs/predict.md has its columns")
    .option("--parameters <source>", sourceWords, parameterSource)
    .option(
      "--patients <count>",
      "virtual patients of each population",
      numberOption("--patients", "patients"),
      200,
    )
    .option("--draws <count>", "draws of the parameters", numberOption("--draws", "count"), 40)
    .option("--seed <number>", "seed of patients and draws", numberOption("--seed", "seed"), 1)
    .option("--workers <count>", "threads (all cores)", numberOption("--workers", "count"))
    .option("--out <file>", "write here instead of standard output")
    .option("--json", "JSON instead of a table")
    .action(async (file: string, options: PredictCommandOptions) => {
      const { predict } = await import("./command/predict.js");
      finish(await predict(file, options, terminal));
    });
}

function addSimulate(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("simulate")
    .description("integrate a model once and print what is watched over time")
    .argument("<model>", "model in Antimony (.ant, .txt) or SBML (.xml, .sbml)")
    .requiredOption(
      "--end <time>",
      "last time, in the model's unit",
      numberOption("--end", "number"),
    )
    .requiredOption(
      "--steps <count>",
      "equal steps of the output",
      numberOption("--steps", "count"),
    )
    .option("--start <time>", "first time", numberOption("--start", "number"), 0)
    .option("--rtol <value>", "relative tolerance", numberOption("--rtol", "positive"), 1e-6)
    .option(
      "--atol <value>",
      "absolute tolerance of every state",
      numberOption("--atol", "positive"),
      1e-9,
    )
    .option("--method <name>", "integration method: auto, rodas5p, rodas4, bdf, tsit5", "auto")
    .option("--target <name>", `what the equations become: ${targetWords}`, targetName, "js")
    .option("--stats", "say on standard error what the run cost")
    .option("--observe <ids>", "what to watch, separated by commas (all states)", idList)
    .option(
      "--set <id=value>",
      "set a parameter or an initial value (repeatable)",
      collectSetting,
      [],
    )
    .option(
      "--sensitivity <ids>",
      "add derivatives by these parameters and initial values, separated by commas",
      idList,
    )
    .option("--ignore-fast", "treat reactions marked fast (SBML up to L3V1) as any others")
    .option("--out <file>", "write here instead of standard output")
    .option("--json", "JSON instead of CSV")
    .action(async (file: string, options: SimulateOptions) => {
      const { simulate } = await import("./command/simulate.js");
      finish(await simulate(file, options, terminal));
    });
}

function addSteady(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("steady")
    .description("find where a model comes to rest, and whether it stays there")
    .argument("<model>", "model in Antimony (.ant, .txt) or SBML (.xml, .sbml)")
    .option("--rtol <value>", "relative tolerance", numberOption("--rtol", "positive"), 1e-6)
    .option(
      "--atol <value>",
      "absolute tolerance of every state",
      numberOption("--atol", "positive"),
      1e-9,
    )
    .option(
      "--set <id=value>",
      "set a parameter or an initial value (repeatable)",
      collectSetting,
      [],
    )
    .option("--ignore-fast", "treat reactions marked fast (SBML up to L3V1) as any others")
    .option("--json", "JSON instead of a table")
    .action(async (file: string, options: SteadyOptions) => {
      const { steady } = await import("./command/steady.js");
      finish(await steady(file, options, terminal));
    });
}

function addTrial(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command("trial")
    .description("run a randomised trial on virtual patients and write its report")
    .argument("<protocol>", "protocol in YAML")
    .option("--out <folder>", "folder of the results (runs/<protocol id>)")
    .option("--seed <number>", "seed in place of the protocol's", numberOption("--seed", "seed"))
    .option(
      "--patients <count>",
      "patients of each simulated trial",
      numberOption("--patients", "count"),
    )
    .option(
      "--replicates <count>",
      "number of simulated trials",
      numberOption("--replicates", "count"),
    )
    .option("--parameters <source>", sourceWords, parameterSource)
    .option("--workers <count>", "threads (all cores)", numberOption("--workers", "count"))
    .option("--json", "summary as JSON on standard output")
    .option("--dry-run", "check the protocol and show the plan, run nothing")
    .action(async (file: string, options: TrialOptions) => {
      const { trial } = await import("./command/trial.js");
      finish(await trial(file, options, terminal));
    });
}

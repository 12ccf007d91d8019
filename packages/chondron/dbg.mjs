import { readFileSync } from "node:fs";
import { readSbml, formatDiagnostic } from "@chondron/model";
import { compile, loadJs } from "@chondron/compiler";
import { integrate } from "@chondron/solver";
const [,, file, end, steps, ...vars] = process.argv;
const { model, diagnostics } = readSbml(readFileSync(file), { file });
if (!model) { console.log(diagnostics); process.exit(); }
const { compiled, diagnostics: d } = compile(model, { quantities: true });
if (!compiled) { console.log(d.map(formatDiagnostic)); process.exit(); }
if (process.env.SRC) console.log(compiled.source);
const n = Number(steps), T = Number(end);
const times = Float64Array.from({ length: n + 1 }, (_, i) => T * i / n);
const s = integrate(loadJs(compiled), { start: 0, end: T, parameters: Float64Array.from(compiled.parameters, p => p.value), saveAt: times, observe: Int32Array.from(vars, v => compiled.observables.indexOf(v)), tolerance: { relative: 1e-9, absolute: new Float64Array(compiled.states.length).fill(1e-12) }, maxSteps: 1e6, eventOrderSeed: 1 });
for (let i = 0; i <= n; i++) console.log(times[i], ...s.values.subarray(i * vars.length, (i + 1) * vars.length));
console.log(s.code, s.time, s.counters, s.fired.slice(-5).map(f => compiled.events[f.event].id + "@" + f.time));

// What the page may load and run: its own files and WebAssembly, nothing inline, nothing remote.
// The built page carries it as a meta element, the local server as a header too, where it can also
// forbid framing, which a meta element cannot say.

const directives: readonly (readonly [string, string])[] = [
  ["default-src", "'none'"],
  ["script-src", "'self' 'wasm-unsafe-eval'"],
  ["worker-src", "'self'"],
  ["style-src", "'self'"],
  ["img-src", "'self' data: blob:"],
  ["connect-src", "'self'"],
  ["manifest-src", "'self'"],
  ["base-uri", "'none'"],
  ["form-action", "'none'"],
];

/**
 * What workers get in its place: the engine compiles equations and the schema of protocols to functions,
 * which counts as eval. They have no document, and may load nothing else either.
 */
export const workerPolicyHeader = directives
  .map(([name, value]) => `${name} ${value}${name === "script-src" ? " 'unsafe-eval'" : ""}`)
  .join("; ");

/** The policy as text for a meta element. */
export const contentSecurityPolicy = directives
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");

/** The policy as text for a header. */
export const contentSecurityPolicyHeader = `${contentSecurityPolicy}; frame-ancestors 'none'`;

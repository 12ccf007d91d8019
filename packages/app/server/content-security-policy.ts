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

/** The policy as text for a meta element. */
export const contentSecurityPolicy = directives
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");

/** The policy as text for a header. */
export const contentSecurityPolicyHeader = `${contentSecurityPolicy}; frame-ancestors 'none'`;

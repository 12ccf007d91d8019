// Processor seconds of this process, all its threads together: what the engine's compiler and garbage
// collector use counts, other work on the machine does not.

export function processorSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

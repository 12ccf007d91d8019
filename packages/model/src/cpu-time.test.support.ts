// Processor time for tests that nothing hangs: unlike the wall clock it is the same on a busy machine.

/** Milliseconds of the processor since `start`, all threads of the process together. */
export function cpuMilliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

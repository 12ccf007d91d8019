// What an input may cost, and how that is measured: seconds of the processor, all threads of the
// process together, and the highest resident memory of the process so far.

export const secondsAllowed = 5;
export const megabytesAllowed = 1024;

export function cpuSeconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

export function peakMegabytes() {
  return process.resourceUsage().maxRSS / 1024;
}

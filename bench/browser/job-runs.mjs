// Running the job in Node and in the page by the same code: only the pool's host differs.

/** Engines move to their optimising compiler in the background; nothing counts before this. */
const warmMilliseconds = 3000;
const fewestWarmRuns = 5;

/** Run until the engine's optimised code is in place; resolves with a checksum of each patient. */
export async function warmUp(pool, job) {
  const begin = performance.now();
  let result = await pool.run(job);
  for (let k = 1; k < fewestWarmRuns || performance.now() - begin < warmMilliseconds; k++)
    result = await pool.run(job);
  return checksums(result);
}

/** Seconds of each of `count` runs by the clock on the wall. */
export async function timeRuns(pool, job, count) {
  const seconds = [];
  for (let k = 0; k < count; k++) {
    const begin = performance.now();
    await pool.run(job);
    seconds.push((performance.now() - begin) / 1000);
  }
  return seconds;
}

/** [patient] FNV-1a over the 32-bit words of a patient's values, then its code. */
function checksums({ codes, values }) {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const width = words.length / codes.length;
  return Array.from(codes, (code, lane) => {
    const own = words.subarray(lane * width, (lane + 1) * width);
    return mixed(
      own.reduce((hash, word) => mixed(hash, word), 0x811c9dc5),
      code,
    );
  });
}

function mixed(hash, word) {
  return Math.imul(hash ^ word, 0x01000193) >>> 0;
}

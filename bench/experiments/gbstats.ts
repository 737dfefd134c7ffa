import { execFile } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatedResults } from '../../server/src/domains/experiments/load/results.ts';

const run = promisify(execFile);
const folder = join(process.env['BENCH_DATA_DIR'] ?? join(tmpdir(), 'fine-tune-lab-bench'), 'gbstats');

const script = `
import json, sys, time
from gbstats.frequentist.tests import FrequentistConfig, TwoSidedTTest
from gbstats.models.statistics import SampleMeanStatistic
metrics = json.loads(sys.stdin.read())
def test(metric):
    base = metric[0]
    a = SampleMeanStatistic(n=base["n"], sum=base["sum"], sum_squares=base["squares"])
    return [TwoSidedTTest(a, SampleMeanStatistic(n=v["n"], sum=v["sum"], sum_squares=v["squares"]), FrequentistConfig()).compute_result() for v in metric[1:]]
[test(m) for m in metrics]
times = []
for _ in range(20):
    t = time.perf_counter()
    [test(m) for m in metrics]
    times.append((time.perf_counter() - t) * 1000)
print(json.dumps(sorted(times)[10]))
`;

/**
 * The time that GrowthBook's gbstats needs for the same comparisons from aggregates that are there already; what makes them is a query of the
 * customer's warehouse. Skipped with a line where Python, or its package, is not to be had.
 */
export async function gbstats({ metrics }: DatedResults): Promise<Record<string, Record<string, string>>> {
  const python = join(folder, 'bin', 'python');
  try {
    await stat(python);
  } catch {
    try {
      await mkdir(folder, { recursive: true });
      await run('python3', ['-m', 'venv', folder]);
      await run(python, ['-m', 'pip', 'install', '--quiet', 'gbstats'], { timeout: 300_000 });
    } catch (error) {
      console.log(`gbstats is skipped: it could not be installed (${String(error).split('\n')[0]}).`);
      return {};
    }
  }
  const aggregates = metrics.map(({ variants }) =>
    variants.map(({ n, value }) => ({ n, sum: n * (value ?? 0), squares: n * ((value ?? 0) ** 2 + 1) })),
  );
  try {
    const child = run(python, ['-c', script], { timeout: 120_000 });
    child.child.stdin?.end(JSON.stringify(aggregates));
    return { 'gbstats, from aggregates that are there': { 'p50 ms': Number((await child).stdout).toFixed(1) } };
  } catch (error) {
    console.log(
      `gbstats is skipped: ${String((error as { stderr?: string }).stderr ?? error)
        .trim()
        .split('\n')
        .at(-1)}`,
    );
    return {};
  }
}

import { measureAlone } from './assistant/alone.ts';
import { openBench } from './assistant/place.ts';
import { measureTogether } from './assistant/together.ts';
import { runSuite } from './assistant/suite.ts';

/**
 * The assistant beside a model that is played by a program, so that all time but the model's is ours; then its suite of texts with exact answers,
 * with a scripted model, and with a real one where `BENCH_ASSISTANT_MODEL` names one (docs/benchmarks.md). One part: `assistant -- alone`,
 * `together`, `suite`, `model`.
 */
export async function run(parts: readonly string[]): Promise<void> {
  const isAsked = (part: string): boolean => parts.length === 0 || parts.includes(part);
  if (isAsked('alone') || isAsked('together')) {
    const bench = await openBench();
    try {
      if (isAsked('alone')) await measureAlone(bench);
      if (isAsked('together')) await measureTogether(bench);
    } finally {
      await bench.close();
    }
  }
  if (isAsked('suite') || isAsked('model')) await runSuite(isAsked('suite'), isAsked('model'));
}

if (import.meta.main) await run(process.argv.slice(2));

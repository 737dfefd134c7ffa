import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Done } from './clients/errand.ts';
import { expectedFacts } from './expected.ts';
import { factsOf } from './facts.ts';
import { findPython } from './python.ts';
import { cassetteCalls, ownCalls } from './recorded.ts';
import { runClient } from './run-client.ts';
import { PATIENCE_MS, startSuite, untilListed, type Suite } from './suite.ts';

const python = await findPython();
const calls = [...ownCalls, ...(await cassetteCalls())];

if ('missing' in python) {
  const why = `the Python exporter: skipped, its packages cannot be had here (${python.missing})`;
  console.warn(why);
  test.skip(why);
} else {
  describe('opentelemetry-exporter-otlp-proto-http for Python', () => proveIt(python.program));
}

function proveIt(program: string): void {
  let suite: Suite;
  let result: Done;

  beforeAll(async () => {
    suite = await startSuite(calls);
    result = await runClient('otlp.py', suite.errand('python'), { program });
    await untilListed(suite, result);
  });

  afterAll(() => suite?.stop());

  test('exports without a complaint', () => {
    expect(result.complaints).toEqual([]);
  });

  test.each(calls)('tells the same of the call “$name” as every other client', async (recorded) => {
    const { call, ...facts } = expectedFacts(recorded, suite.errand('python'));
    // The program reads a stream at once: it cannot tell when its first token came.
    const expected = { ...facts, call: { ...call, hasFirstToken: false } };
    await expect
      .poll(() => factsOf(suite, result.traceIds[recorded.name] as string), { timeout: PATIENCE_MS, interval: 200 })
      .toEqual(expected);
  });
}

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../e2e/ask.ts';
import { whyNoSharedData } from '../e2e/shared-data.ts';
import { clients, differencesOf } from './clients.ts';
import type { Done } from './clients/errand.ts';
import { expectedFacts } from './expected.ts';
import { factsOf, judgmentsOf, messageCountOf, toolsOf, type CallFacts } from './facts.ts';
import { cassetteCalls, ownCalls } from './recorded.ts';
import { findPackages } from './python.ts';
import { runClient, runProgram } from './run-client.ts';
import { PATIENCE_MS, startSuite, untilListed, type Suite } from './suite.ts';

const cassettes = await cassetteCalls();
const calls = [...ownCalls, ...cassettes];
const results = new Map<string, Done>();
let suite: Suite;

beforeAll(async () => {
  suite = await startSuite(calls);
});

afterAll(() => suite?.stop());

describe.each(clients)('$name', (client) => {
  beforeAll(async () => {
    const askedBefore = suite.player.asked.length;
    results.set(client.name, await runClient(client.file, suite.errand(client.name), client));
    expect(suite.player.asked.slice(askedBefore), 'each call is made once, and nothing else').toEqual(calls.map(({ name }) => name));
    await untilListed(suite, results.get(client.name) as Done);
  });

  test('exports without a complaint', () => {
    expect(results.get(client.name)?.complaints).toEqual([]);
  });

  test.each(calls)('tells the same of the call “$name” as every other client', async (recorded) => {
    const same = expectedFacts(recorded, suite.errand(client.name));
    const expected = differencesOf(client, recorded.name).reduce<CallFacts>((facts, { apply }) => apply(facts, recorded), same);
    const traceId = results.get(client.name)?.traceIds[recorded.name] as string;
    await expect.poll(() => factsOf(suite, traceId), { timeout: PATIENCE_MS, interval: 200 }).toEqual(expected);
  });

  test('makes one conversation of a session, and no message twice', async () => {
    const { session } = suite.errand(client.name);
    const traces = await Promise.all(Object.values(results.get(client.name)?.traceIds ?? {}).map((id) => factsOf(suite, id)));
    const expected = traces.reduce((sum, facts) => sum + (facts?.messages.length ?? 0), 0);
    expect(expected).toBeGreaterThanOrEqual(calls.length);
    await expect.poll(() => messageCountOf(suite, session), { timeout: PATIENCE_MS }).toBe(expected);
  });
});

test.each(clients.filter(({ file }) => file === 'ai-sdk.ts'))(
  'a tool that $name runs is told with its call, arguments and result',
  async ({ name }) => {
    const traceId = results.get(name)?.traceIds.ownTools as string;
    expect(await toolsOf(suite, traceId)).toEqual([
      { toolName: 'get_weather', toolCallId: 'call_oslo', input: { city: 'Oslo' }, output: 'get_weather of Oslo: fine' },
    ]);
  },
);

test.each(['langfuse-otel.ts', 'openinference.ts'])('a wrong key is an error that %s hears of', async (file) => {
  const { key, calls: all, ...rest } = suite.errand('nobody');
  const wrong = { ...rest, calls: all.slice(0, 1), key: `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` };
  await expect(runClient(file, wrong)).rejects.toThrow('OTLPExporterError: Unauthorized');
});

describe('scores', () => {
  test('of langfuse 3 become evaluations of the trace and of the model’s call', async () => {
    const traceId = results.get('langfuse 3')?.traceIds.own as string;
    await expect
      .poll(() => judgmentsOf(suite, traceId), { timeout: PATIENCE_MS })
      .toMatchObject([
        { name: 'helpful', value: 1, comment: 'Said by the old SDK.', spanId: null },
        { name: 'tone', value: null, label: 'warm' },
      ]);
  });

  test('of @langfuse/client become evaluations, and one with the same id updates the first', async () => {
    const traceId = results.get('@langfuse/otel and @langfuse/tracing')?.traceIds.own as string;
    const spanId = await modelCallOf(traceId);
    await runClient('langfuse-scores.ts', suite.errand('scores'), { args: [traceId, spanId] });
    await expect
      .poll(() => judgmentsOf(suite, traceId), { timeout: PATIENCE_MS })
      .toEqual([
        { name: 'accuracy', value: 0.5, label: null, comment: 'Of the trace, corrected.', spanId: null },
        { name: 'correct', value: 1, label: null, comment: null, spanId },
        { name: 'tone', value: null, label: 'warm', comment: null, spanId },
      ]);
  });
});

if (cassettes.length === 0) {
  const why = `recordings of the real provider: skipped, ${whyNoSharedData}`;
  console.warn(why);
  test.skip(why);
}

async function modelCallOf(traceId: string): Promise<string> {
  const question = 'query Spans($id: String!) { trace(traceId: $id) { spans(first: 100) { edges { node { id kind } } } } }';
  const { trace } = await ask<{ trace: { spans: { edges: readonly { node: { id: string; kind: string } }[] } } }>(
    suite.address,
    question,
    { id: traceId },
    { key: suite.key },
  );
  return trace.spans.edges.find(({ node }) => node.kind === 'LLM')?.node.id as string;
}

const pythons = await Promise.all(
  [
    ['3', '<4'],
    ['4', '>=4,<5'],
  ].map(async ([version, range]) => {
    const name = `langfuse-${version}`;
    return [name, await findPackages({ name, packages: [`langfuse${range}`], modules: ['langfuse'], patienceMs: 120_000 })] as const;
  }),
);

describe('prompts', () => {
  const expected = {
    made: 1,
    byDefault: [1, 'Hello Ada!', { model: 'm' }, ['t']],
    latest: [2, 'shorter'],
    first: 1,
    moved: 2,
    cached: [2, 2, 1],
    chat: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Hi' },
      { role: 'user', content: 'Why?' },
    ],
    missing: [true, 'F y', 'refused'],
  };
  const runPrompts = async (file: string, folder: string, program?: string): Promise<unknown> => {
    const path = fileURLToPath(new URL(`clients/${file}`, import.meta.url));
    const printed = await runProgram(path, suite.errand(folder), { args: [folder], ...(program !== undefined && { program }) });
    return JSON.parse(printed.trim().split('\n').at(-1) as string);
  };

  test.each([
    ['@langfuse/client 5', 'prompts.ts'],
    ['langfuse 3', 'prompts-legacy.ts'],
  ])('%s makes, fetches, compiles, moves and caches them, and falls back', async (name, file) => {
    expect(await runPrompts(file, name)).toMatchObject(expected);
  });

  for (const [name, python] of pythons) {
    test.skipIf('missing' in python)(`${name} for Python does, too`, async () => {
      expect(await runPrompts('prompts.py', `python ${name}`, (python as { program: string }).program)).toEqual(expected);
    });
    if ('missing' in python) console.warn(`${name} for Python: skipped, it cannot be had here (${python.missing})`);
  }
});

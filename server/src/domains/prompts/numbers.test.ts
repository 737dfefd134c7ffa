import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { createApiKey } from '../access/commands.ts';
import { evaluateMessages } from '../evaluations/commands.ts';
import { messageIdOfSpan } from '../messages/pure/trace-ids.ts';
import { captureSpans } from '../traces/commands.ts';
import { testModelCall } from '../traces/spans.testing.ts';
import type { Span } from '../traces/types.ts';
import { savePromptVersion } from './commands.ts';

let server: TestServer;
let headers: Record<string, string>;
let spans: Span[];
const judged = new Map<Span, { rating: number; success: boolean }>();
const firstUs = Date.UTC(2026, 10, 1) * 1_000;
const hourUs = 3_600_000_000;

beforeAll(async () => {
  server = await openTestServer();
  const { stores, live } = server;
  const workspaceId = await createTestWorkspace(stores, 'numbers');
  const { secret } = await createApiKey(stores, { workspaceId, name: 'n', role: 'EDITOR' });
  headers = { authorization: `Bearer ${secret}` };
  const viewer = { workspaceId, role: 'OWNER', keyScope: null, person: null } as never;
  for (const text of ['one', 'two', 'three'])
    await inWorkspace(workspaceId, () => savePromptVersion({ stores, live, viewer }, { name: 'support', text }, new Date()));
  spans = Array.from({ length: 150 }, (_, n) => {
    const startUs = firstUs + n * hourUs;
    return testModelCall(n, {
      traceId: (Math.floor(n / 2) + 1).toString(16).padStart(32, '0'),
      startUs,
      endUs: startUs + (100 + ((n * 37) % 50) + (n % 3 === 1 ? 200 : 0)) * 1_000,
      sessionId: `s${n}`,
      promptName: n % 10 === 9 ? null : n % 10 === 8 ? 'other' : 'support',
      promptVersion: n % 10 === 9 ? null : String((n % 3) + 1),
      isError: n % 11 === 0,
      errorType: n % 11 === 0 ? 'timeout' : null,
    });
  });
  await captureSpans(server, workspaceId, spans, new Date());
  const evaluations = spans.flatMap((span, n) => {
    if (n % 4 === 3) return [];
    const verdict = { rating: (n % 5) + 1, success: span.promptVersion === '1' ? n % 27 !== 0 : n % 4 === 0 };
    judged.set(span, verdict);
    return [{ externalId: `e${n}`, messageExternalId: messageIdOfSpan(span.traceId, span.spanId), evaluatorKind: 'HUMAN', ...verdict }];
  });
  await inWorkspace(workspaceId, () => evaluateMessages(stores, workspaceId, evaluations, new Date()));
  await drainProjection(stores);
});
afterAll(() => server.close());

const fields = `version messageCount traceCount inputTokens outputTokens latencyP50Ms errorShare judgedCount successShare
  successInterval { low high } ratedCount averageRating ratingInterval { low high } firstUsedAt lastUsedAt`;
const prompt = async (selection: string, own = headers): Promise<Loose> => {
  const { body } = await ask(server, `{ prompt(name: "support") { ${selection} } }`, { headers: own });
  expect(body.errors).toBeUndefined();
  return body.data.prompt;
};

/** The same numbers, computed from the spans that were sent. */
function expectedOf(version: string, chosen: (span: Span) => boolean = () => true) {
  const own = spans.filter((span) => span.promptName === 'support' && span.promptVersion === version && chosen(span));
  const verdicts = own.flatMap((span) => judged.get(span) ?? []);
  const ratings = verdicts.map(({ rating }) => rating);
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  const latencies = own.map(({ startUs, endUs }) => ((endUs as number) - startUs) / 1_000).toSorted((a, b) => a - b);
  const place = (latencies.length - 1) / 2;
  return {
    version,
    messageCount: own.length,
    traceCount: new Set(own.map(({ traceId }) => traceId)).size,
    inputTokens: own.length * 100,
    outputTokens: own.length * 20,
    latencyP50Ms: ((latencies[Math.floor(place)] as number) + (latencies[Math.ceil(place)] as number)) / 2,
    errorShare: own.filter(({ isError }) => isError).length / own.length,
    judgedCount: verdicts.length,
    successShare: verdicts.filter(({ success }) => success).length / verdicts.length,
    ratedCount: ratings.length,
    averageRating: expect.closeTo(mean, 9),
  };
}

test('each version has the numbers of the messages whose spans name it', async () => {
  const { numbers } = await prompt(`numbers { ${fields} }`);
  expect(numbers.toSorted((a: Loose, b: Loose) => (a.version < b.version ? -1 : 1))).toMatchObject(
    ['1', '2', '3'].map((one) => expectedOf(one)),
  );
  for (const { successShare, successInterval, averageRating, ratingInterval } of numbers) {
    expect(successInterval.low).toBeLessThan(successShare);
    expect(successInterval.high).toBeGreaterThan(successShare);
    expect((ratingInterval.low + ratingInterval.high) / 2).toBeCloseTo(averageRating, 9);
    expect([ratingInterval.low >= 1, ratingInterval.high <= 5]).toEqual([true, true]);
  }
});

test('a range of time counts the messages within', async () => {
  const day = (n: number) => new Date(Date.UTC(2026, 10, n));
  const { numbers, usage } = await prompt(
    `numbers(range: { from: "${day(2).toISOString()}", to: "${day(3).toISOString()}" }) { version messageCount traceCount }
     usage(range: { from: "${day(2).toISOString()}", to: "${day(3).toISOString()}" }) { messageCount }`,
  );
  const within = ({ endUs }: Span): boolean =>
    (endUs as number) >= day(2).getTime() * 1_000 && (endUs as number) < day(3).getTime() * 1_000;
  const expected = ['1', '2', '3'].map((one) => expectedOf(one, within));
  const counts = Object.fromEntries(numbers.map(({ version, messageCount, traceCount }: Loose) => [version, [messageCount, traceCount]]));
  expect(counts).toEqual(
    Object.fromEntries(expected.map(({ version, messageCount, traceCount }) => [version, [messageCount, traceCount]])),
  );
  expect(usage.messageCount).toBe(expected.reduce((sum, { messageCount }) => sum + messageCount, 0));
});

test('two versions are compared with interval and verdict, and all versions are summed up in the list', async () => {
  const { comparison, usage } = await prompt(
    'comparison(version: 2, base: 1) { metric value base difference interval { low high } verdict } usage { messageCount successShare lastUsedAt }',
  );
  const [one, two] = [expectedOf('1'), expectedOf('2')];
  const success = comparison.find(({ metric }: Loose) => metric === 'SUCCESS_SHARE');
  expect(success).toMatchObject({ value: two.successShare, base: one.successShare, verdict: 'WORSE' });
  expect(comparison.find(({ metric }: Loose) => metric === 'LATENCY_P50').verdict).toBe('WORSE');
  expect(usage.messageCount).toBe(['1', '2', '3'].reduce((sum, version) => sum + expectedOf(version).messageCount, 0));
});

test('the newest messages of a version are found with their traces', async () => {
  const { uses } = await prompt('uses(version: 2, limit: 3) { messageExternalId traceId spanId errorType success }');
  const newest = spans.filter(({ promptName, promptVersion }) => promptName === 'support' && promptVersion === '2').toReversed();
  expect(uses.map(({ traceId, spanId }: Loose) => [traceId, spanId])).toEqual(
    newest.slice(0, 3).map(({ traceId, spanId }) => [traceId, spanId]),
  );
  expect(uses[0].messageExternalId).toBe(messageIdOfSpan(newest[0]!.traceId, newest[0]!.spanId));
});

test('a prompt of another workspace with the same name shows nothing of them', async () => {
  const { stores, live, defaultWorkspaceId: workspaceId } = server;
  const viewer = { workspaceId, role: 'OWNER', keyScope: null, person: null } as never;
  await inWorkspace(workspaceId, () => savePromptVersion({ stores, live, viewer }, { name: 'support', text: 'x' }, new Date()));
  expect(await prompt('numbers { version } usage { messageCount }', {})).toEqual({ numbers: [], usage: null });
});

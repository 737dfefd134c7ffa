import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { openBus } from '../../../platform/live/open.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { evaluateMessages } from '../../evaluations/commands.ts';
import { ingestMessages } from '../../messages/commands.ts';
import type { Trajectory } from '../types.ts';
import { readText } from './read-texts.ts';
import { Sentiment } from './sentiment.ts';

let stores: Stores;
let live: LiveBus;
let workspaceId: string;

const now = new Date('2026-11-20T13:45:00Z');
const filter = { from: new Date('2026-11-10T00:00:00Z'), to: new Date('2026-11-20T00:00:00Z') };

const bad = 'This is the third time I ask, and the answer is still wrong.';
const plain = 'Please list the invoices of October.';
const good = 'Perfect, thank you, that helped a lot.';
/** Texts of the user of each conversation, and how it went. */
const talks: readonly (readonly [texts: readonly string[], course: Trajectory | null])[] = [
  [[plain, good], 'STEADY'],
  [[plain, bad, good], 'RESOLVED'],
  [[plain, plain, bad], 'TURNED_NEGATIVE'],
  [[bad, plain, bad], 'LEFT_NEGATIVE'],
  [[bad], 'LEFT_NEGATIVE'],
  [['Warum ist die Rechnung schon wieder falsch?'], null],
  [[plain], 'STEADY'],
];
const copies = 3;

/** Conversations on a day each; their answers are of one of two models. Who felt bad rated 1, who did not 5. */
function messagesOf(): { messages: object[]; judgments: object[] } {
  const messages: object[] = [];
  const judgments: object[] = [];
  for (let copy = 0; copy < copies; copy += 1) {
    talks.forEach(([texts], place) => {
      const conversationId = `c-${copy}-${place}`;
      texts.forEach((content, turn) => {
        const at = Date.UTC(2026, 10, 11 + copy, 8 + place, turn * 2);
        messages.push({
          externalId: `${conversationId}-${turn}-u`,
          conversationId,
          role: 'USER',
          content,
          createdAt: new Date(at).toISOString(),
        });
        messages.push({
          externalId: `${conversationId}-${turn}-a`,
          conversationId,
          role: 'ASSISTANT',
          content: 'An answer.',
          model: place < 3 ? 'one' : 'two',
          latencyMs: 100 * (place + 1),
          toolCalls: [{ name: 'find', success: !texts.includes(bad) }],
          createdAt: new Date(at + 30_000).toISOString(),
        });
        // Not every conversation is judged.
        if (place === 6) return;
        judgments.push({
          externalId: `${conversationId}-${turn}-e`,
          messageExternalId: `${conversationId}-${turn}-a`,
          rating: content === bad ? 1 : 5,
          success: content !== bad,
        });
      });
    });
  }
  return { messages, judgments };
}

beforeAll(async () => {
  stores = await openTestStores();
  live = await openBus(null, undefined as never);
  workspaceId = await createTestWorkspace(stores, 'sentiment');
  const other = await createTestWorkspace(stores, 'sentiment-other');
  const { messages, judgments } = messagesOf();
  for (const [id, items] of [
    [workspaceId, messages],
    [other, [{ externalId: 'x', conversationId: 'x', role: 'USER', content: bad, createdAt: '2026-11-12T00:00:00Z' }]],
  ] as const)
    expect(await ingestMessages({ stores, live }, id, items, now)).toMatchObject({ ok: true, value: { rejected: [] } });
  expect(await evaluateMessages(stores, workspaceId, judgments, now)).toMatchObject({ ok: true, value: { rejected: [] } });
  await drainProjection(stores);
});
afterAll(() => stores?.close());

const all = talks.flatMap(([texts]) => texts);
const read = all.map((content) => readText({ role: 'USER', content })).filter(({ isSupported }) => isSupported);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('messages are counted by language, and the mean is that of the messages of supported ones', async () => {
  const sentiment = await Sentiment.open(stores, workspaceId, filter, now);
  expect(await sentiment.messageCount()).toBe(copies * all.length);
  expect(await sentiment.languages()).toEqual([
    { language: 'en', isSupported: true, messageCount: copies * read.length },
    { language: 'de', isSupported: false, messageCount: copies },
  ]);
  const average = await sentiment.average();
  expect(average?.mean).toBeCloseTo(mean(read.map((one) => one.sentiment as number)), 5);
  expect(average?.low).toBeLessThan(average?.mean as number);
  expect(average?.high).toBeGreaterThan(average?.mean as number);
});

test('shares of emotions and buckets over time come to the same messages', async () => {
  const sentiment = await Sentiment.open(stores, workspaceId, filter, now);
  const frustrated = read.filter(({ emotions }) => emotions.some(([emotion]) => emotion === 'FRUSTRATION')).length;
  expect(frustrated).toBeGreaterThan(0);
  const shares = await sentiment.emotions();
  expect(shares).toHaveLength(12);
  expect(shares[0]).toMatchObject({ emotion: 'FRUSTRATION', messageCount: copies * frustrated, previousShare: null });
  expect(shares[0]?.share).toBeCloseTo(frustrated / read.length, 10);
  const series = await sentiment.series();
  expect(series.reduce((sum, { messageCount }) => sum + messageCount, 0)).toBe(copies * read.length);
  expect(mean(series.flatMap(({ messageCount, average }) => Array.from({ length: messageCount }, () => average)))).toBeCloseTo(
    (await sentiment.average())?.mean as number,
    6,
  );
});

test('each conversation took the course that its messages say, and turned at the message after the turn', async () => {
  const sentiment = await Sentiment.open(stores, workspaceId, filter, now);
  const countOf = (course: Trajectory): number => copies * talks.filter(([, one]) => one === course).length;
  expect((await sentiment.trajectories()).map(({ trajectory, conversationCount }) => [trajectory, conversationCount])).toEqual(
    (['RESOLVED', 'STEADY', 'TURNED_NEGATIVE', 'LEFT_NEGATIVE'] as const).map((course) => [course, countOf(course)]),
  );
  const turned = await sentiment.turned(20);
  expect(turned.map(({ trajectory }) => trajectory)).toEqual([
    'TURNED_NEGATIVE',
    'RESOLVED',
    'TURNED_NEGATIVE',
    'RESOLVED',
    'TURNED_NEGATIVE',
    'RESOLVED',
  ]);
  const messages = await stores.prisma.message.findMany({
    where: { workspaceId, id: { in: turned.slice(0, 2).map(({ messageId }) => messageId) } },
  });
  expect(messages.map(({ externalId }) => externalId).sort()).toEqual(['c-2-1-2-u', 'c-2-2-2-u']);
});

test('sentiment falls with failed tools and rises with ratings; a filter by model leaves the conversations of others out', async () => {
  const found = await (await Sentiment.open(stores, workspaceId, filter, now)).correlations();
  expect(found.map((one) => one.with)).toEqual(['RATING', 'SUCCESS', 'TOOL_ERRORS', 'LATENCY']);
  const [rating, success, toolErrors] = found;
  expect(rating).toMatchObject({ n: copies * (talks.length - 2) });
  expect(toolErrors).toMatchObject({ n: copies * (talks.length - 1) });
  expect(rating?.low).toBeGreaterThan(0);
  expect(success?.low).toBeGreaterThan(0);
  expect(toolErrors?.high).toBeLessThan(0);
  expect(toolErrors?.sentence).toMatch(/^Sentiment falls strongly with the share of tool calls that failed: -0\.\d+ \(95 % interval/);

  const ofOne = await Sentiment.open(stores, workspaceId, { ...filter, models: ['one'] }, now);
  expect(await ofOne.messageCount()).toBe(copies * talks.slice(0, 3).flatMap(([texts]) => texts).length);
  const frustrated = await Sentiment.open(stores, workspaceId, { ...filter, emotions: ['FRUSTRATION'] }, now);
  expect(await frustrated.messageCount()).toBe(copies * talks.filter(([texts]) => texts.includes(bad)).flatMap(([texts]) => texts).length);
  const german = await Sentiment.open(stores, workspaceId, { ...filter, languages: ['de'], topicIds: [] }, now);
  expect(await german.messageCount()).toBe(copies);
  const ofTopic = await Sentiment.open(stores, workspaceId, { ...filter, topicIds: ['7'] }, now);
  expect(await ofTopic.messageCount()).toBe(0);
  const ofNone = await Sentiment.open(stores, workspaceId, { ...filter, models: ['three'] }, now);
  expect([
    await ofNone.messageCount(),
    await ofNone.average(),
    await ofNone.emotions(),
    await ofNone.trajectories(),
    await ofNone.turned(5),
  ]).toEqual([0, null, [], [], []]);
  expect((await ofNone.correlations())[0]).toMatchObject({ n: 0, coefficient: null, sentence: expect.stringContaining('too few') });
});

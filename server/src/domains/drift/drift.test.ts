import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { randomOf } from '../../platform/statistics/bootstrap.ts';
import { dayMs } from '../analytics/pure/interval.ts';
import { forgetErased } from './commands.ts';

const end = Math.floor(Date.now() / dayMs) * dayMs;
const [quietFrom, before, after] = [end - 15 * dayMs, end - 10 * dayMs, end - 5 * dayMs];
const at = (ms: number): string => new Date(ms).toISOString();
const perWindow = 90;

/** Conversations of two messages in three windows; in the last one, answers of a new model are short, and every third refuses. */
function messages(): object[] {
  const random = randomOf(4);
  const words = ['flight', 'seat', 'refund', 'luggage', 'ticket', 'gate', 'delay', 'booking'];
  const text = (count: number): string =>
    Array.from({ length: count }, () => words[Math.floor(words.length * random())] as string).join(' ');
  return [quietFrom, before, after].flatMap((from, window) =>
    Array.from({ length: perWindow }, (_, place) => {
      const conversationId = `c${window}-${place}`;
      const createdAt = at(from + Math.floor(4 * dayMs * random()));
      const isNew = window === 2;
      const refusal = isNew && place % 3 === 0 ? "I'm sorry, but I can't help with that. " : '';
      const common = { conversationId, createdAt, model: isNew && place % 2 === 0 ? 'm2' : 'm1' };
      return [
        {
          ...common,
          externalId: `u${conversationId}`,
          role: 'USER',
          content: `Please tell me about my ${text(4 + Math.floor(8 * random()))}`,
        },
        {
          ...common,
          externalId: `a${conversationId}`,
          role: 'ASSISTANT',
          content: `${refusal}The ${text(isNew ? 6 : 20 + Math.floor(20 * random()))}.`,
        },
      ];
    }).flat(),
  );
}

const document = `query ($input: DriftInput!) { drift(input: $input) {
  baselineCount currentCount hasDrifted sentence tooLittle
  features { feature kind hasDrifted pValueAdjusted effect effectLabel sentence tests { method statistic threshold pValue }
    baseline { label count share } current { label count share } words { word baselineShare currentShare }
    newExamples { content role } vanishedExamples { content } } } }`;

let server: TestServer;
let own: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  own = await openTestWorkspace(server);
  for (const half of [messages().slice(0, 300), messages().slice(300)]) {
    const body = await own.run(
      'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { reason } } }',
      {
        messages: half,
      },
    );
    expect(body.data.ingestMessages.rejected).toEqual([]);
  }
  await drainProjection(server.stores);
});
afterAll(() => server?.close());

const driftOf = async (input: object): Promise<Loose> => {
  const body = await own.run(document, { input });
  expect(body.errors).toBeUndefined();
  return body.data.drift;
};
const changed = { filter: { from: at(after), to: at(end) } };

describe('drift', () => {
  test('finds what changed in the answers, with examples, and nothing in the prompts', async () => {
    const found = await driftOf(changed);
    expect([found.baselineCount, found.currentCount, found.hasDrifted]).toEqual([perWindow, perWindow, true]);
    const of = (feature: string): Loose => found.features.find((one: Loose) => one.feature === feature);
    expect(of('RESPONSE_LENGTH')).toMatchObject({ kind: 'NUMBER', hasDrifted: true, effectLabel: 'LARGE' });
    expect(of('REFUSAL_RATE')).toMatchObject({ kind: 'CATEGORY', hasDrifted: true });
    expect(of('REFUSAL_RATE').current).toContainEqual({ label: 'yes', count: perWindow / 3, share: 1 / 3 });
    expect(of('REFUSAL_RATE').newExamples.length).toBe(5);
    expect(of('REFUSAL_RATE').newExamples.every(({ content, role }: Loose) => role === 'ASSISTANT' && content.includes("can't help"))).toBe(
      true,
    );
    expect(of('MODEL_MIX')).toMatchObject({ hasDrifted: true });
    expect(of('MODEL_MIX').current.map(({ label, count }: Loose) => [label, count])).toEqual([
      ['m1', perWindow / 2],
      ['m2', perWindow / 2],
    ]);
    expect(of('PROMPT_LENGTH').hasDrifted).toBe(false);
    expect(of('LANGUAGE')?.hasDrifted ?? false).toBe(false);
    for (const { tests } of found.features) for (const { pValue } of tests) expect(pValue).toBeGreaterThan(0);
    expect(found.sentence).toMatch(/of \d+ features have drifted/);
  });

  test('finds nothing between two windows of the same traffic', async () => {
    const found = await driftOf({ filter: { from: at(before), to: at(after) } });
    expect(found).toMatchObject({ hasDrifted: false, tooLittle: null, baselineCount: perWindow });
    expect(found.sentence).toMatch(/^None of \d+ features has drifted\.$/);
  });

  test('compares the words of answers, and takes features, roles and a baseline of its own', async () => {
    const input = {
      ...changed,
      role: 'ASSISTANT',
      features: ['VOCABULARY', 'PROMPT_LENGTH'],
      baseline: 'RANGE',
      baselineFrom: at(quietFrom),
      baselineTo: at(after),
    };
    const found = await driftOf(input);
    expect(found.features.map(({ feature }: Loose) => feature)).toEqual(['VOCABULARY']);
    const [vocabulary] = found.features;
    expect(vocabulary).toMatchObject({ hasDrifted: true, tests: [{ method: 'MMD' }, { method: 'CLASSIFIER' }] });
    expect(vocabulary.words.map(({ word }: Loose) => word)).toContain('sorry');
    expect(found.baselineCount).toBe(2 * perWindow);
  });

  test('too few conversations are stated', async () => {
    const found = await driftOf({ filter: { ...changed.filter, models: ['none'] } });
    expect(found).toMatchObject({ hasDrifted: false, features: [], currentCount: 0 });
    expect(found.tooLittle).toMatch(/at least 30/);
  });

  test.each([
    [{ ...changed, baseline: 'RANGE' }, 'input.baselineFrom', 'is missing'],
    [{ ...changed, baselineFrom: at(before) }, 'input.baseline', 'is not RANGE'],
    [{ ...changed, features: [] }, 'input.features', 'is empty'],
    [{ ...changed, falseAlarmRate: 0.9 }, 'input.falseAlarmRate', '0.001 to 0.2'],
    [{ ...changed, baseline: 'RANGE', baselineFrom: at(before), baselineTo: at(end) }, 'input.baselineFrom', 'overlaps'],
  ])('%o is refused at %s', async (input, field, reason) => {
    const { errors } = await own.run(document, { input });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(errors[0].extensions.reason).toContain(reason);
  });
});

describe('pinned baselines', () => {
  const pin = 'mutation ($input: PinDriftBaselineInput!) { pinDriftBaseline(input: $input) { id name filter from to } }';
  const week = { from: at(quietFrom), to: at(before) };

  test('are compared with, by their own filter and time, listed by name, and deleted', async () => {
    const body = await own.run(pin, { input: { name: 'quiet', ...week, filter: { models: ['m1'] } } });
    const { id, ...pinned } = body.data.pinDriftBaseline;
    expect(pinned).toEqual({ name: 'quiet', filter: { models: ['m1'] }, from: at(quietFrom), to: at(before) });
    const found = await driftOf({ ...changed, baseline: 'PINNED', baselineId: id });
    expect([found.baselineCount, found.currentCount, found.hasDrifted]).toEqual([perWindow, perWindow, true]);
    const ranged = await driftOf({ ...changed, baseline: 'RANGE', baselineFrom: week.from, baselineTo: week.to });
    expect(found.features).toEqual(ranged.features);
    const none = await own.run(pin, { input: { name: 'other', ...week, filter: { models: ['m9'] } } });
    const empty = await driftOf({ ...changed, baseline: 'PINNED', baselineId: none.data.pinDriftBaseline.id });
    expect([empty.baselineCount, empty.currentCount]).toEqual([0, perWindow]);
    expect((await own.run('{ driftBaselines { name } }')).data.driftBaselines).toEqual([{ name: 'other' }, { name: 'quiet' }]);
    await own.run('mutation ($id: ID!) { deleteDriftBaseline(id: $id) }', { id });
    const gone = await own.run(document, { input: { ...changed, baseline: 'PINNED', baselineId: id } });
    expect(gone.errors[0].extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.baselineId' });
  });

  test('of another workspace are not there', async () => {
    const other = await openTestWorkspace(server);
    const { id } = (await other.run(pin, { input: { name: 'theirs', ...week } })).data.pinDriftBaseline;
    const body = await own.run(document, { input: { ...changed, baseline: 'PINNED', baselineId: id } });
    expect(body.errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await own.run('mutation ($id: ID!) { deleteDriftBaseline(id: $id) }', { id })).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  test.each([
    ['the same name', { name: 'taken', ...week }, 'input.name', /another baseline/],
    ['ends that are swapped', { name: 'x', from: week.to, to: week.from }, 'input.from', /not before the end/],
    ['too long a time', { name: 'x', from: '2020-01-01T00:00:00Z', to: week.to }, 'input.from', /400 days/],
    ['a filter with a time', { name: 'x', ...week, filter: { from: week.from } }, 'input.filter', /has a time range/],
    ['a name of two lines', { name: 'a\nb', ...week }, 'input.name', /./],
    ['a NUL in its filter', { name: 'x', ...week, filter: { models: ['a\u0000'] } }, 'input.filter', /NUL/],
  ])('are not pinned with %s', async (_name, input, field, reason) => {
    await own.run(pin, { input: { name: 'taken', ...week } });
    const { errors } = await own.run(pin, { input });
    expect(errors[0].extensions).toMatchObject({ field: expect.stringContaining(field), reason: expect.stringMatching(reason) });
  });

  test.each([
    [{ baseline: 'PINNED' }, 'input.baselineId'],
    [{ baseline: 'PINNED', baselineFrom: week.from }, 'input.baseline'],
    [{ baseline: 'PINNED', baselineId: btoa('Anomaly:1') }, 'input.baselineId'],
  ])('parts that do not go together are refused: %j', async (input, field) => {
    const { errors } = await own.run(document, { input: { ...changed, ...input } });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  test('that name a user go when the user is erased', async () => {
    await own.run(pin, { input: { name: 'of a user', ...week, filter: { users: ['u-1'] } } });
    await forgetErased(server.stores, { workspaceId: own.id, userIds: ['u-1'] });
    const names = (await own.run('{ driftBaselines { name } }')).data.driftBaselines.map(({ name }: Loose) => name);
    expect(names).not.toContain('of a user');
    expect(names).toContain('taken');
  });
});

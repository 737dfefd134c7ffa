import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factOf, writeFacts } from '../analytics/analytics.testing.ts';
import { dayMs, hourMs } from '../analytics/pure/interval.ts';
import { findTopics } from '../meaning/background/find-topics.ts';
import { drainProjection } from '../../background.ts';
import { randomOf } from '../../platform/statistics/bootstrap.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { sendTraffic } from '../signals/tests/traffic.testing.ts';
import { drainJudging } from '../judges/background/work.ts';
import { findInsights } from './background/find.ts';
import { maxNoteLength } from './types.ts';

const now = new Date(Math.floor(Date.now() / hourMs) * hourMs);
const before = (days: number): number => now.getTime() - days * dayMs;

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

/** Looks at every source whose time has come. */
const look = (workspace: TestWorkspace, at: Date = now): Promise<void> =>
  findInsights(server.stores, workspace.id, at, new AbortController().signal, (error) => {
    throw error;
  });

const fields = 'id kind sentence value unit link isNew createdAt dismissedAt dismissReason dismissNote';
const must = async (workspace: TestWorkspace, query: string, variables: object = {}): Promise<Loose> => {
  const { data, errors } = await workspace.run(query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const shown = async (workspace: TestWorkspace, first = 20): Promise<Loose[]> =>
  (await must(workspace, `query ($first: Int) { insights(first: $first) { ${fields} } }`, { first })).insights;
const dismiss = `mutation ($id: ID!, $reason: InsightReason!, $note: String) { dismissInsight(id: $id, reason: $reason, note: $note) { ${fields} } }`;

/** Three weeks of answers; in the last one, those of `m-large` fail often. */
async function withIncident(): Promise<TestWorkspace> {
  const workspace = await openTestWorkspace(server);
  const random = randomOf(7);
  const facts = Array.from({ length: 6_000 }, (_, place) => {
    const at = before(21) + Math.floor(21 * dayMs * random());
    const model = random() < 0.5 ? 'm-large' : 'm-small';
    const isHit = at >= before(7) && model === 'm-large';
    return factOf({
      id: place + 1,
      at: new Date(at),
      conversation: Math.floor(place / 3) + 1,
      model,
      latencyMs: 500 + Math.round(500 * random()),
      costNanoUsd: 1_000_000,
      error: random() < (isHit ? 0.3 : 0.03) ? 'timeout' : '',
    });
  });
  await writeFacts(server.stores, workspace.id, facts, 1);
  return workspace;
}

describe('insights of numbers', () => {
  let own: TestWorkspace;
  beforeAll(async () => {
    own = await withIncident();
  });

  test('name the metric that changed, with its number, the group that it comes from, and the page that explains it', async () => {
    expect(await shown(own)).toEqual([]);
    await look(own);
    const [first, ...others] = await shown(own);
    expect(others.every(({ kind }) => kind !== 'CHANGE')).toBe(true);
    expect(first).toMatchObject({ kind: 'CHANGE', unit: 'share', isNew: false, dismissedAt: null });
    expect(first.sentence).toMatch(/^The error rate rose from \d.*% to 1\d.*%\. Messages with model m-large explain \d+ % of it\.$/);
    expect(first.value).toBeGreaterThan(0.1);
    expect(first.value).toBeLessThan(0.25);
    const link = new URL(first.link, 'http://x');
    expect(link.pathname).toBe('/why');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      range: 'custom',
      from: new Date(before(7)).toISOString(),
      to: now.toISOString(),
      metric: 'ERROR_SHARE',
    });
  });

  test('stay the same ones while later looks find them, and are over when one does not', async () => {
    const [held] = await shown(own);
    await look(own, new Date(now.getTime() + 30 * 60_000)); // not due yet
    await look(own, new Date(now.getTime() + hourMs));
    const [again] = await shown(own);
    expect([again.id, again.createdAt]).toEqual([held.id, held.createdAt]);
    // Two weeks later nothing of it is in either week.
    await look(own, new Date(now.getTime() + 15 * dayMs));
    expect(await shown(own)).toEqual([]);
    // Found again after more than seven days it is another one.
    await server.stores.prisma.insight.updateMany({ where: { workspaceId: own.id }, data: { goneAt: new Date(before(8)) } });
    await server.stores.prisma.insightProgress.deleteMany({ where: { workspaceId: own.id } });
    await look(own);
    const [other] = await shown(own);
    expect(other.sentence).toMatch(/^The error rate rose from /);
    expect(other.id).not.toBe(held.id);
  });

  test('are dismissed with a reason, which teaches, and restored', async () => {
    const [first] = await shown(own);
    const body = await own.run(dismiss, { id: first.id, reason: 'NOT_IMPORTANT', note: ' a load test ' });
    expect(body.data.dismissInsight).toMatchObject({ id: first.id, dismissReason: 'NOT_IMPORTANT', dismissNote: 'a load test' });
    expect((await shown(own)).map(({ id }) => id)).not.toContain(first.id);
    const list = `{ dismissedInsights { ${fields} } }`;
    expect((await must(own, list)).dismissedInsights.map(({ id }: Loose) => id)).toEqual([first.id]);
    await look(own, new Date(now.getTime() + 2 * hourMs));
    expect((await shown(own)).map(({ id }) => id)).not.toContain(first.id);
    await must(own, `mutation ($id: ID!) { restoreInsight(id: $id) { ${fields} } }`, { id: first.id });
    expect((await shown(own)).map(({ id }) => id)).toContain(first.id);
    expect((await must(own, list)).dismissedInsights).toEqual([]);
  });

  test.each([
    ['a note that is too long', { note: 'x'.repeat(maxNoteLength + 1) }, /at most 500/],
    ['a note with NUL', { note: 'a\u0000b' }, /NUL/],
  ])('are not dismissed with %s', async (_name, more, reason) => {
    const [first] = await shown(own);
    const { errors } = await own.run(dismiss, { id: first.id, reason: 'WRONG', ...more });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INSIGHT', field: 'note', reason: expect.stringMatching(reason) });
  });

  test('are of their workspace alone', async () => {
    const other = await openTestWorkspace(server);
    const [first] = await shown(own);
    expect(await shown(other)).toEqual([]);
    const { errors } = await other.run(dismiss, { id: first.id, reason: 'WRONG' });
    expect(errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await own.run('{ insights(first: 21) { id } }')).errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('of a month that passes its budget have the cost, and go when there is none', async () => {
    const workspace = await openTestWorkspace(server);
    const facts = Array.from({ length: 60 }, (_, place) =>
      factOf({ id: place + 1, at: new Date(before(place)), costNanoUsd: 1_000_000_000 }),
    );
    await sendTraffic(server.stores, workspace.id, facts);
    await look(workspace);
    expect((await shown(workspace)).filter(({ kind }) => kind === 'COST_OUTLOOK')).toEqual([]);
    await must(
      workspace,
      'mutation { setWorkspaceSettings(input: { slaThresholdMs: 2000, weekStart: MONDAY, targets: [{ metric: COST_PER_MONTH, value: 0.5 }] }) { timeZone } }',
    );
    await look(workspace, new Date(now.getTime() + 3 * hourMs));
    const [outlook] = (await shown(workspace)).filter(({ kind }) => kind === 'COST_OUTLOOK');
    expect(outlook).toMatchObject({ unit: 'usd', link: expect.stringMatching(/^\/analytics/) });
    expect(outlook.sentence).toMatch(/budget of \$0\.50/);
  });
});

test('what users write about, how they feel and how messages look is reported against the week before', async () => {
  const workspace = await openTestWorkspace(server);
  const calm = [
    (n: number) => `Please change the departure date of flight ${n} to another day`,
    (n: number) => `How do I reset the password of my account, login ${n}`,
  ];
  const angry = (n: number): string => `This is terrible, I hate it! My refund of invoice ${n} was refused, I am so angry and disappointed`;
  const conversation = (place: number, at: number, text: string): object[] => [
    { externalId: `u${place}`, conversationId: `c${place}`, role: 'USER', content: text, createdAt: new Date(at).toISOString() },
    {
      externalId: `a${place}`,
      conversationId: `c${place}`,
      role: 'ASSISTANT',
      content: `I look into it, number ${place}`,
      model: 'm',
      createdAt: new Date(at + 1_000).toISOString(),
    },
  ];
  const messages = Array.from({ length: 240 }, (_, place) => {
    const isLate = place >= 120;
    const at = before(isLate ? 6 : 13) + (place % 120) * 30 * 60_000;
    return conversation(place, at, isLate && place % 2 === 0 ? angry(place) : (calm[place % 4 < 2 ? 0 : 1]?.(place) as string));
  }).flat();
  await must(
    workspace,
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { field reason } } }',
    { messages },
  );
  await drainProjection(server.stores);
  expect(await findTopics(server.stores, workspace.id, now)).toBeGreaterThan(1);
  await look(workspace);
  const found = new Map((await shown(workspace)).map((one) => [one.kind, one]));
  expect(found.get('NEW_TOPIC')).toMatchObject({ unit: 'share', link: expect.stringMatching(/^\/messages\?.*&topic=\d+$/) });
  expect(found.get('NEW_TOPIC').value).toBeGreaterThan(0.05);
  expect(found.get('NEW_TOPIC').sentence).toMatch(/^Users write about something new: .*It is \d+(\.\d)? % of their messages\.$/);
  expect(found.get('SENTIMENT')).toMatchObject({ unit: 'number', link: expect.stringMatching(/^\/sentiment\?/) });
  expect(found.get('SENTIMENT').sentence).toMatch(/more negative: their mean sentiment fell from -?0\.\d\d to -0\.\d\d/);
  expect(found.get('DRIFT')).toMatchObject({ unit: 'number', link: expect.stringMatching(/^\/drift\?/) });
  expect(found.get('DRIFT').value).toBeGreaterThan(0.1);
  // Names of topics are of texts: they go with any user's data.
  const { forgetTopics } = await import('./commands.ts');
  await forgetTopics(server.stores, { workspaceId: workspace.id });
  expect((await shown(workspace)).map(({ kind }) => kind)).not.toContain('NEW_TOPIC');
});

test('a judge that people contradict is named with its agreement', async () => {
  const workspace = await openTestWorkspace(server);
  const messages = Array.from({ length: 30 }, (_, place) => ({
    externalId: `m${place}`,
    conversationId: `c${place}`,
    role: 'ASSISTANT',
    content: place % 2 === 0 ? 'Berlin' : 'Paris',
    model: 'm',
    createdAt: new Date(before(1) + place * 1_000).toISOString(),
  }));
  await must(workspace, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages });
  const evaluations = messages.map(({ externalId }, place) => ({
    externalId: `e${place}`,
    messageExternalId: externalId,
    evaluator: 'ada',
    evaluatorKind: 'HUMAN',
    success: place % 3 !== 0,
  }));
  await must(
    workspace,
    'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted rejected { reason } } }',
    { evaluations },
  );
  await drainProjection(server.stores);
  const input = { name: 'names Berlin', rule: { kind: 'CONTAINS', texts: ['Berlin'] } };
  const { saveJudge } = await must(workspace, 'mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { id } }', { input });
  await must(workspace, 'mutation ($input: JudgeRunInput!) { startJudgeRun(input: $input) { id } }', {
    input: { judgeId: saveJudge.id, filter: {} },
  });
  await drainJudging(server.stores);
  await look(workspace);
  const [judge] = (await shown(workspace)).filter(({ kind }) => kind === 'UNTRUSTED_JUDGE');
  expect(judge).toMatchObject({ unit: 'number', link: `/judges/${encodeURIComponent(saveJudge.id)}` });
  expect(judge.sentence).toMatch(
    /^The judge "names Berlin" agrees with people too little to be trusted: -?0\.\d\d over 30 messages, where 0\.4 is wanted\.$/,
  );
});

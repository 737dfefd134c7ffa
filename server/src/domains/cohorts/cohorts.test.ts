import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { asInput } from './commands/save.ts';
import { membersOf } from './reference.testing.ts';
import type { CohortRule } from './types.ts';
import { commandTests } from './tests/commands.testing.ts';
import { targetingTests } from './tests/targeting.testing.ts';
import { privacyTests } from './tests/privacy.testing.ts';
import { dayMs, worldOf, type World } from './world.testing.ts';

let server: TestServer;
let workspace: TestWorkspace;
let world: World;
const iso = (ms: number): string => new Date(ms).toISOString();

beforeAll(async () => {
  server = await openTestServer();
  workspace = await openTestWorkspace(server);
  world = worldOf(Date.now());
  const send = async (mutation: string, argument: string, type: string, items: readonly object[]) => {
    const { data, errors } = await workspace.run(
      `mutation ($items: [${type}!]!) { ${mutation}(${argument}: $items) { accepted rejected { index field reason } } }`,
      { items },
    );
    expect(errors).toBeUndefined();
    expect(data[mutation]).toEqual({ accepted: items.length, rejected: [] });
  };
  await send(
    'identifyUsers',
    'users',
    'UserInput',
    [...world.properties].map(([userId, properties]) => ({ userId, properties })),
  );
  await send(
    'ingestMessages',
    'messages',
    'MessageInput',
    world.messages.map(({ externalId, user, conversation, session, role, at, model, tools, errorType, tokens, shown }) => ({
      externalId,
      conversationId: conversation,
      role,
      content: 'x',
      userId: user,
      sessionId: session,
      createdAt: iso(at),
      model,
      errorType,
      outputTokens: tokens,
      toolCalls: tools.map((name) => ({ name })),
      ...(shown !== null && { experimentName: shown.experiment, variant: shown.variant }),
    })),
  );
  await send(
    'evaluateMessages',
    'evaluations',
    'EvaluationInput',
    world.messages.flatMap(({ externalId, rating, success }) =>
      rating === null && success === null ? [] : [{ messageExternalId: externalId, rating, success, evaluatorKind: 'HUMAN' }],
    ),
  );
  await send(
    'recordEvents',
    'events',
    'EventInput',
    world.events.map(({ name, user, at, value }, place) => ({ name, unitId: user, at: iso(at), value, externalId: `e${place}` })),
  );
  const { data } = await workspace.run(
    'mutation { createExperiment(input: { key: "look", name: "Look", variants: [{ key: "a" }, { key: "b" }] }) { id } }',
  );
  await workspace.run('mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id: data.createExperiment.id });
  await send(
    'recordExposures',
    'exposures',
    'ExposureInput',
    world.exposures.map(({ experiment, variant, user }) => ({ experiment, variant, unitId: user })),
  );
  await drainProjection(server.stores);
});
afterAll(() => server?.close());

const previewed = async (rule: CohortRule): Promise<Loose> => {
  const body = await workspace.run('query ($rule: CohortRuleInput!) { cohortPreview(rule: $rule) { userCount totalUserCount } }', {
    rule: asInput(rule),
  });
  expect(body.errors).toBeUndefined();
  return body;
};

async function membersFound(rule: CohortRule, name: string): Promise<string[]> {
  const { data, errors } = await workspace.run(
    'mutation ($input: CohortInput!) { createCohort(input: $input) { id userCount members(first: 200) { edges { node { userId } } } } }',
    { input: { name, rule: asInput(rule) } },
  );
  expect(errors).toBeUndefined();
  return data.createCohort.members.edges.map(({ node }: Loose) => node.userId).sort();
}

const activity = (measure: string, test: string, number: number, more: object = {}): CohortRule =>
  ({ activity: { measure, test, number, ...more } }) as CohortRule;
const property = (name: string, test: string, more: object = {}): CohortRule => ({ property: { name, test, ...more } }) as CohortRule;
const event = (name: string, test: string, number: number, more: object = {}): CohortRule =>
  ({ event: { name, measure: 'COUNT', test, number, ...more } }) as CohortRule;
const middle = iso(Date.UTC(2026, 0, 1));

const leaves: readonly (readonly [string, CohortRule])[] = [
  ['a text', property('plan', 'IS', { values: ['pro'] })],
  ['one of values of several types, each only as its type', property('plan', 'IS', { values: [3, true] })],
  ['a text of digits, which is no number', property('plan', 'IS', { values: ['3'] })],
  ['an element of a list', property('flags', 'IS', { values: ['beta'] })],
  ['a part of a text, whatever its case', property('plan', 'CONTAINS', { text: 'PRO' })],
  ['a property at all', property('seats', 'EXISTS')],
  ['a property that there is not', property('nothing', 'EXISTS')],
  ['a number above', property('seats', 'ABOVE', { number: 5 })],
  ['a number of at least', property('seats', 'AT_LEAST', { number: 0 })],
  ['a number below', property('seats', 'BELOW', { number: 0 })],
  ['a number of at most', property('seats', 'AT_MOST', { number: 3 })],
  ['numbers of a property with texts among them', property('plan', 'AT_LEAST', { number: 0 })],
  ['a date within days', property('signupDate', 'WITHIN_DAYS', { days: 20 })],
  ['a date before', property('signupDate', 'BEFORE', { at: middle })],
  ['a date after', property('signupDate', 'AFTER', { at: middle })],
  ...(
    ['MESSAGES', 'ANSWERS', 'CONVERSATIONS', 'SESSIONS', 'ACTIVE_DAYS', 'RATINGS', 'SUCCESSES', 'FAILURES', 'ERRORS', 'TOOL_CALLS'] as const
  ).flatMap((measure): (readonly [string, CohortRule])[] => [
    [`${measure} above`, activity(measure, 'ABOVE', 1)],
    [`${measure} at most, those without any too`, activity(measure, 'AT_MOST', 1)],
    [`${measure} of 0`, activity(measure, 'EQUALS', 0)],
    [`${measure} of 2 in 30 days`, activity(measure, 'EQUALS', 2, { days: 30 })],
    [`${measure} below 2 in 30 days`, activity(measure, 'BELOW', 2, { days: 30 })],
  ]),
  ['tokens of one model', activity('TOKENS', 'AT_LEAST', 80, { models: ['large'] })],
  ['ratings of 1 and 2', activity('RATINGS', 'AT_LEAST', 1, { ratings: [1, 2] })],
  ['calls of one tool, each counted', activity('TOOL_CALLS', 'AT_LEAST', 2, { tools: ['search'] })],
  ['an average rating, without those who gave none', activity('AVERAGE_RATING', 'AT_MOST', 2)],
  ['an average rating above', activity('AVERAGE_RATING', 'ABOVE', 3)],
  ['no cost', activity('COST_USD', 'EQUALS', 0)],
  ['the first message within days', { seen: { which: 'FIRST', test: 'WITHIN_DAYS', days: 30 } }],
  ['the last message within days', { seen: { which: 'LAST', test: 'WITHIN_DAYS', days: 10 } }],
  ['events', event('trial', 'AT_LEAST', 1)],
  ['no events, those without any too', event('trial', 'EQUALS', 0)],
  ['events in days', event('visit', 'ABOVE', 0, { days: 20 })],
  ['the sum of values of events', event('paid', 'ABOVE', 10, { measure: 'SUM' })],
  ['a sum of values below zero', event('paid', 'BELOW', 0, { measure: 'SUM' })],
  ['a first step', { funnel: { steps: ['visit', 'trial', 'paid'], reached: 1, isLast: false, withinDays: 30 } }],
  ['a step in a funnel', { funnel: { steps: ['visit', 'trial', 'paid'], reached: 2, isLast: false, withinDays: 30 } }],
  ['a step and none after it', { funnel: { steps: ['visit', 'trial'], reached: 1, isLast: true, withinDays: 30 } }],
  ['a whole funnel in few days', { funnel: { steps: ['visit', 'trial'], reached: 2, isLast: false, withinDays: 9 } }],
  ['an experiment by exposures', { exposure: { experiment: 'look', variants: [] } }],
  ['a variant by exposures', { exposure: { experiment: 'look', variants: ['b'] } }],
  ['a variant by answers', { exposure: { experiment: 'tone', variants: ['warm'] } }],
  ['a list', { users: ['u1', 'u2', 'not yet seen'] }],
];

describe('each condition is met by those whom a second computation finds', () => {
  test.each(leaves)('%s', async (_name, rule) => {
    const expected = membersOf(world, rule);
    expect((await previewed(rule)).data.cohortPreview.userCount).toBe(expected.length);
    // Who does not meet it: everyone else who is known.
    const others = membersOf(world, { not: rule });
    expect((await previewed({ not: rule })).data.cohortPreview.userCount).toBe(others.filter((user) => known().has(user)).length);
  });

  test('the cases tell users apart', () => {
    const told = leaves.filter(([, rule]) => {
      const count = membersOf(world, rule).length;
      return count > 0 && count < known().size;
    });
    expect(told.length).toBeGreaterThan(leaves.length - 12);
  });
});

const known = (): ReadonlySet<string> => new Set([...world.identified, ...world.messages.map(({ user }) => user)]);

const pro = property('plan', 'IS', { values: ['pro'] });
const busy = activity('MESSAGES', 'AT_LEAST', 1);
const trees: readonly (readonly [string, CohortRule])[] = [
  ['all of two', { all: [pro, busy] }],
  ['any of two', { any: [pro, busy] }],
  ['all, one of them not', { all: [busy, { not: pro }] }],
  ['all, none of them positive', { all: [{ not: busy }, { not: pro }] }],
  ['any, one of them not', { any: [pro, { not: busy }] }],
  ['any, all of them not', { any: [{ not: pro }, { not: busy }] }],
  ['not any', { not: { any: [pro, busy] } }],
  ['not all, twice', { not: { not: { all: [pro, busy] } } }],
  ['a tree', { all: [{ any: [pro, { users: ['u3', 'u7'] }] }, { not: { all: [busy, activity('ERRORS', 'ABOVE', 0)] } }] }],
];

test.each(trees)('%s gives those whom a second computation finds', async (name, rule) => {
  const expected = membersOf(world, rule).filter((user) => known().has(user));
  expect(await membersFound(rule, `tree: ${name}`)).toEqual(expected);
});

test('random trees give those whom a second computation finds', async () => {
  let seed = 7;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const grow = (depth: number): CohortRule => {
    const kind = depth >= 4 ? 3 : Math.floor(random() * 4);
    const some = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => grow(depth + 1));
    if (kind === 0) return { all: some() };
    if (kind === 1) return { any: some() };
    return kind === 2 ? { not: grow(depth + 1) } : (leaves[Math.floor(random() * (leaves.length - 1))] as (typeof leaves)[number])[1];
  };
  for (let turn = 0; turn < 40; turn += 1) {
    const rule = grow(1);
    const { data, errors } = await previewed(rule);
    expect(errors).toBeUndefined();
    // Users of events and exposures alone are in where a condition names them, and not where one leaves out.
    const all = membersOf(world, rule);
    const counts = [all.length, all.filter((user) => known().has(user)).length];
    expect(counts, JSON.stringify(rule)).toContain(data.cohortPreview.userCount);
  }
});

test('what looks like SQL is a value', async () => {
  for (const text of [`'`, `pro' OR 1 = 1 --`, `{p1: String}`, `\\' ; DROP TABLE events`, `${'`'}x${'`'}`])
    expect((await previewed(property(text, 'IS', { values: [text] }))).data.cohortPreview.userCount).toBe(0);
});

test('a filter by a cohort counts the messages of its members, in numbers, lists and traces', async () => {
  const { data } = await workspace.run('mutation ($input: CohortInput!) { createCohort(input: $input) { id } }', {
    input: { name: 'filtered', rule: asInput(pro) },
  });
  const { id } = data.createCohort;
  const members = new Set(membersOf(world, pro));
  const own = world.messages.filter(({ user }) => members.has(user));
  const { data: found } = await workspace.run(
    `query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { overview { messageCount userCount } }
      messages(filter: $filter, first: 200) { edges { node { externalId } } } }`,
    { filter: { cohort: id } },
  );
  const answers = own.filter(({ role }) => role === 'ASSISTANT');
  expect(found.analytics.overview).toEqual({
    messageCount: answers.length,
    userCount: new Set(answers.map(({ user }) => user)).size,
  });
  expect(found.messages.edges.map(({ node }: Loose) => node.externalId).sort()).toEqual(own.map(({ externalId }) => externalId).sort());
  const traces = await workspace.run('query ($filter: TraceFilter!) { traces(filter: $filter) { edges { node { id } } } }', {
    filter: { cohort: id },
  });
  expect(traces.data.traces.edges).toEqual([]);
  for (const [filter, code, field] of [
    [{ cohort: 'x' }, 'BAD_USER_INPUT', 'filter.cohort'],
    [{ cohort: Buffer.from('UserCohort:00000000-0000-4000-8000-000000000000').toString('base64') }, 'NOT_FOUND', 'filter.cohort'],
  ] as const) {
    const { errors } = await workspace.run('query ($filter: AnalyticsFilter!) { messages(filter: $filter) { edges { node { id } } } }', {
      filter,
    });
    expect(errors[0].extensions).toMatchObject({ code, field });
    if (code === 'NOT_FOUND')
      expect(errors[0].message).toMatch(/^There is no such cohort: it was deleted.* Take it out, or choose another\.$/);
  }
});

test('a user is shown with properties, numbers, conversations and cohorts', async () => {
  const [message] = world.messages.filter(({ user }) => world.properties.has(user));
  const user = message?.user as string;
  const own = world.messages.filter((one) => one.user === user);
  const { data } = await workspace.run(
    `query ($userId: String!) { user(userId: $userId) { userId properties messageCount conversationCount lastSeenAt averageRating
      conversations(first: 50) { edges { node { conversationId messageCount } } } cohorts { rule } } }`,
    { userId: user },
  );
  const rated = own.flatMap(({ rating }) => (rating === null ? [] : [rating]));
  expect(data.user).toMatchObject({
    userId: user,
    properties: world.properties.get(user),
    messageCount: own.length,
    conversationCount: new Set(own.map(({ conversation }) => conversation)).size,
    lastSeenAt: iso(Math.max(...own.map(({ at }) => at))),
    averageRating: rated.length === 0 ? null : expect.closeTo(rated.reduce((sum, one) => sum + one, 0) / rated.length, 9),
  });
  expect(data.user.conversations.edges.map(({ node }: Loose) => node.conversationId).sort()).toEqual(
    [...new Set(own.map(({ conversation }) => conversation))].sort(),
  );
  const { data: all } = await workspace.run('{ cohorts { rule } }');
  const expected = all.cohorts.filter(({ rule }: Loose) => membersOf(world, rule).includes(user));
  expect(data.user.cohorts).toHaveLength(expected.length);
  expect((await workspace.run('{ user(userId: "no one") { userId } }')).data.user).toBeNull();
});

test('pages of users hold each once, last active first', async () => {
  const seen: string[] = [];
  const times: string[] = [];
  for (let after: string | null = null; ;) {
    const { data }: Loose = await workspace.run(
      'query ($after: String) { users(first: 7, after: $after) { pageInfo { hasNextPage endCursor } edges { node { userId lastSeenAt identifiedAt } } } }',
      { after },
    );
    for (const { node } of data.users.edges) {
      seen.push(node.userId);
      times.push([node.lastSeenAt ?? '', node.identifiedAt ?? ''].sort().at(-1) as string);
    }
    if (!data.users.pageInfo.hasNextPage) break;
    after = data.users.pageInfo.endCursor;
  }
  expect(seen.toSorted()).toEqual([...known()].sort());
  expect(times).toEqual(times.toSorted().reverse());
  const { data } = await workspace.run('{ users(search: "PRO TE") { edges { node { userId } } } }');
  expect(data.users.edges.map(({ node }: Loose) => node.userId).sort()).toEqual(
    membersOf(world, property('plan', 'IS', { values: ['Pro team'] })),
  );
});

commandTests(() => ({ server, workspace }));
privacyTests(() => server);
targetingTests(() => server);

test('a comparison has the numbers of the members and of everyone else', async () => {
  const { data } = await workspace.run('mutation ($input: CohortInput!) { createCohort(input: $input) { id } }', {
    input: { name: 'compared', rule: asInput(pro) },
  });
  const members = new Set(membersOf(world, pro));
  const from = world.now - 40 * dayMs;
  const { data: found, errors } = await workspace.run(
    `query ($input: CompareCohortsInput!) { compareCohorts(input: $input) { userCount otherCount bothCount
      metrics { metric value otherValue difference differenceLow differenceHigh pValue verdict problem } } }`,
    {
      input: {
        cohortIds: [data.createCohort.id],
        from: iso(from),
        metrics: ['success_share', 'rating', 'tokens', 'error_share', 'event:visit', 'latency_p95_ms'],
      },
    },
  );
  expect(errors).toBeUndefined();
  const [comparison] = found.compareCohorts;
  const inTime = world.messages.filter(({ at }) => at >= from);
  const active = [...new Set(inTime.map(({ user }) => user))];
  const groups = [active.filter((user) => members.has(user)), active.filter((user) => !members.has(user))] as const;
  expect([comparison.userCount, comparison.otherCount, comparison.bothCount]).toEqual([groups[0].length, groups[1].length, 0]);
  const sum = (users: readonly string[], of: (message: World['messages'][number]) => number): number =>
    inTime.filter(({ user, role }) => role === 'ASSISTANT' && users.includes(user)).reduce((total, one) => total + of(one), 0);
  const values: Record<string, (users: readonly string[]) => number> = {
    success_share: (users) => sum(users, ({ success }) => Number(success === true)) / sum(users, ({ success }) => Number(success !== null)),
    rating: (users) => sum(users, ({ rating }) => rating ?? 0) / sum(users, ({ rating }) => Number(rating !== null)),
    tokens: (users) => sum(users, ({ tokens }) => tokens) / users.length,
    error_share: (users) => sum(users, ({ errorType }) => Number(errorType !== null)) / sum(users, () => 1),
    'event:visit': (users) =>
      world.events.filter(({ name, user, at }) => name === 'visit' && users.includes(user) && at >= from).length / users.length,
  };
  for (const metric of comparison.metrics as Loose[]) {
    const value = values[metric.metric];
    if (value === undefined) expect(metric).toMatchObject({ value: null, otherValue: null });
    else {
      expect([metric.metric, metric.value, metric.otherValue]).toEqual([
        metric.metric,
        expect.closeTo(value(groups[0]), 9),
        expect.closeTo(value(groups[1]), 9),
      ]);
      expect(metric.difference).toBeCloseTo(value(groups[0]) - value(groups[1]), 9);
      expect(metric.differenceLow).toBeLessThan(metric.difference);
      expect(metric.differenceHigh).toBeGreaterThan(metric.difference);
      expect(metric.verdict, 'fewer than 50 users are not judged').toBe('NOT_DECISIVE');
    }
  }
});

import { expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import type { TestWorkspace } from '../../../workspace.testing.ts';
import { recordSizes } from '../commands/sizes.ts';

const create = 'mutation ($input: CohortInput!) { createCohort(input: $input) { id name version rule userCount lastSize { userCount } } }';
const update = 'mutation ($input: CohortChangeInput!) { updateCohort(input: $input) { id name description version rule userCount } }';
const clone = 'mutation ($input: CloneCohortInput!) { cloneCohort(input: $input) { id name rule version } }';
const remove = 'mutation ($id: ID!) { deleteCohort(id: $id) }';
const pro = { property: { name: 'plan', test: 'IS', value: ['pro'] } };

/** Cohorts are made, changed, copied and deleted. */
export function commandTests(opened: () => { readonly server: TestServer; readonly workspace: TestWorkspace }): void {
  const run = (query: string, variables: object = {}): Promise<Loose> => opened().workspace.run(query, variables);
  const failureOf = (body: Loose) => body.errors[0].extensions;

  test('a cohort is made, changed on top of the version that was read, copied and deleted', async () => {
    const { data } = await run(create, { input: { name: ' Pro users ', rule: pro } });
    expect(data.createCohort).toMatchObject({
      name: 'Pro users',
      version: 1,
      rule: { property: { name: 'plan', test: 'IS', values: ['pro'] } },
      lastSize: { userCount: data.createCohort.userCount },
    });
    const { id } = data.createCohort;
    const changed = await run(update, { input: { id, version: 1, description: 'Those who pay', rule: { not: pro } } });
    expect(changed.errors).toBeUndefined();
    expect(changed.data.updateCohort).toMatchObject({ name: 'Pro users', description: 'Those who pay', version: 2 });
    expect(changed.data.updateCohort.userCount).not.toBe(data.createCohort.userCount);
    expect(failureOf(await run(update, { input: { id, version: 1, name: 'late' } })).code).toBe('COHORT_CHANGED');
    const copied = await run(clone, { input: { id } });
    expect(copied.data.cloneCohort).toMatchObject({ name: 'Pro users (copy)', version: 1, rule: changed.data.updateCohort.rule });
    expect(failureOf(await run(clone, { input: { id, name: 'Pro users' } }))).toMatchObject({ code: 'BAD_COHORT', field: 'input.name' });
    expect((await run(remove, { id })).data.deleteCohort).toBe(id);
    expect(failureOf(await run(remove, { id })).code).toBe('NOT_FOUND');
    expect((await run('query ($id: ID!) { cohort(id: $id) { id } }', { id })).data.cohort).toBeNull();
  });

  test('ten thousand users are listed, and one rule has no more characters than are counted at once', async () => {
    const users = Array.from({ length: 10_000 }, (_, at) => `listed-user-with-the-id-${at}`);
    const preview = (rule: object) => run('query ($rule: CohortRuleInput!) { cohortPreview(rule: $rule) { userCount } }', { rule });
    expect((await preview({ users })).data.cohortPreview.userCount).toBe(10_000);
    const { data } = await run('mutation ($input: CohortInput!) { createCohort(input: $input) { id userCount } }', {
      input: { name: 'Many', rule: { users } },
    });
    expect(data.createCohort.userCount).toBe(10_000);
    await run(remove, { id: data.createCohort.id });
    expect(failureOf(await preview({ users: [...users, 'one more'] })).code).toBe('LIST_TOO_LONG');
    const value = Array.from({ length: 100 }, (_, at) => `${at}`.padEnd(2_000, 'x'));
    const wide = await preview({ any: Array.from({ length: 5 }, () => ({ property: { name: 'plan', test: 'IS', value } })) });
    expect(failureOf(wide)).toMatchObject({ code: 'BAD_COHORT', field: 'rule' });
    expect(wide.errors[0].message).toMatch(/characters long as JSON; at most 900000 are taken/);
  });

  test.each([
    ['WITHIN_DAYS', { days: 30, at: '2026-01-31T00:00:00Z' }, 'rule.seen.at'],
    ['BEFORE', { days: 30, at: '2026-01-31T00:00:00Z' }, 'rule.seen.days'],
  ])('of a time test %s, what belongs to the other tests is refused', async (kind, given, field) => {
    const rule = { seen: { which: 'LAST', test: kind, ...given } };
    const body = await run('query ($rule: CohortRuleInput!) { cohortPreview(rule: $rule) { userCount } }', { rule });
    expect(failureOf(body)).toMatchObject({ code: 'BAD_COHORT', field });
  });

  test('the audit trail has what a change did to the rule, and of listed users how many they are', async () => {
    const before = { any: [{ users: ['listed-1', 'listed-2'] }, pro] };
    const { data } = await run(create, { input: { name: 'trailed', rule: before } });
    const { id } = data.createCohort;
    const after = {
      all: [{ not: { users: ['listed-1', 'listed-2', 'listed-3'] } }, { property: { name: 'seats', test: 'ABOVE', value: 5 } }],
    };
    await run(update, { input: { id, rule: after } });
    const log = 'query ($id: String!) { auditLog(filter: { targetId: $id }) { edges { node { change changes { field before after } } } } }';
    const target = Buffer.from(id, 'base64').toString().split(':')[1];
    const entries = (await run(log, { id: target })).data.auditLog.edges.map(({ node }: Loose) => node);
    const ofRule = entries.map(({ changes }: Loose) => changes.find(({ field }: Loose) => field === 'definition'));
    const stored = { any: [{ users: '••• (2)' }, { property: { name: 'plan', test: 'IS', values: ['pro'] } }] };
    expect(ofRule).toEqual([
      {
        field: 'definition',
        before: stored,
        after: { all: [{ not: { users: '••• (3)' } }, { property: { name: 'seats', test: 'ABOVE', number: 5 } }] },
      },
      { field: 'definition', before: null, after: stored },
    ]);
    expect(JSON.stringify(entries)).not.toContain('listed-');
  });

  test('sizes are kept by day, the last count of each', async () => {
    const { server } = opened();
    const { data } = await run(create, { input: { name: 'sized', rule: pro } });
    const errors: unknown[] = [];
    const now = Date.now();
    for (const days of [2, 1, 1]) await recordSizes(server.stores, new Date(now - days * 86_400_000), (error) => errors.push(error));
    expect(errors).toEqual([]);
    const { data: found } = await run('query ($id: ID!) { cohort(id: $id) { sizes { day userCount } userCount } }', {
      id: data.createCohort.id,
    });
    expect(found.cohort.sizes.map(({ day }: Loose) => day)).toEqual(
      [0, 1, 2].map((days) => new Date(now - days * 86_400_000).toISOString().slice(0, 10)),
    );
    expect(new Set(found.cohort.sizes.map(({ userCount }: Loose) => userCount))).toEqual(new Set([found.cohort.userCount]));
  });

  test.each<readonly [string, object, string]>([
    ['nothing', {}, 'input.rule'],
    ['two things', { users: ['a'], not: pro }, 'input.rule'],
    ['an empty list of conditions', { all: [] }, 'input.rule.all'],
    ['a condition within others', { all: [pro, { any: [{}] }] }, 'input.rule.all[1].any[0]'],
    ['a text where a number is needed', { property: { name: 'seats', test: 'ABOVE', value: '3' } }, 'input.rule.property.value'],
    ['a date that is none', { property: { name: 'since', test: 'BEFORE', value: '2026-02-30' } }, 'input.rule.property.value'],
    ['an object as a value', { property: { name: 'plan', test: 'IS', value: [{}] } }, 'input.rule.property.value[0]'],
    ['a value for EXISTS', { property: { name: 'plan', test: 'EXISTS', value: 1 } }, 'input.rule.property.value'],
    ['no days', { property: { name: 'since', test: 'WITHIN_DAYS', value: 0 } }, 'input.rule.property.value'],
    [
      'a rating that there is not',
      { activity: { measure: 'RATINGS', test: 'ABOVE', number: 1, ratings: [6] } },
      'input.rule.activity.ratings',
    ],
    ['tools of ratings', { activity: { measure: 'RATINGS', test: 'ABOVE', number: 1, tools: ['x'] } }, 'input.rule.activity.tools'],
    ['days of the future', { activity: { measure: 'MESSAGES', test: 'ABOVE', number: 1, days: -1 } }, 'input.rule.activity.days'],
    ['a time that is missing', { seen: { which: 'FIRST', test: 'BEFORE' } }, 'input.rule.seen.at'],
    ['one step', { funnel: { steps: ['a'], reached: 1, withinDays: 1 } }, 'input.rule.funnel.steps'],
    ['more steps than there are', { funnel: { steps: ['a', 'b'], reached: 3, withinDays: 1 } }, 'input.rule.funnel.reached'],
    ['an event without a name', { event: { name: ' ', test: 'ABOVE', number: 1 } }, 'input.rule.event.name'],
  ])('%s is refused by its path', async (_name, rule, field) => {
    expect(failureOf(await run(create, { input: { name: 'refused', rule } }))).toMatchObject({ code: 'BAD_COHORT', field });
  });

  test('a rule is limited in depth and in conditions', async () => {
    const nested = Array.from({ length: 7 }).reduce<object>((rule) => ({ not: rule }), pro);
    expect(failureOf(await run(create, { input: { name: 'deep', rule: nested } })).code).toBe('BAD_COHORT');
    const many = { any: Array.from({ length: 51 }, () => pro) };
    expect(failureOf(await run(create, { input: { name: 'many', rule: many } }))).toMatchObject({ field: 'input.rule' });
  });
}

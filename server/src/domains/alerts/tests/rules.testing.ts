import { describe, expect, test } from 'vitest';
import type { Loose } from '../../../server.testing.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { forgetErased } from '../commands/erase.ts';
import { openScene, ruleFields, type Opened } from './opened.testing.ts';

export function testsOfRules(opened: Opened): void {
  describe('a rule', () => {
    test('is made with what its source needs, read, changed on the version that was read, muted and deleted', async () => {
      const scene = await openScene(opened);
      const made = await scene.makeRule({
        name: 'Errors',
        source: 'VALUE',
        metric: 'ERROR_SHARE',
        dimension: 'MODEL',
        trip: 0.05,
        clear: 0.02,
      });
      expect(made).toMatchObject({
        isAbove: true,
        windowMinutes: 15,
        minimumCount: 20,
        forMinutes: 0,
        dwellMinutes: 10,
        severity: 'WARNING',
        state: 'UNKNOWN',
        series: [],
        noticesPerWeek: 0,
        filter: {},
        sentence: 'Fires when the error share over 15 minutes is 5 % or more, for each model; clears at 2 %.',
      });
      const change = `mutation ($id: ID!, $input: AlertRuleInput!, $updatedAt: DateTime!) { updateAlertRule(id: $id, input: $input, updatedAt: $updatedAt) { ${ruleFields} } }`;
      const input = { name: 'Errors', source: 'VALUE', metric: 'ERROR_SHARE', trip: 0.1 };
      const changed = (await scene.run(change, { id: made.id, input, updatedAt: made.updatedAt })).data.updateAlertRule;
      expect(changed).toMatchObject({ trip: 0.1, clear: 0.1, dimension: 'WORKSPACE' });
      const refused = await scene.run(change, { id: made.id, input, updatedAt: made.updatedAt });
      expect(refused.errors[0].extensions.code).toBe('ALERT_RULE_CHANGED');
      const until = new Date(Date.now() + 3_600_000).toISOString();
      const muted = await scene.run(
        'mutation ($id: ID!, $until: DateTime!) { muteAlertRule(id: $id, until: $until) { state mutedUntil } }',
        { id: made.id, until },
      );
      expect(muted.data.muteAlertRule).toEqual({ state: 'MUTED', mutedUntil: until });
      const unmuted = await scene.run('mutation ($id: ID!) { unmuteAlertRule(id: $id) { state mutedUntil } }', { id: made.id });
      expect(unmuted.data.unmuteAlertRule).toEqual({ state: 'UNKNOWN', mutedUntil: null });
      await scene.run('mutation ($id: ID!) { deleteAlertRule(id: $id) }', { id: made.id });
      expect(await scene.rule(made.id)).toBe(null);
    });

    test.each([
      ['CHANGE', {}],
      ['FORECAST', { trip: 0.5 }],
      ['VALUE', { trip: 0.5 }],
    ])('of the source %s finds low success shares bad, and high costs', async (source, input) => {
      const scene = await openScene(opened);
      const low = await scene.makeRule({ name: 'low', source, metric: 'SUCCESS_SHARE', ...input });
      const high = await scene.makeRule({ name: 'high', source, metric: 'COST', ...input });
      expect([low.isAbove, high.isAbove]).toEqual([false, true]);
      // A forecast is not replayed: absent is not zero.
      expect(high.noticesPerWeek).toBe(source === 'FORECAST' ? null : 0);
    });

    test('shows what a series was, with its levels, and that of no other workspace', async () => {
      const scene = await openScene(opened);
      const hour = new Date(Math.floor((Date.now() - 3_600_000) / 3_600_000) * 3_600_000);
      const at = (minutes: number) => new Date(hour.getTime() + minutes * 60_000);
      for (const minutes of [1, 6, 11]) await scene.write(2, at(minutes), { model: 'a', error: minutes === 6 ? 'x' : '' });
      await scene.write(2, at(6), { model: 'b' });
      const made = await scene.makeRule({
        name: 'Errors',
        source: 'VALUE',
        metric: 'ERROR_SHARE',
        dimension: 'MODEL',
        trip: 0.5,
        clear: 0.2,
        windowMinutes: 5,
        minimumCount: 1,
      });
      const query = `query ($id: ID!, $series: String, $days: Int) { alertRule(id: $id) { history(series: $series, days: $days) { trip clear points { at value } } } }`;
      const shown = async (series: string) => {
        const { trip, clear, points } = (await scene.run(query, { id: made.id, series, days: 1 })).data.alertRule.history;
        return { trip, clear, values: points.filter(({ value }: Loose) => value !== null).map(({ at: to, value }: Loose) => [to, value]) };
      };
      expect(await shown('a')).toEqual({
        trip: 0.5,
        clear: 0.2,
        values: [
          [at(5).toISOString(), 0],
          [at(10).toISOString(), 1],
          [at(15).toISOString(), 0],
        ],
      });
      expect((await shown('b')).values).toEqual([[at(10).toISOString(), 0]]);
      const refused = await scene.run(query, { id: made.id, days: 31 });
      expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'days' });
      const events = await scene.makeRule({ name: 'events', source: 'GUARDRAIL' });
      expect((await scene.run(query, { id: events.id })).data.alertRule.history).toBe(null);
      const other = await openScene(opened);
      expect((await other.run(query, { id: made.id })).data.alertRule).toBe(null);
    });

    test('names who else watches its metric', async () => {
      const scene = await openScene(opened);
      await scene.makeRule({ name: 'One', source: 'VALUE', metric: 'COST', trip: 5 });
      await scene.makeRule({ name: 'Two', source: 'CHANGE', metric: 'COST' });
      const three = await scene.makeRule({ name: 'Three', source: 'BURN_RATE', metric: 'ERROR_SHARE', target: 0.99 });
      const all = (await scene.run('{ alertRules { name watchers { name } } }')).data.alertRules;
      expect(all).toEqual([
        { name: 'One', watchers: [{ name: 'Two' }] },
        { name: 'Three', watchers: [] },
        { name: 'Two', watchers: [{ name: 'One' }] },
      ]);
      expect(three.sentence).toBe(
        'Fires when the error budget of the target 99 % (error share) is used up 14.4 times faster than it lasts, over both 1 hour and 5 minutes.',
      );
    });

    test.each<[string, object, string, RegExp]>([
      ['VALUE without a metric', { source: 'VALUE', trip: 1 }, 'input.metric', /is missing; one of MESSAGE_COUNT/],
      ['VALUE without a level', { source: 'VALUE', metric: 'COST' }, 'input.trip', /is missing; a number from 0/],
      ['a share above 1', { source: 'VALUE', metric: 'ERROR_SHARE', trip: 5 }, 'input.trip', /is 5; a number from 0 to 1 is taken/],
      ['a level to clear on the wrong side', { source: 'VALUE', metric: 'COST', trip: 1, clear: 2 }, 'input.clear', /at most trip, 1/],
      [
        'a metric of training',
        { source: 'FORECAST', metric: 'TRAINING_LOSS', trip: 1 },
        'input.metric',
        /is TRAINING_LOSS; with the source FORECAST/,
      ],
      [
        'a metric of training of models',
        { source: 'VALUE', metric: 'TRAINING_LOSS', trip: 1, dimension: 'MODEL' },
        'input.dimension',
        /is MODEL; TRAINING_LOSS is of training jobs, and TRAINING_JOB is taken/,
      ],
      [
        'a metric of training of some messages',
        { source: 'CHANGE', metric: 'GRADIENT_NORM', filter: { models: ['a'] } },
        'input.filter',
        /narrows messages; GRADIENT_NORM is of training jobs/,
      ],
      ['a norm below 0', { source: 'VALUE', metric: 'GRADIENT_NORM', trip: -1 }, 'input.trip', /is -1; a number from 0/],
      [
        'a metric of messages of jobs',
        { source: 'VALUE', metric: 'COST', trip: 1, dimension: 'TRAINING_JOB' },
        'input.dimension',
        /is TRAINING_JOB; with the source VALUE/,
      ],
      [
        'a rating that there is none of',
        { source: 'VALUE', metric: 'AVERAGE_RATING', trip: 9 },
        'input.trip',
        /is 9; a number from 1 to 5 is taken/,
      ],
      [
        'a filter that can’t be stored',
        { source: 'BUDGET', budgetUsd: 1, filter: { models: ['a\u0000b'] } },
        'input.filter',
        /contains a NUL character/,
      ],
      ['a time range', { source: 'BUDGET', budgetUsd: 1, filter: { from: '2026-01-01T00:00:00Z' } }, 'input.filter', /has a time range/],
      [
        'a fall of more than all',
        { source: 'CHANGE', metric: 'COST', isAbove: false, changePercent: 150 },
        'input.changePercent',
        /more than 100 %/,
      ],
      [
        'a short window that is longer',
        { source: 'BURN_RATE', metric: 'ERROR_SHARE', target: 0.9, shortWindowMinutes: 60 },
        'input.shortWindowMinutes',
        /less than longWindowMinutes/,
      ],
      [
        'a burn rate of cost',
        { source: 'BURN_RATE', metric: 'COST', target: 0.9 },
        'input.metric',
        /SUCCESS_SHARE, ERROR_SHARE, TOOL_FAILURE_SHARE/,
      ],
      ['reminders each minute', { source: 'NO_DATA', repeatMinutes: 1 }, 'input.repeatMinutes', /from 15/],
      ['an escalation to nowhere', { source: 'NO_DATA', escalateAfterMinutes: 5 }, 'input.escalateTo', /is missing/],
      [
        'hours in no zone',
        { source: 'NO_DATA', schedule: { timeZone: 'Mars', days: [1], from: '08:00', to: '18:00' } },
        'input.schedule.timeZone',
        /no time zone/,
      ],
    ])('with %s is refused, by the path of the field', async (_name, input, field, reason) => {
      const scene = await openScene(opened);
      const body = await scene.run('mutation ($input: AlertRuleInput!) { createAlertRule(input: $input) { id } }', {
        input: { name: 'x', ...input },
      });
      expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_ALERT_RULE', field });
      expect(body.errors[0].extensions.reason).toMatch(reason);
    });

    test('whose filter names a user is deleted with the user', async () => {
      const scene = await openScene(opened);
      const input = { source: 'VALUE', metric: 'COST', trip: 1 };
      await scene.makeRule({ ...input, name: 'of the user', filter: { users: ['u-7', 'u-8'] } });
      await scene.makeRule({ ...input, name: 'of others', filter: { not: { users: ['u-7'] } } });
      await scene.makeRule({ ...input, name: 'of all', filter: { users: ['u-9'] } });
      const { stores, live } = opened.server;
      await inWorkspace(scene.id, () => forgetErased(stores, { workspaceId: scene.id, userIds: ['u-7'] }, live));
      expect((await scene.run('{ alertRules { name } }')).data.alertRules).toEqual([{ name: 'of all' }]);
    });

    test('from a template has the levels of the last 14 days, where these are known', async () => {
      const scene = await openScene(opened);
      const shown = async (): Promise<Map<string, Loose>> => {
        const { data } = await scene.run('{ alertTemplates { key sentence isProposed rule } }');
        return new Map(data.alertTemplates.map((template: Loose) => [template.key, template]));
      };
      const before = await shown();
      expect(before.get('slow-answers')).toMatchObject({ isProposed: false, rule: { trip: 15_000, clear: 12_000 } });
      expect(before.get('slow-answers').sentence).toMatch(/^The slowest .* longer than 15 seconds\. Too little is known/);
      expect(before.get('anomalies')).toMatchObject({ isProposed: false, sentence: 'An anomaly is found that is at least a warning.' });
      // 60 hours of 20 answers each, of which one is an error.
      const end = Math.floor(Date.now() / 3_600_000) * 3_600_000;
      for (let hour = 1; hour <= 60; hour += 1) {
        const at = new Date(end - hour * 3_600_000 + 1_800_000);
        await scene.write(19, at, { model: 'a', latencyMs: 4_000, costNanoUsd: 100_000_000 });
        await scene.write(1, at, { model: 'a', latencyMs: 4_000, error: 'timeout', costNanoUsd: 100_000_000 });
      }
      const after = await shown();
      expect(after.get('slow-answers')).toMatchObject({ isProposed: true, rule: { trip: 6_000, clear: 4_200 } });
      expect(after.get('slow-answers').sentence).toMatch(/longer than 6 seconds\. The level follows from the last 14 days\.$/);
      expect(after.get('errors-by-model')).toMatchObject({ isProposed: true, rule: { trip: 0.075, clear: 0.052 } });
      // 1.2 times 5 % of errors are allowed.
      expect(after.get('fast-burn')).toMatchObject({ isProposed: true, rule: { target: 0.94 } });
      expect(after.get('failing-tools')).toMatchObject({ isProposed: false, rule: { trip: 0.1 } });
      const made = 'mutation { createAlertFromTemplate(key: "slow-answers", channelIds: []) { trip clear } }';
      expect((await scene.run(made)).data.createAlertFromTemplate).toEqual({ trip: 6_000, clear: 4_200 });
    });

    test('is made of each template with one click, twice under another name', async () => {
      const scene = await openScene(opened);
      const all = (await scene.run('{ alertTemplates { key name sentence rule } }')).data.alertTemplates;
      const make = 'mutation ($key: String!) { createAlertFromTemplate(key: $key, channelIds: []) { name source } }';
      for (const { key, name, rule } of all)
        expect((await scene.run(make, { key })).data?.createAlertFromTemplate).toEqual({ name, source: rule.source });
      expect((await scene.run(make, { key: 'silence' })).data.createAlertFromTemplate.name).toBe('No messages 2');
      expect((await scene.run(make, { key: 'none' })).errors[0].extensions).toMatchObject({ code: 'NOT_FOUND', field: 'key' });
    });
  });
}

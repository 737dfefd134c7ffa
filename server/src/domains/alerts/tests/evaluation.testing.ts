import { describe, expect, test } from 'vitest';
import { bucketsOf } from '../../analytics/load/buckets.ts';
import { bucketsOfFilters } from '../../analytics/load/filtered-buckets.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { evaluateForecasts } from '../background/evaluate.ts';
import { after, minute, openScene, type Opened } from './opened.testing.ts';

export function testsOfEvaluation(opened: Opened): void {
  describe('an evaluation', () => {
    test('of a share opens an episode for each value that is bad, says what it saw, and closes it when it is good', async () => {
      const scene = await openScene(opened);
      const rule = await scene.makeRule({
        name: 'Errors',
        source: 'VALUE',
        metric: 'ERROR_SHARE',
        dimension: 'MODEL',
        trip: 0.5,
        clear: 0.2,
        windowMinutes: 1,
        minimumCount: 4,
        dwellMinutes: 1,
      });
      await scene.write(5, after(1), { model: 'good' });
      await scene.write(3, after(1), { model: 'bad', error: 'timeout' });
      await scene.write(3, after(1), { model: 'bad' });
      await scene.write(2, after(1), { model: 'few', error: 'timeout' });
      await scene.evaluate(after(1));
      const fired = await scene.rule(rule.id);
      expect(fired).toMatchObject({ state: 'FIRING' });
      expect(fired.series.map(({ value, state, lastValue }: Record<string, unknown>) => [value, state, lastValue])).toEqual([
        ['bad', 'FIRING', 0.5],
        ['few', 'NO_DATA', null],
        ['good', 'OK', 0],
      ]);
      expect(fired.series[1].sentence).toBe(
        'No value (a value takes at least 4): 1 evaluation was empty; there was none before; the state is kept.',
      );
      const [episode] = await scene.episodes();
      expect(episode).toMatchObject({
        series: 'bad',
        state: 'FIRING',
        value: 0.5,
        peak: 0.5,
        openedAt: after(1).toISOString(),
        sentence: 'The error share of model bad over 1 minute up to 2026-03-02 12:01 UTC was 50 % of 6 messages; at least 50 % is bad.',
        rule: { id: rule.id },
      });
      expect(episode.link).toMatch(/^\/messages\?range=custom&from=2026-03-02T11:01:00.000Z&to=2026-03-02T12:01:00.000Z&model=bad$/);
      await scene.write(4, after(2), { model: 'bad', error: 'timeout' });
      await scene.evaluate(after(2));
      expect((await scene.episodes()).map(({ peak, state }) => [peak, state])).toEqual([[1, 'FIRING']]);
      await scene.write(10, after(3), { model: 'bad' });
      await scene.evaluate(after(3));
      expect((await scene.episodes()).map(({ state, resolvedAt }) => [state, resolvedAt])).toEqual([['RESOLVED', after(3).toISOString()]]);
    });

    test('leaves an archived workspace out: its rules are evaluated again once it is restored', async () => {
      const scene = await openScene(opened);
      const rule = await scene.makeRule({
        name: 'Errors',
        source: 'VALUE',
        metric: 'ERROR_SHARE',
        trip: 0.5,
        windowMinutes: 1,
        minimumCount: 1,
      });
      await scene.makeRule({ name: 'Events', source: 'TRAINING_EVENT' });
      const archived = (archivedAt: Date | null) =>
        opened.server.stores.prisma.workspace.update({ where: { id: scene.id }, data: { archivedAt } });
      const evaluatedTo = async () =>
        (
          await inWorkspace(scene.id, () =>
            opened.server.stores.prisma.alertRule.findMany({ where: { workspaceId: scene.id }, select: { evaluatedTo: true } }),
          )
        ).map((one) => one.evaluatedTo);
      await archived(new Date());
      await scene.write(5, after(1), { error: 'timeout' });
      await scene.evaluate(after(1));
      expect(await evaluatedTo()).toEqual([null, null]);
      await archived(null);
      expect(await scene.episodes()).toEqual([]);
      await scene.evaluate(after(1));
      expect((await scene.episodes()).map(({ rule: of, state }) => [of.id, state])).toEqual([[rule.id, 'FIRING']]);
      // What fired before stays as it is.
      await archived(new Date());
      await scene.write(50, after(2), {});
      await scene.evaluate(after(2));
      await archived(null);
      expect((await scene.episodes()).map(({ state }) => state)).toEqual(['FIRING']);
      await scene.evaluate(after(2));
      expect((await scene.episodes()).map(({ state }) => state)).toEqual(['FIRING']);
      expect((await scene.rule(rule.id)).series[0]).toMatchObject({ lastValue: 0 });
    });

    test('of many filters is one statement, whose numbers are those of each by itself', async () => {
      const scene = await openScene(opened);
      await scene.write(3, after(1), { model: 'a', environment: 'production', error: 'x' });
      await scene.write(2, after(1), { model: 'b', environment: 'production' });
      await scene.write(4, after(1), { model: 'b', environment: 'staging', error: 'x' });
      const window = { dimension: 'MODEL', bucketMs: minute, from: after(0), to: after(1), parts: new Set(['errors'] as const) } as const;
      const filters = [
        {},
        { models: ['a'] },
        { environments: ['production'] },
        { not: { models: ['a'] } },
        { models: ['none'] },
        { success: true },
      ];
      const { stores } = opened.server;
      const together = await inWorkspace(scene.id, () => bucketsOfFilters(stores, scene.id, { ...window, filters }));
      const apart = await Promise.all(
        filters.map((filter) => inWorkspace(scene.id, () => bucketsOf(stores, scene.id, { ...window, filter }))),
      );
      const sorted = (all: readonly (readonly { readonly key: string }[])[]) =>
        all.map((rows) => rows.toSorted((one, other) => one.key.localeCompare(other.key)));
      expect(sorted(together)).toEqual(sorted(apart));
      expect(together.map((rows) => rows.reduce((sum, { messageCount }) => sum + messageCount, 0))).toEqual([9, 3, 5, 6, 0, 0]);
      for (const [place, filter] of filters.entries())
        await scene.makeRule({ name: `rule ${place}`, source: 'VALUE', metric: 'MESSAGE_COUNT', filter, trip: 5, windowMinutes: 1 });
      const asked: string[] = [];
      stores.clickhouse.observe = (name: string) => void asked.push(name);
      await scene.evaluate(after(1));
      stores.clickhouse.observe = () => {};
      expect(asked.filter((name) => name === 'analytics.bucketSums')).toHaveLength(1);
      const states = (await scene.run('{ alertRules { state series { lastValue } } }')).data.alertRules;
      expect(states.map(({ state, series }: { state: string; series: { lastValue: number }[] }) => [state, series[0]?.lastValue])).toEqual([
        ['FIRING', 9],
        ['OK', 3],
        ['FIRING', 5],
        ['FIRING', 6],
        ['OK', 0],
        ['OK', 0],
      ]);
    });

    test('of one instant is made once, however often it is asked for', async () => {
      const scene = await openScene(opened);
      const channel = await scene.makeWebhook('/once');
      await scene.makeRule({ name: 'x', source: 'VALUE', metric: 'MESSAGE_COUNT', trip: 1, windowMinutes: 1, channelIds: [channel.id] });
      await scene.write(1, after(1));
      await Promise.all(Array.from({ length: 4 }, () => scene.evaluate(after(1))));
      await scene.evaluate(after(1));
      await scene.send();
      expect([await scene.episodes(), opened.receiver.of('/once')].map((all) => all.length)).toEqual([1, 1]);
    });

    test('measures change, burn rate, budget and silence', async () => {
      const scene = await openScene(opened);
      const ids = await Promise.all(
        [
          { name: 'change', source: 'CHANGE', metric: 'MESSAGE_COUNT', compareWith: 'DAY_BEFORE', changePercent: 50, windowMinutes: 60 },
          {
            name: 'burn',
            source: 'BURN_RATE',
            metric: 'ERROR_SHARE',
            target: 0.9,
            factor: 2,
            longWindowMinutes: 60,
            shortWindowMinutes: 5,
            minimumCount: 5,
          },
          { name: 'budget', source: 'BUDGET', budgetUsd: 3, budgetPeriod: 'DAY' },
          { name: 'silence', source: 'NO_DATA', noDataMinutes: 10 },
        ].map(async (input) => (await scene.makeRule(input)).id),
      );
      await opened.server.stores.prisma.alertRule.updateMany({ where: { workspaceId: scene.id }, data: { armedAt: new Date(0) } });
      await scene.write(4, after(-1_440));
      await scene.write(10, after(5), { error: 'x', costNanoUsd: 200_000_000 });
      await scene.write(2, after(-30), { costNanoUsd: 600_000_000 });
      await scene.evaluate(after(6));
      const rules = await Promise.all(ids.map((id) => scene.rule(id)));
      // 12 against 4 messages; 10 of 12 and 10 of 10 errors against 10 %; 10 · 0.2 + 2 · 0.6 dollars; one minute of silence.
      expect(rules.map(({ state }) => state)).toEqual(['FIRING', 'FIRING', 'FIRING', 'OK']);
      expect(rules.map(({ series }) => series[0].lastValue)).toEqual([200, expect.closeTo(10 / 12 / 0.1, 6), expect.closeTo(3.2, 9), 1]);
      expect(rules[2].series[0].sentence).toBe('The cost of the day was $3.2 up to 2026-03-02 12:06 UTC; the budget is $3.');
      await scene.evaluate(after(14));
      expect((await scene.rule(ids[3] as string)).state).toBe('OK');
      await scene.evaluate(after(15));
      const silent = await scene.rule(ids[3] as string);
      expect(silent.state).toBe('FIRING');
      expect(silent.series[0].sentence).toBe('There was no message for at least 10 minutes up to 2026-03-02 12:15 UTC; 10 minutes is bad.');
    });

    test('while messages wait to be counted is unknown, and sends nothing', async () => {
      const scene = await openScene(opened);
      const rule = await scene.makeRule({ name: 'x', source: 'NO_DATA', noDataMinutes: 5 });
      const { postgres, prisma } = opened.server.stores;
      await prisma.alertRule.updateMany({ where: { workspaceId: scene.id }, data: { armedAt: new Date(0) } });
      await scene.write(1, after(1));
      await scene.evaluate(after(2));
      await inWorkspace(scene.id, () =>
        postgres.query({
          text: "INSERT INTO projection_queue (workspace_id, message_id, enqueued_at) VALUES ($1, 1, now() - interval '60 seconds')",
          values: [scene.id],
          scope: scene.id,
        }),
      );
      await scene.evaluate(after(20));
      const lagging = await scene.rule(rule.id);
      expect(lagging).toMatchObject({ state: 'UNKNOWN', problem: expect.stringContaining('are not counted yet') });
      expect(lagging.series[0].sentence).toContain('Nothing is sent until it is known.');
      await postgres.query({ text: 'DELETE FROM projection_queue WHERE workspace_id = $1', values: [scene.id], scope: scene.id });
      expect(await scene.episodes()).toEqual([]);
      await scene.evaluate(after(21));
      expect(await scene.rule(rule.id)).toMatchObject({ state: 'FIRING', problem: null });
    });

    test('of a rule that was changed meanwhile is not stored, and what was open of its old condition is closed', async () => {
      const scene = await openScene(opened);
      const channel = await scene.makeWebhook('/changed');
      const input = { name: 'x', source: 'VALUE', metric: 'MESSAGE_COUNT', trip: 1, windowMinutes: 1, channelIds: [channel.id] };
      const rule = await scene.makeRule(input);
      await scene.write(1, after(1));
      await scene.evaluate(after(1));
      await scene.run(
        'mutation ($id: ID!, $input: AlertRuleInput!, $updatedAt: DateTime!) { updateAlertRule(id: $id, input: $input, updatedAt: $updatedAt) { id } }',
        {
          id: rule.id,
          input: { ...input, trip: 100 },
          updatedAt: rule.updatedAt,
        },
      );
      await scene.send();
      expect(opened.receiver.of('/changed').map(({ body }) => body.type)).toEqual(['alert.fired', 'alert.resolved']);
      expect((await scene.episodes())[0]).toMatchObject({ state: 'RESOLVED' });
      expect((await scene.rule(rule.id)).series).toEqual([]);
    });

    test('while the rule is muted opens the episode, whose notice goes out with the end of the time', async () => {
      const scene = await openScene(opened);
      const channel = await scene.makeWebhook('/muted');
      const rule = await scene.makeRule({
        name: 'x',
        source: 'VALUE',
        metric: 'MESSAGE_COUNT',
        trip: 1,
        windowMinutes: 60,
        channelIds: [channel.id],
      });
      await opened.server.stores.prisma.alertRule.updateMany({ where: { workspaceId: scene.id }, data: { mutedUntil: after(3) } });
      await scene.write(1, after(1));
      await scene.evaluate(after(1));
      await scene.send();
      expect([(await scene.episodes()).length, opened.receiver.of('/muted').length]).toEqual([1, 0]);
      await scene.evaluate(after(3));
      await scene.evaluate(after(4));
      await scene.send();
      expect(opened.receiver.of('/muted').map(({ body }) => body.type)).toEqual(['alert.fired']);
      expect((await scene.rule(rule.id)).state).toBe('FIRING');
    });

    test('reminds, escalates, and does neither after an acknowledgement', async () => {
      const scene = await openScene(opened);
      const [first, second] = [await scene.makeWebhook('/first'), await scene.makeWebhook('/second')];
      await scene.makeRule({
        name: 'x',
        source: 'VALUE',
        metric: 'MESSAGE_COUNT',
        trip: 1,
        windowMinutes: 600,
        channelIds: [first.id],
        repeatMinutes: 15,
        escalateAfterMinutes: 10,
        escalateTo: [second.id],
      });
      await scene.write(1, after(1));
      for (const at of [1, 10, 11, 25, 26, 40]) await scene.evaluate(after(at));
      await scene.send();
      expect(opened.receiver.of('/first').map(({ body }) => [body.type, body.timestamp])).toEqual([
        ['alert.fired', after(1).toISOString()],
        ['alert.reminded', after(26).toISOString()],
      ]);
      expect(opened.receiver.of('/second').map(({ body }) => [body.type, body.timestamp])).toEqual([
        ['alert.escalated', after(11).toISOString()],
        ['alert.reminded', after(26).toISOString()],
      ]);
      const [{ id }] = (await scene.episodes()) as [{ id: string }];
      const acknowledged = await scene.run('mutation ($id: ID!) { acknowledgeAlert(episodeId: $id) { state } }', { id });
      expect(acknowledged.data.acknowledgeAlert.state).toBe('ACKNOWLEDGED');
      await scene.run('mutation ($id: ID!) { acknowledgeAlert(episodeId: $id) { state } }', { id });
      await scene.evaluate(after(60));
      await scene.send();
      expect(opened.receiver.of('/first').map(({ body }) => body.type)).toEqual(['alert.fired', 'alert.reminded', 'alert.acknowledged']);
    });

    test('lists all values that turned bad at once in one message, and keeps their keys when they are good again', async () => {
      const scene = await openScene(opened);
      const channel = await scene.makeWebhook('/grouped');
      await scene.makeRule({
        name: 'Traffic',
        source: 'VALUE',
        metric: 'MESSAGE_COUNT',
        dimension: 'MODEL',
        trip: 2,
        windowMinutes: 1,
        dwellMinutes: 1,
        channelIds: [channel.id],
      });
      for (const model of ['a', 'b', 'c']) await scene.write(2, after(1), { model });
      await scene.evaluate(after(1));
      await scene.evaluate(after(2));
      await scene.send();
      const [fired, resolved] = opened.receiver.of('/grouped');
      expect(opened.receiver.of('/grouped')).toHaveLength(2);
      expect(fired?.body.data).toMatchObject({ title: 'Alert: Traffic (3)', rule: { name: 'Traffic', severity: 'WARNING' } });
      const keysOf = (body: { data: { episodes: { series: string; dedupKey: string }[] } }) =>
        body.data.episodes.map(({ series, dedupKey }) => [series, dedupKey]);
      expect(keysOf(fired?.body).map(([series]) => series)).toEqual(['a', 'b', 'c']);
      expect(keysOf(resolved?.body)).toEqual(keysOf(fired?.body));
      expect(resolved?.headers['webhook-id']).not.toBe(fired?.headers['webhook-id']);
    });

    test('of a forecast fires for the day that reaches the level, and is made once an hour', async () => {
      const scene = await openScene(opened);
      const channel = await scene.makeWebhook('/forecast');
      const input = { name: 'x', source: 'FORECAST', metric: 'COST', forecastDays: 7, channelIds: [channel.id] };
      const high = await scene.makeRule({ ...input, name: 'high', trip: 5 });
      const low = await scene.makeRule({ ...input, name: 'low', trip: 0.5 });
      const few = await scene.makeRule({ ...input, name: 'few', trip: 1, filter: { models: ['none'] } });
      for (let day = 1; day <= 60; day += 1)
        await scene.write(1, after(-1_440 * day), { costNanoUsd: 1_000_000_000 + (day % 7) * 10_000_000 });
      const context = {
        stores: opened.server.stores,
        live: opened.server.live,
        onError: (error: unknown) => expect(error).toBeUndefined(),
      };
      await evaluateForecasts(context, after(0));
      await evaluateForecasts(context, after(1));
      await scene.send();
      const [ofHigh, ofLow, ofFew] = await Promise.all([high, low, few].map(({ id }) => scene.rule(id)));
      expect([ofHigh.state, ofLow.state, ofFew.state]).toEqual(['OK', 'FIRING', 'NO_DATA']);
      expect(ofLow.series[0].lastValue).toBeGreaterThan(0.9);
      expect(ofLow.series[0].lastValue).toBeLessThan(1.2);
      expect(ofLow.series[0].sentence).toMatch(
        /^The cost of 2026-03-0\d is forecast to be \$1\.?\d* \(80 % range: .*\); at least \$0\.5 is bad\.$/,
      );
      expect(ofFew.series[0].sentence).toMatch(/^There is no forecast\. .+ No value: 1 evaluation was empty/);
      expect(opened.receiver.of('/forecast').map(({ body }) => body.data.title)).toEqual(['Alert: low']);
    });

    test('of events follows training jobs and guardrails', async () => {
      const scene = await openScene(opened);
      const training = await scene.makeRule({ name: 'training', source: 'TRAINING_EVENT' });
      const guardrail = await scene.makeRule({ name: 'guardrail', source: 'GUARDRAIL' });
      const { prisma } = opened.server.stores;
      const now = new Date(Date.now() + 60_000);
      const workspaceId = scene.id;
      const job = await prisma.trainingJob.create({
        data: { workspaceId, name: 'tune', status: 'FAILED', endReason: 'OUT_OF_MEMORY', errorDetails: 'CUDA out of memory', endedAt: now },
      });
      await prisma.trainingWarning.create({
        data: {
          workspaceId,
          jobId: job.id,
          kind: 'NAN',
          beganAtStep: 5n,
          evidence: {},
          message: 'The loss is NaN.',
          advice: '',
          raisedAt: now,
        },
      });
      await prisma.trainingWarning.create({
        data: {
          workspaceId,
          jobId: job.id,
          kind: 'PLATEAU',
          beganAtStep: 5n,
          evidence: {},
          message: 'Old.',
          advice: '',
          raisedAt: new Date(0),
        },
      });
      await scene.run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', {
        input: {
          key: 'greeting',
          name: 'Greeting',
          variants: [
            { key: 'a', weight: 0.5 },
            { key: 'b', weight: 0.5 },
          ],
        },
      });
      await prisma.experiment.updateMany({
        where: { workspaceId },
        data: { state: 'PAUSED', pausedReason: 'Errors of b are worse.', pauses: [{ at: now.toISOString(), reason: 'x' }] },
      });
      await scene.evaluate(new Date(now.getTime() + 1_000));
      const sentences = (await scene.episodes()).map(({ sentence }) => sentence).sort();
      expect(sentences).toEqual([
        expect.stringMatching(/^A guardrail paused the experiment "Greeting" at .*: Errors of b are worse\.$/),
        expect.stringMatching(/^The training job "tune" failed: CUDA out of memory/),
        expect.stringMatching(/^The training job "tune" has a warning since .*: The loss is NaN\.$/),
      ]);
      expect((await scene.episodes()).find(({ ruleName }) => ruleName === 'guardrail')?.link).toBe('/experiments/greeting');
      await prisma.experiment.updateMany({ where: { workspaceId }, data: { state: 'RUNNING', pausedReason: null } });
      await prisma.trainingWarning.updateMany({ where: { workspaceId }, data: { clearedAt: now } });
      await scene.evaluate(new Date(now.getTime() + 6_000));
      expect((await scene.rule(guardrail.id)).state).toBe('OK');
      const states = (await scene.rule(training.id)).series.map(({ state }: { state: string }) => state).sort();
      expect(states).toEqual(['FIRING', 'OK']);
    });
  });
}

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Loose } from '../../../server.testing.ts';
import { openScene, type Opened } from './opened.testing.ts';

const day = 86_400_000;
const preview = `query ($input: AlertRuleInput!, $days: Int) {
  alertPreview(input: $input, days: $days) { episodeCount episodes { series from to peak } noticesPerWeek sentence }
}`;

export function testsOfPreviews(opened: Opened): void {
  describe('a preview', () => {
    test('has the episodes that the rule would have had, and the notices a week', async () => {
      const scene = await openScene(opened);
      const hour = new Date(Math.floor((Date.now() - 2 * day) / 3_600_000) * 3_600_000);
      const at = (minutes: number) => new Date(hour.getTime() + minutes * 60_000);
      // Errors of one model for a half hour, two days ago; and traffic without errors around it.
      for (let minutes = 0; minutes < 120; minutes += 5) {
        await scene.write(5, at(minutes + 1), { model: 'a', error: minutes >= 60 && minutes < 90 ? 'timeout' : '' });
        await scene.write(5, at(minutes + 1), { model: 'b' });
      }
      const input = {
        name: 'x',
        source: 'VALUE',
        metric: 'ERROR_SHARE',
        dimension: 'MODEL',
        trip: 0.5,
        clear: 0.1,
        windowMinutes: 15,
        minimumCount: 5,
      };
      const found = (await scene.run(preview, { input, days: 7 })).data.alertPreview;
      expect(found.episodes).toEqual([{ series: 'a', from: at(70).toISOString(), to: at(105).toISOString(), peak: 1 }]);
      expect(found).toMatchObject({
        episodeCount: 1,
        noticesPerWeek: 2,
        sentence: expect.stringMatching(/would have made 1 alert and 2 notices: 2 a week\.$/),
      });
      const held = (await scene.run(preview, { input: { ...input, forMinutes: 10 }, days: 7 })).data.alertPreview;
      expect(held.episodes).toEqual([{ series: 'a', from: at(80).toISOString(), to: at(105).toISOString(), peak: 1 }]);
      const later = (await scene.run(preview, { input: { ...input, forMinutes: 60 }, days: 7 })).data.alertPreview;
      expect(later).toMatchObject({ episodeCount: 0, noticesPerWeek: 0 });
      const made = await scene.makeRule(input);
      expect(made.noticesPerWeek).toBeCloseTo((2 * 7) / 30);
    });

    test('has the anomalies that would have been announced, by metric and severity, of the own workspace', async () => {
      const scene = await openScene(opened);
      const other = await openScene(opened);
      const began = new Date(Date.now() - 3 * day);
      const ended = new Date(began.getTime() + day / 2);
      for (const [workspaceId, number, severity, verdict] of [
        [scene.id, 1, 'CRITICAL', null],
        [scene.id, 2, 'INFO', null],
        [scene.id, 3, 'CRITICAL', 'EXPECTED'],
        [other.id, 1, 'CRITICAL', null],
      ] as const)
        await inWorkspace(workspaceId, async () => {
          const series = { metric: 'LATENCY_P95', dimension: 'MODEL', value: `m${number}` } as const;
          const { prisma } = opened.server.stores;
          const watched = await prisma.watchedSeries.create({
            data: { ...series, workspaceId, state: '{}', judgedUntil: ended, valueCount: 1 },
          });
          const course = { kind: 'SPIKE', direction: 'UP', beganAt: began, endedAt: ended, endReason: 'RECOVERED', verdict } as const;
          const anomaly = await prisma.anomaly.create({
            data: {
              ...series,
              ...course,
              workspaceId,
              number,
              findingId: randomUUID(),
              severity,
              state: 'RESOLVED',
              detectedAt: ended,
              // What a mark explained was judged as it was found.
              verdictAt: verdict === null ? null : ended,
              messageCount: 1,
              userCount: 1,
            },
          });
          await prisma.anomalyFinding.create({
            data: {
              ...series,
              ...course,
              workspaceId,
              anomalyId: anomaly.id,
              seriesId: watched.id,
              openedAt: new Date(began.getTime() + day / 24),
              worstAt: began,
              measured: 9,
              expected: 1,
              expectedLow: 0,
              expectedHigh: 2,
              deviation: 9,
              strength: 2,
              telling: 0.5,
            },
          });
        });
      const from = new Date(began.getTime() + day / 24).toISOString();
      const critical = (await scene.run(preview, { input: { name: 'x', source: 'ANOMALY', minimumSeverity: 'WARNING' }, days: 7 })).data
        .alertPreview;
      expect(critical).toMatchObject({
        episodes: [{ series: '95th percentile of latency of model m1', from, to: ended.toISOString(), peak: null }],
        noticesPerWeek: 2,
        sentence: expect.stringMatching(/would have made 1 alert and 2 notices: 2 a week\.$/),
      });
      const counted = async (input: object) =>
        (await scene.run(preview, { input: { name: 'x', source: 'ANOMALY', minimumSeverity: 'INFO', ...input }, days: 7 })).data
          .alertPreview.episodeCount;
      expect([await counted({}), await counted({ metric: 'COST' }), await counted({ dimension: 'TOOL' })]).toEqual([2, 0, 0]);
    });

    test.each<[string, object, (found: Loose) => void]>([
      [
        'of cost against a budget',
        { source: 'BUDGET', budgetUsd: 1, budgetPeriod: 'DAY' },
        ({ episodeCount }) => expect(episodeCount).toBe(1),
      ],
      [
        'of a change against the day before',
        { source: 'CHANGE', metric: 'COST', changePercent: 50, compareWith: 'DAY_BEFORE', windowMinutes: 60 },
        ({ episodeCount }) => expect(episodeCount).toBe(1),
      ],
      [
        'of a burn rate',
        { source: 'BURN_RATE', metric: 'ERROR_SHARE', target: 0.9, factor: 5, minimumCount: 1 },
        ({ episodeCount }) => expect(episodeCount).toBe(1),
      ],
      [
        'of percentiles, at the end of each window',
        { source: 'VALUE', metric: 'LATENCY_P95', trip: 900, windowMinutes: 30, minimumCount: 1 },
        ({ episodeCount, sentence }) =>
          expect([episodeCount, sentence]).toEqual([1, expect.stringContaining('at the end of each 30 minutes')]),
      ],
      [
        'of silence, which had been there before the messages and is again',
        { source: 'NO_DATA', noDataMinutes: 720 },
        ({ episodes }) => expect(episodes.map(({ to }: Loose) => to !== null)).toEqual([false, true, true]),
      ],
      [
        'of forecasts, which are not replayed',
        { source: 'FORECAST', metric: 'COST', trip: 5 },
        ({ noticesPerWeek, sentence }) => expect([noticesPerWeek, sentence]).toEqual([null, expect.stringContaining('is not replayed')]),
      ],
    ])('%s', async (_name, input, check) => {
      const scene = await openScene(opened);
      const base = new Date(Math.floor((Date.now() - 3 * day) / day) * day + day / 2);
      for (const [offset, costNanoUsd, error] of [
        [0, 400_000_000, ''],
        [1, 1_200_000_000, 'x'],
      ] as const)
        await scene.write(1, new Date(base.getTime() + offset * day), { costNanoUsd, error, latencyMs: error === '' ? 100 : 1_000 });
      const body = await scene.run(preview, { input: { name: 'x', ...input }, days: 5 });
      expect(body.errors).toBe(undefined);
      check(body.data.alertPreview);
    });
  });
}

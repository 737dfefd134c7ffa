import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { listed, nodesOf } from './findings.testing.ts';
import { judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf, type Message } from './traffic.testing.ts';

const judged = `mutation ($id: ID!, $verdict: AnomalyVerdict!, $reason: String, $findings: [ID!]) {
  judgeAnomaly(id: $id, verdict: $verdict, reason: $reason, findings: $findings) { state verdict verdictReason findings { id verdict } } }`;
const series =
  '{ watchedSeries(first: 200) { edges { node { id metric dimensionValue threshold mutedUntil learning valueCount findingCount30Days } } } }';

/** One model is slow twice: the second time a little less. */
const [first, second] = [trafficEnd - 8 * dayMs, trafficEnd - 2 * dayMs];
const twice = (message: Message, at: number): Message =>
  message.model === 'beta' && [first, second].some((from) => at >= from && at < from + 5 * hourMs)
    ? { ...message, latencyMs: Math.round(message.latencyMs * (at < second ? 2.2 : 1.45)) }
    : message;

export function feedbackTests(server: () => TestServer): void {
  describe('verdicts', () => {
    test('after NOT_REAL the same again is not reported, after the verdict was taken back it is', async () => {
      const own = [await openTestWorkspace(server()), await openTestWorkspace(server()), await openTestWorkspace(server())];
      const facts = trafficOf({ days: 20, perHour: 15, change: twice, seed: 3 });
      const counts: number[] = [];
      for (const [place, workspace] of own.entries()) {
        await sendTraffic(server().stores, workspace.id, facts);
        await judgeUntil(server(), workspace.id, first + dayMs);
        const [anomaly] = nodesOf(await workspace.run(listed));
        expect(anomaly).toMatchObject({ dimensionValue: 'beta' });
        if (place > 0) {
          const answer = await workspace.run(judged, { id: anomaly.id, verdict: 'NOT_REAL', reason: 'a load test' });
          expect(answer.data.judgeAnomaly).toMatchObject({ state: 'RESOLVED', verdict: 'NOT_REAL', verdictReason: 'a load test' });
          expect(answer.data.judgeAnomaly.findings.every(({ verdict }: Loose) => verdict === 'NOT_REAL')).toBe(true);
        }
        if (place === 2) {
          const undone = await workspace.run('mutation ($id: ID!) { undoAnomalyVerdict(id: $id) { verdict findings { verdict } } }', {
            id: anomaly.id,
          });
          expect(undone.data.undoAnomalyVerdict.verdict).toBeNull();
        }
        const words = (await workspace.run(series)).data.watchedSeries.edges.map(({ node }: Loose) => node.threshold);
        expect(words.some((text: string) => text.includes('verdicts on earlier ones'))).toBe(place === 1);
        await judgeUntil(server(), workspace.id, trafficEnd);
        counts.push(nodesOf(await workspace.run(listed)).length);
      }
      expect(counts).toEqual([2, 1, 2]);
    });

    test('a verdict on some findings leaves the others, and one of another anomaly is refused', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 15, change: twice, seed: 3 }));
      await judgeUntil(server(), own.id, trafficEnd);
      const [latest, earlier] = nodesOf(await own.run(listed));
      const [finding, ...others] = latest.findings;
      const answer = await own.run(judged, { id: latest.id, verdict: 'REAL', findings: [finding.id] });
      const verdicts = new Map(answer.data.judgeAnomaly.findings.map((one: Loose) => [one.id, one.verdict]));
      expect(verdicts.get(finding.id)).toBe('REAL');
      for (const { id } of others) expect(verdicts.get(id)).toBeNull();
      const refused = await own.run(judged, { id: earlier.id, verdict: 'REAL', findings: [finding.id] });
      expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_ANOMALY', field: 'findings[0]' });
      const empty = await own.run(judged, { id: earlier.id, verdict: 'REAL', reason: '  ' });
      expect(empty.errors[0].extensions).toMatchObject({ code: 'BAD_ANOMALY', field: 'reason' });
      const none = await own.run('mutation ($id: ID!) { undoAnomalyVerdict(id: $id) { id } }', { id: earlier.id });
      expect(none.errors[0].extensions).toMatchObject({ code: 'BAD_ANOMALY', field: 'id' });
    });

    test('a muted series reports nothing until the time is over', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 15, change: twice, seed: 3 }));
      await judgeUntil(server(), own.id, second - 2 * hourMs);
      const before = nodesOf(await own.run(listed)).length;
      const rows = (await own.run(series)).data.watchedSeries.edges.map(({ node }: Loose) => node);
      const until = new Date(Date.now() + dayMs);
      for (const { id } of rows) {
        const answer = await own.run('mutation ($id: ID!, $until: DateTime!) { muteSeries(id: $id, until: $until) { mutedUntil } }', {
          id,
          until,
        });
        expect(answer.data.muteSeries.mutedUntil).toBe(until.toISOString());
      }
      await judgeUntil(server(), own.id, trafficEnd);
      expect(nodesOf(await own.run(listed))).toHaveLength(before);
      const unmuted = await own.run('mutation ($id: ID!) { unmuteSeries(id: $id) { mutedUntil } }', { id: rows[0].id });
      expect(unmuted.data.unmuteSeries.mutedUntil).toBeNull();
      const past = await own.run('mutation ($id: ID!) { muteSeries(id: $id, until: "2020-01-01T00:00:00Z") { id } }', { id: rows[0].id });
      expect(past.errors[0].extensions).toMatchObject({ code: 'BAD_SIGNAL', field: 'until' });
    });
  });

  describe('sensitivity', () => {
    test('a replay judges again: fewer with FEW, as many as there were with what was set, and nothing is stored', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 15, change: twice, seed: 3 }));
      await judgeUntil(server(), own.id, trafficEnd);
      const replayed = async (sensitivity: string): Promise<Loose> => {
        const answer = await own.run(
          'query ($sensitivity: Sensitivity!) { signalReplay(sensitivity: $sensitivity, days: 9) { sensitivity anomalyCount perWeek sentence anomalies { sentence metric dimension dimensionValue kind direction beganAt endedAt } } }',
          { sensitivity },
        );
        expect(answer.errors).toBeUndefined();
        return answer.data.signalReplay;
      };
      const stored = nodesOf(await own.run(listed));
      const [few, balanced, all] = [await replayed('FEW'), await replayed('BALANCED'), await replayed('ALL')];
      expect(balanced.anomalyCount).toBe(stored.length);
      expect(balanced.anomalies.map(({ dimensionValue, beganAt }: Loose) => [dimensionValue, beganAt])).toEqual(
        stored.map(({ dimensionValue, beganAt }) => [dimensionValue, beganAt]),
      );
      expect(few.anomalyCount).toBeLessThanOrEqual(balanced.anomalyCount);
      expect(all.anomalyCount).toBeGreaterThanOrEqual(balanced.anomalyCount);
      expect(balanced.perWeek).toBeCloseTo((7 * balanced.anomalyCount) / 9, 9);
      expect(balanced.sentence).toContain(`there would have been ${balanced.anomalyCount} `);
      expect(nodesOf(await own.run(listed))).toHaveLength(stored.length);
    });

    test('what is set holds and says who set it', async () => {
      const own = await openTestWorkspace(server());
      const settings = '{ sensitivity changedAt changedBy { name } }';
      expect((await own.run(`{ signalSettings ${settings} }`)).data.signalSettings).toEqual({
        sensitivity: 'BALANCED',
        changedAt: null,
        changedBy: null,
      });
      const answer = await own.run(`mutation { updateSignalSettings(sensitivity: FEW) ${settings} }`);
      expect(answer.data.updateSignalSettings).toMatchObject({ sensitivity: 'FEW', changedAt: expect.any(String) as string });
      expect((await own.run(`{ signalSettings ${settings} }`)).data.signalSettings.sensitivity).toBe('FEW');
      const refused = await own.run('{ signalReplay(sensitivity: ALL, days: 400) { anomalyCount } }');
      expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_SIGNAL', field: 'days' });
      expect((await own.run('{ signalReplay(sensitivity: ALL) { anomalyCount sentence } }')).data.signalReplay).toEqual({
        anomalyCount: 0,
        sentence: 'No message has been judged yet.',
      });
    });
  });
}

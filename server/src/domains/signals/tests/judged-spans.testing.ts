import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { hourMs } from '../../analytics/pure/interval.ts';
import { slow } from './findings.testing.ts';
import { judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf, type Message } from './traffic.testing.ts';

const listed = `{ anomalies(first: 10) { edges { node {
  metric value expected expectedLow expectedHigh spanMinutes at beganAt findings { metric spanMinutes deviation value expectedHigh }
} } } }`;

export function judgedSpanTests(server: () => TestServer): void {
  describe('what was judged', () => {
    test('where few messages come, values are of the half day or more that was judged together', async () => {
      const own = await openTestWorkspace(server());
      const from = trafficEnd - 40 * hourMs;
      const change = (message: Message, at: number): Message =>
        at >= from && message.latencyMs % 3 === 0 ? { ...message, error: 'overloaded' } : message;
      await sendTraffic(server().stores, own.id, trafficOf({ days: 24, perHour: 3, models: ['alpha'], change, seed: 51 }));
      await judgeUntil(server(), own.id, trafficEnd);
      const nodes = (await own.run(listed)).data.anomalies.edges.map(({ node }: Loose) => node);
      const errors = nodes.find(({ metric }: Loose) => metric === 'ERROR_SHARE');
      expect([720, 1_440, 2_880]).toContain(errors.spanMinutes);
      expect(errors.value).toBeGreaterThan(0.2);
      expect(errors.value).toBeLessThan(0.5);
      expect(errors.expected).toBeLessThan(0.06);
      expect(errors.expectedHigh).toBeLessThan(errors.value);
      expect(Date.parse(errors.at) + errors.spanMinutes * 60_000).toBeGreaterThan(from);
    });

    test('a threshold of the tool leaves out what was fewer standard deviations away, and says so', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 20, change: slow('beta') }));
      await judgeUntil(server(), own.id, trafficEnd);
      const [{ node }] = (await own.run(listed)).data.anomalies.edges;
      expect(node.spanMinutes).toBe(60);
      const farthest = Math.max(...node.findings.map(({ deviation }: Loose) => Math.abs(deviation)));
      const asked = async (threshold: number): Promise<Loose> => {
        const run = 'mutation ($arguments: JSON!) { runAssistantTool(name: "advanced_analytics", arguments: $arguments) }';
        const range = { startDate: new Date(trafficEnd - 7 * 24 * hourMs), endDate: new Date(trafficEnd) };
        const answer = await own.run(run, { arguments: { operation: 'anomaly_detection', ...range, threshold } });
        expect(answer.errors).toBeUndefined();
        return answer.data.runAssistantTool;
      };
      const found = await asked(farthest - 0.01);
      expect(found).toMatchObject({ error: null, table: { total: 1 } });
      const none = await asked(farthest + 0.01);
      expect(none.table.total).toBe(0);
      expect(none.notes).toContainEqual(expect.stringMatching(/^1 anomaly was less than [\d.]+ standard deviations away: left out\.$/));
    });
  });
}

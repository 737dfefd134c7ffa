import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { anomalyEnded, anomalyOpened, type AnomalyNotice } from '../hooks.ts';
import { judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf, type Message } from './traffic.testing.ts';

const fields = `
  id number sentence metric dimension dimensionValue kind direction severity state beganAt detectedAt endedAt endReason value expected expectedLow
  expectedHigh at messageCount userCount excessCostUsd filter verdict verdictReason
  findings { id metric dimension dimensionValue kind direction value expected beganAt endedAt explainedShare }
  alsoMoved { metric } annotations { label }`;
export const listed = `{ anomalies(first: 50) { edges { node { ${fields} } } } }`;
export const nodesOf = (answer: Loose): Loose[] => answer.data.anomalies.edges.map(({ node }: Loose) => node);

/** Latency of one model three times as high, for six hours on the day before the end. */
const slowFrom = trafficEnd - 30 * hourMs;
export const slow =
  (model: string, hours = 6) =>
  (message: Message, at: number): Message =>
    message.model === model && at >= slowFrom && at < slowFrom + hours * hourMs
      ? { ...message, latencyMs: message.latencyMs * 3 }
      : message;

export function findingTests(server: () => TestServer): void {
  describe('what is found', () => {
    test('an incident of one model is one anomaly, of that model, with what it touched', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 20, change: slow('beta') }));
      await judgeUntil(server(), own.id, trafficEnd);
      const answer = await own.run(listed);
      expect(answer.errors).toBeUndefined();
      const found = nodesOf(answer);
      expect(found.map(({ dimension, dimensionValue, direction }) => ({ dimension, dimensionValue, direction }))).toEqual([
        { dimension: 'MODEL', dimensionValue: 'beta', direction: 'UP' },
      ]);
      const [anomaly] = found;
      expect(['LATENCY_P50', 'LATENCY_P95']).toContain(anomaly.metric);
      expect(anomaly).toMatchObject({ number: 1, kind: 'SPIKE', state: 'RESOLVED', endReason: 'RECOVERED', verdict: null });
      expect(Date.parse(anomaly.beganAt)).toBe(slowFrom);
      expect(Date.parse(anomaly.endedAt)).toBe(slowFrom + 6 * hourMs);
      expect(anomaly.value).toBeGreaterThan(2 * anomaly.expected);
      expect(anomaly.value).toBeGreaterThan(anomaly.expectedHigh);
      expect(anomaly.messageCount).toBeGreaterThan(60);
      expect(anomaly.userCount).toBeGreaterThan(50);
      expect(['WARNING', 'CRITICAL']).toContain(anomaly.severity);
      expect(anomaly.filter).toMatchObject({ models: ['beta'], from: anomaly.beganAt, to: anomaly.endedAt });
      expect(anomaly.sentence).toMatch(/^The (median|p95) latency of the model "beta" rose to [\d,]+ ms; .* was expected\.$/);
      // All messages and the provider moved with it, and explain less.
      expect(anomaly.findings.length).toBeGreaterThan(1);
      expect(anomaly.findings[0].dimensionValue).toBe('beta');
    });

    test('calls of a tool that fail are found by the tool, though all models are concerned', async () => {
      const own = await openTestWorkspace(server());
      const change = (message: Message, at: number): Message =>
        at >= slowFrom && at < slowFrom + 5 * hourMs && message.tool !== null && message.costNanoUsd % 2 === 0
          ? { ...message, tool: false }
          : message;
      await sendTraffic(server().stores, own.id, trafficOf({ days: 16, perHour: 20, change, seed: 11 }));
      await judgeUntil(server(), own.id, trafficEnd);
      const found = nodesOf(await own.run(listed));
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ metric: 'TOOL_FAILURE_SHARE', direction: 'UP' });
    });

    test('nothing is found where nothing happens', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 20, seed: 23 }));
      await judgeUntil(server(), own.id, trafficEnd);
      expect(nodesOf(await own.run(listed))).toEqual([]);
    });

    test('hour by hour the same is found as from the past at once, each bucket judged once', async () => {
      const [atOnce, byHour] = [await openTestWorkspace(server()), await openTestWorkspace(server())];
      const facts = trafficOf({ days: 20, perHour: 20, change: slow('beta') });
      for (const { id } of [atOnce, byHour]) await sendTraffic(server().stores, id, facts);
      await judgeUntil(server(), atOnce.id, trafficEnd);
      for (let until = slowFrom; until <= slowFrom + 9 * hourMs; until += hourMs) await judgeUntil(server(), byHour.id, until);
      await judgeUntil(server(), byHour.id, trafficEnd);
      const shown = ({ metric, dimensionValue, kind, beganAt, endedAt, value, findings }: Loose): object => ({
        metric,
        dimensionValue,
        kind,
        beganAt,
        endedAt,
        value: value.toPrecision(6),
        findings: findings
          .map((finding: Loose) => `${finding.metric} ${finding.dimensionValue} ${finding.beganAt} ${finding.endedAt}`)
          .toSorted(),
      });
      const [one, other] = [nodesOf(await atOnce.run(listed)).map(shown), nodesOf(await byHour.run(listed)).map(shown)];
      expect(one.length).toBeGreaterThan(0);
      expect(other).toEqual(one);
      const count = await server().stores.prisma.anomalyFinding.count({ where: { workspaceId: byHour.id } });
      await judgeUntil(server(), byHour.id, trafficEnd);
      expect(await server().stores.prisma.anomalyFinding.count({ where: { workspaceId: byHour.id } })).toBe(count);
    });

    test('a level that stays is a shift with a new level, and those who react hear of begin and end inside the transaction', async () => {
      const own = await openTestWorkspace(server());
      const heard: { what: string; notice: AnomalyNotice; isStored: boolean }[] = [];
      for (const [what, hook] of [
        ['opened', anomalyOpened],
        ['ended', anomalyEnded],
      ] as const)
        hook
          .reaction(async (transaction, notice) => {
            if (notice.workspaceId !== own.id) return;
            const isStored = (await transaction.anomaly.count({ where: { id: notice.anomalyId, workspaceId: own.id } })) === 1;
            heard.push({ what, notice, isStored });
          })
          .register();
      const from = trafficEnd - 40 * hourMs;
      const change = (message: Message, at: number): Message =>
        at >= from ? { ...message, latencyMs: Math.round(message.latencyMs * 2.5) } : message;
      await sendTraffic(server().stores, own.id, trafficOf({ days: 16, perHour: 15, change, seed: 5 }));
      for (const hours of [0, 1, 2, 3, 22, 23, 24, 25, 26, 40]) await judgeUntil(server(), own.id, from + hours * hourMs);
      const [anomaly] = nodesOf(await own.run(listed));
      expect(anomaly).toMatchObject({ kind: 'LEVEL_SHIFT', endReason: 'NEW_LEVEL', dimension: 'WORKSPACE', dimensionValue: null });
      expect(heard.map(({ what, isStored }) => [what, isStored])).toEqual([
        ['opened', true],
        ['ended', true],
      ]);
      expect(heard[0]?.notice).toMatchObject({ number: anomaly.number, sentence: expect.stringContaining('latency') as string });
    });

    test('messages that are sent later for hours that were judged are learned from, and what they hold is found once', async () => {
      const own = await openTestWorkspace(server());
      const facts = trafficOf({ days: 20, perHour: 20, change: slow('beta') });
      const early = facts.filter(({ at }) => at.getTime() >= trafficEnd - 2 * dayMs && at.getTime() < trafficEnd - 40 * hourMs);
      await sendTraffic(server().stores, own.id, early);
      await judgeUntil(server(), own.id, trafficEnd - 40 * hourMs);
      expect(nodesOf(await own.run(listed))).toEqual([]);
      await sendTraffic(server().stores, own.id, facts, 3);
      await judgeUntil(server(), own.id, trafficEnd - 2 * hourMs);
      await judgeUntil(server(), own.id, trafficEnd);
      expect(nodesOf(await own.run(listed)).map(({ dimensionValue }) => dimensionValue)).toEqual(['beta']);
    });

    test('a mark over a stretch of time makes what begins in it expected: it is resolved, and not announced', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 20, change: slow('beta', 40) }));
      await own.run('mutation ($input: CreateAnnotationInput!) { createAnnotation(input: $input) { id } }', {
        input: { kind: 'DEPLOYMENT', label: 'new region', at: new Date(slowFrom - hourMs), endAt: new Date(slowFrom + 2 * hourMs) },
      });
      const published: string[] = [];
      const live = { publish: (topic: string) => void published.push(topic) };
      for (let until = slowFrom; until <= slowFrom + 8 * hourMs; until += 2 * hourMs)
        await judgeUntil({ stores: server().stores, live: live as never }, own.id, until);
      const found = nodesOf(await own.run(listed));
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ verdict: 'EXPECTED', state: 'RESOLVED', verdictReason: 'Mark "new region".', endedAt: null });
      expect(found[0].annotations).toEqual([{ label: 'new region' }]);
    });
  });
}

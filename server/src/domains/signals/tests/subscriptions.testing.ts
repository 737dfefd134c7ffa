import { describe, expect, test, vi } from 'vitest';
import { follow } from '../../../subscription.testing.ts';
import type { TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { hourMs } from '../../analytics/pure/interval.ts';
import { listed, nodesOf, slow } from './findings.testing.ts';
import { judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf } from './traffic.testing.ts';

export function subscriptionTests(server: () => TestServer): void {
  describe('who follows', () => {
    test('gets each new anomaly once, and what becomes of it, of the own workspace alone', async () => {
      const own = await openTestWorkspace(server());
      const other = await openTestWorkspace(server());
      const fields = '{ id sentence state metric }';
      const detected = await follow(server(), own.secret, `subscription { anomalyDetected ${fields} }`, 'anomalyDetected');
      const changed = await follow(server(), own.secret, `subscription { anomalyChanged ${fields} }`, 'anomalyChanged');
      const elsewhere = [
        await follow(server(), other.secret, `subscription { anomalyDetected ${fields} }`, 'anomalyDetected'),
        await follow(server(), other.secret, `subscription { anomalyChanged ${fields} }`, 'anomalyChanged'),
      ];
      try {
        await sendTraffic(server().stores, own.id, trafficOf({ days: 12, perHour: 20, change: slow('beta') }));
        await judgeUntil(server(), own.id, trafficEnd - hourMs);
        const [anomaly] = nodesOf(await own.run(listed));
        await vi.waitFor(() => expect(detected.events).toHaveLength(1));
        expect(detected.events[0]).toMatchObject({ id: anomaly.id, sentence: anomaly.sentence, metric: anomaly.metric });
        const act = (name: string) => own.run(`mutation ($id: ID!) { ${name}(id: $id) { id } }`, { id: anomaly.id });
        for (const [name, state] of [
          ['reopenAnomaly', 'OPEN'],
          ['acknowledgeAnomaly', 'ACKNOWLEDGED'],
          ['resolveAnomaly', 'RESOLVED'],
        ] as const) {
          await act(name);
          await vi.waitFor(() => expect(changed.events.at(-1)).toMatchObject({ id: anomaly.id, state }));
        }
        await own.run('mutation ($id: ID!) { judgeAnomaly(id: $id, verdict: NOT_REAL) { id } }', { id: anomaly.id });
        await vi.waitFor(() => expect(changed.events).toHaveLength(4));
        expect(detected.events).toHaveLength(1);
        expect(elsewhere.flatMap(({ events }) => events)).toEqual([]);
      } finally {
        await Promise.all([detected, changed, ...elsewhere].map(({ close }) => close()));
      }
    });
  });
}

import { describe, expect, test, vi } from 'vitest';
import { follow } from '../../../subscription.testing.ts';
import { after, openScene, type Opened } from './opened.testing.ts';

export function testsOfSubscriptions(opened: Opened): void {
  describe('who follows alertsChanged', () => {
    test('has the number that fires at once, and again with each change, of the own workspace alone', async () => {
      const scene = await openScene(opened);
      const other = await openScene(opened);
      const query = 'subscription { alertsChanged { firingCount ids } }';
      const own = await follow(opened.server, scene.secret, query, 'alertsChanged');
      const elsewhere = await follow(opened.server, other.secret, query, 'alertsChanged');
      try {
        await vi.waitFor(() =>
          expect([own.events, elsewhere.events]).toEqual([[{ firingCount: 0, ids: [] }], [{ firingCount: 0, ids: [] }]]),
        );
        await scene.makeRule({ name: 'Cost', source: 'VALUE', metric: 'COST', trip: 1, windowMinutes: 5 });
        await scene.write(2, after(1), { costNanoUsd: 1_000_000_000 });
        await scene.evaluate(after(1));
        const [episode] = await scene.episodes();
        await vi.waitFor(() => expect(own.events.some(({ firingCount }) => firingCount === 1)).toBe(true), 5_000);
        expect(own.events.flatMap(({ ids }) => ids)).toContain(episode.id);
        await scene.run('mutation ($episodeId: ID!) { acknowledgeAlert(episodeId: $episodeId) { state } }', { episodeId: episode.id });
        await vi.waitFor(() => expect(own.events.at(-1)).toMatchObject({ firingCount: 0, ids: [episode.id] }), 5_000);
        expect(elsewhere.events).toHaveLength(1);
      } finally {
        await Promise.all([own, elsewhere].map(({ close }) => close()));
      }
    });
  });
}

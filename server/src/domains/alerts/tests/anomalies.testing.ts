import { describe, expect, test } from 'vitest';
import { anomalyEnded, anomalyOpened, type AnomalyNotice } from '../../signals/hooks.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Hook } from '../../../platform/hooks.ts';
import { openScene, type Opened } from './opened.testing.ts';

export function testsOfAnomalies(opened: Opened): void {
  describe('an anomaly', () => {
    const announce = (hook: Hook<(transaction: never, notice: AnomalyNotice) => Promise<void>>, notice: AnomalyNotice): Promise<void> =>
      inWorkspace(notice.workspaceId, () =>
        opened.server.stores.prisma.$transaction(async (transaction) => {
          for (const react of hook.reactions) await react(transaction as never, notice);
        }),
      );

    test('that is announced fires the rules that watch it, once, and resolves them when it is over', async () => {
      const scene = await openScene(opened);
      const channel = await scene.makeWebhook('/anomalies');
      const any = await scene.makeRule({ name: 'any', source: 'ANOMALY', minimumSeverity: 'INFO', channelIds: [channel.id] });
      const other = await scene.makeRule({ name: 'other metric', source: 'ANOMALY', metric: 'COST' });
      const critical = await scene.makeRule({ name: 'critical', source: 'ANOMALY', minimumSeverity: 'CRITICAL' });
      const notice: AnomalyNotice = {
        workspaceId: scene.id,
        anomalyId: '00000000-0000-4000-8000-000000000001',
        number: 1,
        metric: 'ERROR_SHARE',
        dimension: 'MODEL',
        dimensionValue: 'gpt-4o',
        severity: 'WARNING',
        sentence: 'The error share of gpt-4o is 12 %, expected 1 to 3 %.',
        at: new Date(),
      };
      await announce(anomalyOpened, notice);
      const now = new Date(Date.now() + 1_000);
      await scene.evaluate(now);
      await scene.evaluate(new Date(now.getTime() + 60_000));
      const states = async () => Promise.all([any, other, critical].map(async ({ id }) => (await scene.rule(id)).state));
      expect(await states()).toEqual(['FIRING', 'OK', 'OK']);
      expect(await scene.episodes()).toMatchObject([
        {
          sentence: notice.sentence,
          link: `/signals/${encodeURIComponent(Buffer.from(`Anomaly:${notice.anomalyId}`).toString('base64'))}`,
        },
      ]);
      await announce(anomalyEnded, { ...notice, sentence: 'The error share of gpt-4o is 2 % again.' });
      await scene.evaluate(new Date(now.getTime() + 120_000));
      await scene.send();
      expect(await states()).toEqual(['OK', 'OK', 'OK']);
      expect(opened.receiver.of('/anomalies').map(({ body }) => [body.type, body.data.title, body.data.sentence])).toEqual([
        ['alert.fired', 'Alert: any', notice.sentence],
        ['alert.resolved', 'Resolved: any', 'The error share of gpt-4o is 2 % again.'],
      ]);
    });
  });
}

import { describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { Loose } from '../../../server.testing.ts';
import { dayMs } from '../../analytics/pure/interval.ts';
import { evaluateDrift } from '../background/evaluate.ts';
import { after, openScene, ruleFields, type Opened, type Scene } from './opened.testing.ts';

const fields = `${ruleFields} driftRole driftFeatures driftBaseline { id name } minimumEffect`;
const make = `mutation ($input: AlertRuleInput!) { createAlertRule(input: $input) { ${fields} } }`;
const perWeek = 80;

/** Two weeks of conversations that end at an instant; answers of the second one are short where `isShort`. */
async function converse(scene: Scene, end: Date, isShort: boolean): Promise<void> {
  const messages = Array.from({ length: 2 * perWeek }, (_, place) => {
    const isLate = place >= perWeek;
    const at = end.getTime() - (isLate ? 7 : 14) * dayMs + (place % perWeek) * 3_600_000;
    const words = isShort && isLate ? 3 : 20 + (place % 7);
    return {
      externalId: `a${place}`,
      conversationId: `c${place}`,
      role: 'ASSISTANT',
      model: 'm',
      content: `The ${'flight '.repeat(words)}`,
      createdAt: new Date(at).toISOString(),
    };
  });
  const body = await scene.run(
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { reason } } }',
    { messages },
  );
  expect(body.data.ingestMessages.rejected).toEqual([]);
}

export function testsOfDrift(opened: Opened): void {
  describe('a rule about drift', () => {
    test('fires once when features drift from the week before or from a pinned baseline, and says which', async () => {
      const scene = await openScene(opened);
      const [end, week] = [after(0), 7 * dayMs];
      const channel = await scene.makeWebhook('/drift');
      await converse(scene, end, true);
      await drainProjection(opened.server.stores);
      const pinned = await scene.run(
        'mutation ($input: PinDriftBaselineInput!) { pinDriftBaseline(input: $input) { id name filter from to } }',
        {
          input: {
            name: 'good week',
            from: new Date(end.getTime() - 2 * week),
            to: new Date(end.getTime() - week),
            filter: { models: ['m'] },
          },
        },
      );
      const baseline = pinned.data.pinDriftBaseline;
      expect(baseline).toMatchObject({ name: 'good week', filter: { models: ['m'] } });
      const made = async (input: object): Promise<Loose> => {
        const body = await scene.run(make, { input: { source: 'DRIFT', channelIds: [channel.id], ...input } });
        expect(body.errors).toBeUndefined();
        return body.data.createAlertRule;
      };
      const before = await made({ name: 'week before', driftRole: 'ASSISTANT' });
      expect(before).toMatchObject({
        driftRole: 'ASSISTANT',
        driftFeatures: [],
        minimumEffect: 'SMALL',
        windowMinutes: 10_080,
        noticesPerWeek: null,
      });
      expect(before.sentence).toBe(
        'Fires when any feature of answers over 7 days has drifted by a difference that is at least small from the time before; clears when none has.',
      );
      const pin = await made({
        name: 'pinned',
        driftRole: 'ASSISTANT',
        driftFeatures: ['RESPONSE_LENGTH'],
        minimumEffect: 'LARGE',
        driftBaselineId: baseline.id,
      });
      expect(pin.driftBaseline).toEqual({ id: baseline.id, name: 'good week' });
      const calm = await made({ name: 'calm', driftRole: 'ASSISTANT', driftFeatures: ['CODE_SHARE'] });
      const few = await made({ name: 'few', driftRole: 'USER' });
      const context = {
        stores: opened.server.stores,
        live: opened.server.live,
        onError: (error: unknown) => {
          throw error;
        },
      };
      // Two reports in one pass; none is made again within a day.
      for (const minutes of [0, 1, 2]) await evaluateDrift(context, after(minutes));
      await scene.send();
      const [ofBefore, ofPin, ofCalm, ofFew] = await Promise.all([before, pin, calm, few].map(({ id }) => scene.rule(id)));
      expect([ofBefore.state, ofPin.state, ofCalm.state, ofFew.state]).toEqual(['FIRING', 'FIRING', 'OK', 'NO_DATA']);
      expect(ofPin.series[0]).toMatchObject({ lastValue: 1 });
      expect(ofPin.series[0].sentence).toMatch(/^1 of 1 features has drifted over (79|80) conversations: length of answers \(large\)\.$/);
      expect(ofFew.series[0].sentence).toMatch(/at least 30 with a value are needed in each/);
      expect(
        opened.receiver
          .of('/drift')
          .map(({ body }) => body.data.title)
          .toSorted(),
      ).toEqual(['Alert: pinned', 'Alert: week before']);
      const links = (await scene.episodes()).map(({ link }) => new URL(link, 'http://x'));
      expect(links.map(({ pathname }) => pathname)).toEqual(['/drift', '/drift']);
      expect(links.map(({ searchParams }) => searchParams.get('pinned')).toSorted()).toEqual([baseline.id, null].toSorted());
      // Without its baseline it finds nothing, and says so.
      await scene.run('mutation ($id: ID!) { deleteDriftBaseline(id: $id) }', { id: baseline.id });
      await evaluateDrift(context, after(1_440));
      await evaluateDrift(context, after(1_441));
      const gone = await scene.rule(pin.id);
      expect(gone.problem).toMatch(/^The pinned baseline that the rule compares with is deleted/);
    });

    test.each([
      ['a window that is too short', { windowMinutes: 60 }, 'input.windowMinutes', /1440 to 43200/],
      ['a baseline of another kind', { driftBaselineId: btoa('Anomaly:1') }, 'input.driftBaselineId', /./],
      [
        'a baseline that is not there',
        { driftBaselineId: btoa('DriftBaselinePin:00000000-0000-4000-8000-000000000000') },
        'input.driftBaselineId',
        /./,
      ],
    ])('is not made with %s', async (_name, input, field, reason) => {
      const scene = await openScene(opened);
      const { errors } = await scene.run(make, { input: { name: 'x', source: 'DRIFT', ...input } });
      expect(errors[0].extensions).toMatchObject({ field, reason: expect.stringMatching(reason) });
    });
  });
}

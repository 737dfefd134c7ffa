import { expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';

const shown =
  'query ($userId: String!) { user(userId: $userId) { experiments { key name kind state variant phase firstExposedAt lastAt answerCount } } }';
const yesterday = Math.floor(Date.now() / 1_000) * 1_000 - 86_400_000;
const at = (hour: number): string => new Date(yesterday + hour * 3_600_000).toISOString();

/** What a user was shown, by exposures and by messages. */
export function ofUserTests(opened: () => TestServer): void {
  test('a user has the variants that exposures and messages name, of the user alone, the last first', async () => {
    const { run } = await openTestWorkspace(opened());
    const variants = [{ key: 'a' }, { key: 'b' }];
    const make = async (input: object): Promise<string> => {
      const made = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input });
      const { id } = made.data.createExperiment;
      const started = await run('mutation ($input: StartExperimentInput!) { startExperimentSince(input: $input) { state } }', {
        input: { id, since: at(-24) },
      });
      expect(started.data.startExperimentSince.state).toBe('RUNNING');
      return id;
    };
    await make({ key: 'tone', name: 'Tone', variants });
    const flag = await make({ key: 'look', name: 'Look', kind: 'FLAG', variants: [{ key: 'on', value: true }] });
    const exposures = [
      { experiment: 'tone', unitId: 'ann', variant: 'a', at: at(5) },
      { experiment: 'tone', unitId: 'ann', variant: 'a', at: at(3) },
      { experiment: 'look', unitId: 'ann', variant: 'on', at: at(1) },
      { experiment: 'tone', unitId: 'bob', variant: 'b', at: at(2) },
    ];
    const sent = await run('mutation ($exposures: [ExposureInput!]!) { recordExposures(exposures: $exposures) { accepted } }', {
      exposures,
    });
    expect(sent.data.recordExposures.accepted).toBe(4);
    const message = (id: string, hour: number, rest: object) => ({
      externalId: id,
      conversationId: id,
      role: 'ASSISTANT',
      content: 'x',
      userId: 'ann',
      createdAt: at(hour),
      ...rest,
    });
    const messages = [
      message('m1', 4, { experimentName: 'tone', variant: 'a' }),
      message('m2', 7, { experimentName: 'tone', variant: 'b' }),
      message('m3', 7.5, { experimentName: 'tone', variant: 'b', role: 'USER' }),
      message('m4', 6, { experimentName: 'elsewhere', variant: 'x' }),
      message('m5', 8, { experimentName: 'tone', variant: 'b', userId: 'bob' }),
      message('m6', 9, {}),
    ];
    await run('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages });
    await drainProjection(opened().stores);
    await run('mutation ($id: ID!) { stopExperiment(id: $id) { id } }', { id: flag });
    const { data, errors } = await run(shown, { userId: 'ann' });
    expect(errors).toBeUndefined();
    const tone = { key: 'tone', name: 'Tone', kind: 'EXPERIMENT', state: 'RUNNING' };
    const unexposed = { phase: null, firstExposedAt: null };
    expect(data.user.experiments).toEqual([
      { ...tone, variant: 'b', ...unexposed, lastAt: at(7.5), answerCount: 1 },
      { key: 'elsewhere', name: null, kind: null, state: null, variant: 'x', ...unexposed, lastAt: at(6), answerCount: 1 },
      { ...tone, variant: 'a', phase: 1, firstExposedAt: at(3), lastAt: at(5), answerCount: 1 },
      {
        key: 'look',
        name: 'Look',
        kind: 'FLAG',
        state: 'STOPPED',
        variant: 'on',
        phase: 1,
        firstExposedAt: at(1),
        lastAt: at(1),
        answerCount: 0,
      },
    ]);
    const others = (await run(shown, { userId: 'bob' })).data.user.experiments.map(({ key, variant, answerCount }: Loose) => [
      key,
      variant,
      answerCount,
    ]);
    expect(others).toEqual([['tone', 'b', 1]]);
  });
}

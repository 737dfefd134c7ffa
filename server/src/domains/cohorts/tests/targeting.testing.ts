import { expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { createApiKey } from '../../access/commands.ts';

/** An experiment may be for the members of a cohort alone. */
export function targetingTests(opened: () => TestServer): void {
  test('members of a cohort are assigned, others are not; who comes and goes is followed, and its rule is held while it runs', async () => {
    const server = opened();
    const { id: workspaceId, run, secret } = await openTestWorkspace(server);
    const identify = (userId: string, plan: string) =>
      run('mutation ($users: [UserInput!]!) { identifyUsers(users: $users) { accepted } }', { users: [{ userId, properties: { plan } }] });
    for (const [user, plan] of [
      ['ann', 'pro'],
      ['bob', 'free'],
      ['cy', 'pro'],
    ] as const)
      await identify(user, plan);
    const rule = (value: string) => ({ property: { name: 'plan', test: 'IS', value } });
    const { data: made } = await run('mutation ($input: CohortInput!) { createCohort(input: $input) { id } }', {
      input: { name: 'Pro', rule: rule('pro') },
    });
    const cohort = made.createCohort.id;
    const created = await run(
      'mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id cohort { id name } membersAsOf } }',
      { input: { key: 'offer', name: 'Offer', variants: [{ key: 'a' }, { key: 'b' }], defaultValue: 'none', cohort } },
    );
    expect(created.errors).toBeUndefined();
    const { id } = created.data.createExperiment;
    expect(created.data.createExperiment.cohort).toEqual({ id: cohort, name: 'Pro' });
    await run('mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id });

    const assigned = async (unitId: string, attributes: object = {}): Promise<Loose> =>
      (
        await run(
          'query ($unitId: String!, $attributes: JSON) { assignVariant(experiment: "offer", unitId: $unitId, attributes: $attributes) { variant value reason } }',
          {
            unitId,
            attributes,
          },
        )
      ).data.assignVariant;
    expect(await assigned('ann')).toMatchObject({ reason: 'SPLIT', variant: expect.any(String) });
    expect(await assigned('bob')).toEqual({ variant: null, value: 'none', reason: 'DEFAULT' });
    expect(await assigned('someone new')).toMatchObject({ reason: 'DEFAULT' });
    // The unit may be another thing: its user is the one that the attributes name.
    expect(await assigned('device-7', { userId: 'cy' })).toMatchObject({ reason: 'SPLIT' });
    const { data: known } = await run(
      '{ experiment(key: "offer") { membersAsOf } cohort(id: "' + cohort + '") { experiments { key isRunning } } }',
    );
    expect(Date.now() - Date.parse(known.experiment.membersAsOf)).toBeLessThan(60_000);
    expect(known.cohort.experiments).toEqual([{ key: 'offer', isRunning: true }]);

    const update = (change: object) =>
      run('mutation ($input: CohortChangeInput!) { updateCohort(input: $input) { id } }', { input: { id: cohort, ...change } });
    const held = await update({ rule: rule('free') });
    expect(held.errors[0].extensions.code).toBe('COHORT_IN_USE');
    expect(held.errors[0].message).toContain('"offer"');
    const kept = await run('mutation ($id: ID!) { deleteCohort(id: $id) }', { id: cohort });
    expect(kept.errors[0].extensions.code).toBe('COHORT_IN_USE');

    // Members are read again behind callers; a save, of the name alone too, says so at once.
    await identify('bob', 'pro');
    await identify('ann', 'free');
    expect((await update({ name: 'On pro' })).errors).toBeUndefined();
    await expect.poll(async () => [(await assigned('ann')).reason, (await assigned('bob')).reason]).toEqual(['DEFAULT', 'SPLIT']);

    // The list of members is no part of what pages are given.
    const { secret: client } = await createApiKey(server.stores, { workspaceId, name: 'page', role: 'EDITOR', scope: 'CLIENT' });
    const features = (await (await fetch(`${server.url}/api/features/${client}`)).json()) as Loose;
    expect(features.features).toEqual({});
    const evaluated = async (unitId: string): Promise<Loose> =>
      (
        await fetch(`${server.url}/ofrep/v1/evaluate/flags/offer`, {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
          body: JSON.stringify({ context: { targetingKey: unitId } }),
        })
      ).json();
    expect((await evaluated('cy')).reason).toBe('SPLIT');
    expect((await evaluated('ann')).value).toBe('none');

    // Stopped and archived, it holds nothing any more.
    await run('mutation ($id: ID!) { stopExperiment(id: $id) { id } }', { id });
    expect((await update({ rule: rule('free') })).errors).toBeUndefined();
    await run('mutation ($id: ID!) { archiveExperiment(id: $id) { id } }', { id });
    expect((await run('mutation ($id: ID!) { deleteCohort(id: $id) }', { id: cohort })).data.deleteCohort).toBe(cohort);

    // A copy keeps the target that is lost, says so, and is started once it has another.
    const copied = await run(
      'mutation ($input: CloneExperimentInput!) { cloneExperiment(input: $input) { id cohort { id } isCohortDeleted } }',
      {
        input: { id, key: 'offer-2' },
      },
    );
    const { id: copyId, ...copy } = copied.data.cloneExperiment;
    expect(copy).toEqual({ cohort: null, isCohortDeleted: true });
    const start = () => run('mutation ($id: ID!) { startExperiment(id: $id) { state isCohortDeleted } }', { id: copyId });
    const refused = await start();
    expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'cohort' });
    expect(refused.errors[0].message).toContain('was deleted');
    await run('mutation ($input: ExperimentChangeInput!) { updateExperiment(input: $input) { id } }', {
      input: { id: copyId, cohort: null },
    });
    expect((await start()).data.startExperiment).toEqual({ state: 'RUNNING', isCohortDeleted: false });
  });

  test('an experiment without a cohort keeps its targeting as it was', async () => {
    const { run } = await openTestWorkspace(opened());
    const { data } = await run(
      'mutation { createExperiment(input: { key: "plain", name: "P", variants: [{ key: "a" }, { key: "b" }] }) { id cohort { id } } }',
    );
    expect(data.createExperiment.cohort).toBeNull();
    const { id } = data.createExperiment;
    await run('mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id });
    const renamed = await run('mutation ($input: ExperimentChangeInput!) { updateExperiment(input: $input) { phase } }', {
      input: { id, name: 'Q', cohort: null },
    });
    expect(renamed.data.updateExperiment.phase).toBe(1);
  });
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { checkedOf } from '../messages/message.fixtures.ts';
import { recordMessages } from '../messages/record.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const fields =
  'id name provider trainingMethod baseModel trainingDataset evaluationResults deployment { trainingJobId endpoint type deployedAt } firstSeenAt price { scope }';
const models = async () => (await ask(server, `{ models { ${fields} } }`)).body.data.models as Record<string, unknown>[];
const save = (model: object) =>
  ask(server, `mutation ($model: ModelInput!) { saveModel(model: $model) { ${fields} } }`, { variables: { model } });
const say = (externalId: string, model: string, provider?: string) =>
  recordMessages(server.stores, server.defaultWorkspaceId, [
    checkedOf({ externalId, model, ...(provider === undefined ? {} : { provider }), createdAt: new Date('2026-02-03T04:05:06Z') }),
  ]);

describe('models', () => {
  test('register themselves with the first message, and their provider with the first that names one', async () => {
    await say('m-1', 'auto');
    expect(await models()).toMatchObject([{ name: 'auto', provider: null }]);
    await say('m-2', 'auto', 'openai');
    await say('m-3', 'auto', 'azure');
    await drainProjection(server.stores);
    // What takes long to count is kept for a while (platform/store/kept.ts), and this was asked before.
    await expect
      .poll(models, { timeout: 20_000 })
      .toMatchObject([{ name: 'auto', provider: 'openai', firstSeenAt: '2026-02-03T04:05:06.000Z', deployment: null }]);
  });

  test('keep what is not sent again, lose what is sent as null', async () => {
    const deployment = { endpoint: 'https://models.example/ours', type: 'serverless', deployedAt: '2026-01-01T00:00:00.000Z' };
    await save({ name: 'ours', trainingMethod: 'DPO', baseModel: 'llama', evaluationResults: { mmlu: 0.7 }, deployment });
    expect((await save({ name: 'ours', provider: 'us' })).body.data.saveModel).toMatchObject({
      provider: 'us',
      trainingMethod: 'DPO',
      baseModel: 'llama',
      evaluationResults: { mmlu: 0.7 },
      deployment,
      firstSeenAt: null,
    });
    expect((await save({ name: 'ours', baseModel: null, deployment: { type: null } })).body.data.saveModel).toMatchObject({
      baseModel: null,
      deployment: { type: null, endpoint: deployment.endpoint },
    });
    expect((await save({ name: 'ours', deployment: null, evaluationResults: null })).body.data.saveModel).toMatchObject({
      deployment: null,
      evaluationResults: null,
      trainingMethod: 'DPO',
    });
  });

  test.each([
    [{ name: '' }, 'name must not be empty'],
    [{ name: 'x'.repeat(513) }, 'name is 513 characters long'],
    [{ name: 'm', baseModel: 'a\u0000' }, 'baseModel contains a NUL character'],
    [{ name: 'm', evaluationResults: ['\ud800'] }, 'evaluationResults contains half a surrogate pair'],
    [{ name: 'm', deployment: { endpoint: 'x'.repeat(3_000) } }, 'deployment.endpoint'],
  ])('that cannot be are refused with the reason: %j', async (model, message) => {
    expect((await save(model)).body.errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_MODEL' } },
    ]);
  });

  test('are taken off the list, and come back with a message that names them', async () => {
    await say('m-9', 'gone');
    const { id } = (await models()).find(({ name }) => name === 'gone') as { id: string };
    const remove = () => ask(server, 'mutation ($id: ID!) { deleteModel(id: $id) }', { variables: { id } });
    expect((await remove()).body.data).toEqual({ deleteModel: id });
    expect((await remove()).body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    await say('m-10', 'gone');
    expect((await models()).map(({ name }) => name)).toContain('gone');
  });

  test('tell the price that a message of theirs would get now', async () => {
    await ask(
      server,
      'mutation { savePrice(price: { scope: PROVIDER, provider: "us", rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 } }) { price { id } } }',
    );
    const byName = new Map((await models()).map((model) => [model['name'], model['price']]));
    expect(byName.get('ours')).toEqual({ scope: 'PROVIDER' });
    expect(byName.get('auto')).toBeNull();
  });
});

import { expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { askedOf } from './asked.testing.ts';

/** How callers ask for variants, by each protocol. */
export function assignmentTests(server: () => TestServer): void {
  const { bearer, asEditor, run, made, act, assigned, exposed, post } = askedOf(server);

  test('POST /api/assign answers one, or a list in its order, where a bad one does not cost the others', async () => {
    const { id, key } = await made();
    await act('start', id);
    const one = await post('/api/assign', { experiment: key, unitId: 'user-1', attributes: { plan: 'pro' } });
    expect([one.status, one.body]).toEqual([200, { experiment: key, ...(await assigned(key, 'user-1')) }]);
    const list = await post('/api/assign', [
      { experiment: key, unitId: 'user-1' },
      { experiment: key, unitId: 'x'.repeat(10_240) },
      { experiment: 'none', unitId: 'user-1' },
      7,
    ]);
    expect(list.body).toMatchObject([
      one.body,
      { error: { code: 'BAD_USER_INPUT', field: 'unitId', reason: 'has 10240 bytes; at most 1024 are taken' } },
      { error: { code: 'NOT_FOUND', field: 'experiment' } },
      { error: { code: 'BAD_USER_INPUT' } },
    ]);
    expect((await post('/api/assign', { experiment: 'none', unitId: 'a' })).status).toBe(404);
    expect((await post('/api/assign', { experiment: key })).body.errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'unitId',
    });
    expect((await post('/api/assign', '{')).status).toBe(400);
    expect(
      (
        await post(
          '/api/assign',
          Array.from({ length: 1_001 }, () => ({})),
        )
      ).body.errors[0].extensions.code,
    ).toBe('BATCH_TOO_LARGE');
    expect((await post('/api/assign', null, undefined, 'GET')).status).toBe(405);
    expect((await post('/api/assign', { experiment: key, unitId: 'a' }, { authorization: 'Bearer wrong' })).status).toBe(401);
    const all = await run('{ assignVariants(unitId: "user-1") { experiment variant } }');
    expect(all.data.assignVariants).toContainEqual({ experiment: key, variant: one.body.variant });
  });

  test('OFREP answers in its own forms: values, failures, and an ETag of the whole context', async () => {
    const { id, key } = await made({
      valueType: 'FLOAT',
      defaultValue: 2,
      variants: [
        { key: 'cold', value: 0 },
        { key: 'hot', value: 1 },
      ],
    });
    const path = '/ofrep/v1/evaluate/flags';
    const off = await post(`${path}/${key}`, { context: {} });
    expect([off.status, off.text]).toEqual([
      200,
      `{"key":"${key}","reason":"DISABLED","variant":"default","metadata":{"phase":1},"value":2.0}`,
    ]);
    await act('start', id);
    const on = await post(
      `${path}/${key}`,
      { context: { targetingKey: 'user-1', plan: 'pro' } },
      { ...(await asEditor()), 'x-record-exposure': 'true' },
    );
    expect(on.text).toMatch(/"value":[01]\.0\}$/);
    expect(on.body).toMatchObject({ key, reason: 'SPLIT', variant: expect.stringMatching(/cold|hot/) });
    expect(await exposed(key)).toEqual([{ phase: 1, variant: on.body.variant, unitCount: 1 }]);
    const failures = [
      await post(`${path}/${key}`, { context: {} }),
      await post(`${path}/${key}`, { context: { targetingKey: 'x'.repeat(10_240) } }),
      await post(`${path}/${key}`, '{'),
      await post(`${path}/none`, { context: { targetingKey: 'a' } }),
    ];
    expect(failures.map(({ status, body }) => [status, body.errorCode, typeof body.errorDetails, typeof body.key])).toEqual([
      [400, 'TARGETING_KEY_MISSING', 'string', 'string'],
      [400, 'INVALID_CONTEXT', 'string', 'string'],
      [400, 'PARSE_ERROR', 'string', 'string'],
      [404, 'FLAG_NOT_FOUND', 'string', 'string'],
    ]);
    expect((await post(path, { context: { targetingKey: 'a' } }, { authorization: 'Bearer wrong' })).status).toBe(401);
    const all = await post(path, { context: { targetingKey: 'user-1', plan: 'pro' } });
    expect(all.body.flags.find((flag: Loose) => flag.key === key)).toMatchObject({ variant: on.body.variant });
    const etag = all.headers.get('etag') as string;
    const again = async (context: object) => post(path, { context }, { ...(await asEditor()), 'if-none-match': etag });
    expect((await again({ targetingKey: 'user-1', plan: 'pro' })).status).toBe(304);
    expect((await again({ targetingKey: 'user-1', plan: 'free' })).status).toBe(200);
    await act('pause', id);
    expect((await again({ targetingKey: 'user-1', plan: 'pro' })).status).toBe(200);
  });

  test('a page of another site may ask with a client key, and with nothing else', async () => {
    const { id, key } = await made();
    await act('start', id);
    const client = await bearer('EDITOR', 'CLIENT');
    const secret = client['authorization']?.slice('Bearer '.length) ?? '';
    const page = { origin: 'https://shop.example' };
    const preflight = await post('/api/assign', null, page, 'OPTIONS');
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    const ask = { experiment: key, unitId: 'a' };
    const allowed = await post('/api/assign', ask, { ...page, ...client });
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const others = [
      await post('/api/assign', ask, { ...page, ...(await asEditor()) }),
      await post('/api/assign', ask, { ...page, authorization: 'Bearer wrong' }),
    ];
    expect(others.map(({ status }) => status)).toEqual([403, 401]);
    const draft = await made({ variants: [{ key: 'secret-plan' }, { key: 'warm' }] });
    const lists = [
      await post(`/api/features/${secret}`, null, page, 'GET'),
      await post(`/api/eval/${secret}`, { attributes: { id: 'a' } }, page),
      await post('/ofrep/v1/evaluate/flags', { context: { targetingKey: 'a' } }, { ...page, ...client }),
    ];
    for (const { status, text } of lists) expect([status, text.includes(key), text.includes(draft.key)]).toEqual([200, true, false]);
    const { assignVariants } = (await run('{ assignVariants(unitId: "a") { experiment } }')).data;
    expect(assignVariants.some(({ experiment }: Loose) => experiment === draft.key)).toBe(false);
    const features = await post(`/api/features/${secret}`, null, page, 'GET');
    expect(features.body.features[key].rules[0]).toMatchObject({
      key,
      hashVersion: 2,
      coverage: 1,
      meta: [{ key: 'control' }, { key: 'warm' }],
    });
    const etag = { ...page, 'if-none-match': features.headers.get('etag') ?? '' };
    expect((await post(`/api/features/${secret}`, null, etag, 'GET')).status).toBe(304);
    await act('pause', id);
    const paused = await post(`/api/features/${secret}`, null, etag, 'GET');
    expect(paused.body.features[key]).toEqual({ defaultValue: null });
    expect(paused.body.dateUpdated).not.toBe(features.body.dateUpdated);
    await act('resume', id);
    const viewed = { event_name: 'Experiment Viewed', properties_json: { experimentId: key, variationId: 'warm', hashValue: 'a' } };
    const tracked = await fetch(`${server().url}/track?client_key=${secret}`, {
      method: 'POST',
      body: JSON.stringify([viewed]),
      headers: page,
    });
    expect([tracked.status, await tracked.json()]).toMatchObject([200, { exposures: { accepted: 1 } }]);
    expect((await post('/api/features/wrong', null, page, 'GET')).body).toMatchObject({ status: 401, error: expect.any(String) });
  });
}

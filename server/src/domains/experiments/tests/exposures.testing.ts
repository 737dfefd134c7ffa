import { expect, test } from 'vitest';
import { acrossWorkspaces, inWorkspace } from '../../../platform/store/scope.ts';
import { raw } from '../../../platform/store/sql.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { eraseEvents, expireEvents } from '../../events/commands.ts';
import { landEvents } from '../../events/load.ts';
import { forgetPolicy, policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { eraseUnits, expireExposures } from '../commands/erase.ts';
import { landExposures } from '../load/exposures.ts';
import { exposureLineSettings, exposureRows } from '../record/exposures.ts';
import { askedOf, keyOfId } from './asked.testing.ts';

/** Exposures and events: what is taken, and how long it is kept. */
export function exposureTests(server: () => TestServer): void {
  const { bearer, run, made, act, assigned, change, override, expose, exposed, post } = askedOf(server);

  test('exposures are kept once per unit and phase, late ones too, and what cannot be one is rejected by its place', async () => {
    const { id, key } = await made();
    const one = { experiment: key, unitId: 'user-1', variant: 'warm' };
    const early = (await expose([one])).data.recordExposures;
    expect(early.rejected).toEqual([{ index: 0, field: 'experiment', reason: 'has not been started, so that no unit was exposed' }]);
    await act('start', id);
    const batch = [
      one,
      { ...one, unitId: 'user-2' },
      { ...one, unitId: 'user-3', variant: 'control', at: new Date(Date.now() + 3_600_000) },
    ];
    for (let sent = 0; sent < 3; sent += 1) expect((await expose(batch)).data.recordExposures.accepted).toBe(3);
    const counts = [
      { phase: 1, variant: 'control', unitCount: 1 },
      { phase: 1, variant: 'warm', unitCount: 2 },
    ];
    expect(await exposed(key)).toEqual(counts);
    const { rejected, accepted } = (
      await expose([
        { ...one, experiment: 'none' },
        { ...one, variant: 'cold' },
        { ...one, at: '2026-01-01T00:00:00Z' },
        { ...one, unitId: 'x'.repeat(10_240) },
        { ...one, phase: 7 },
        { ...one, at: new Date(Date.now() + 3 * 86_400_000) },
        { ...one, at: new Date(Date.now() - 60_000) },
        { ...one, unitId: 'user-4' },
      ])
    ).data.recordExposures;
    expect(accepted).toBe(2);
    expect(rejected.map(({ index, field }: Loose) => [index, field])).toEqual([
      [0, 'experiment'],
      [1, 'variant'],
      [2, 'at'],
      [3, 'unitId'],
      [4, 'phase'],
      [5, 'at'],
    ]);
    await change({ id, variants: [{ key: 'control' }, { key: 'hot' }], startsNewPhase: true });
    const after = await expose([
      { ...one, variant: 'hot' },
      { ...one, phase: 1, unitId: 'user-5' },
    ]);
    expect(after.data.recordExposures).toEqual({ accepted: 2, rejected: [] });
    expect((await exposed(key)).at(-1)).toEqual({ phase: 2, variant: 'hot', unitCount: 1 });
    await act('stop', id);
    expect((await expose([{ ...one, variant: 'hot' }])).data.recordExposures.rejected[0].reason).toMatch(/after phase 2 ended/);
    await run('mutation ($id: ID!) { deleteExperiment(id: $id) }', { id });
    expect(
      await server().stores.clickhouse.query(
        'test.count',
        raw(`SELECT count() AS n FROM exposures WHERE experiment_id = '${keyOfId(id)}'`),
        {
          timeoutMs: 5_000,
        },
      ),
    ).toEqual([{ n: 0 }]);
  });

  test('events are kept once by their id or their content, and a bad value is rejected', async () => {
    const record = async (events: readonly object[]): Promise<Loose> =>
      (await run('mutation ($e: [EventInput!]!) { recordEvents(events: $e) { accepted rejected { index field reason } } }', { e: events }))
        .data.recordEvents;
    const at = '2026-11-01T10:00:00Z';
    const order = { name: 'order', unitId: 'user-1', value: 12.5, unit: 'EUR', at, externalId: 'order-1', attributes: { items: 2 } };
    const click = { name: 'click', unitId: 'user-1', at };
    for (let sent = 0; sent < 2; sent += 1) expect((await record([order, click])).accepted).toBe(2);
    await record([{ ...order, value: 15, at: '2026-11-02T10:00:00Z' }]);
    const { accepted, rejected } = await record([
      { ...click, value: 'much' },
      { ...click, unitId: '' },
      { ...click, name: 'n'.repeat(300) },
      { ...click, value: 1e308 },
      { ...click, unitId: 'é'.repeat(513) },
    ]);
    expect([accepted, rejected.map(({ field }: Loose) => field)]).toEqual([0, ['value', 'unitId', 'name', 'value', 'unitId']]);
    expect((await record([{ ...click, name: 'long', unitId: 'é'.repeat(512) }])).accepted, 'as exposures').toBe(1);
    const { data } = await run('{ eventNames { name eventCount unitCount } }');
    expect(data.eventNames).toEqual([
      { name: 'click', eventCount: 1, unitCount: 1 },
      { name: 'long', eventCount: 1, unitCount: 1 },
      { name: 'order', eventCount: 1, unitCount: 1 },
    ]);
    const overHttp = await post('/api/events', { name: 'click', unitId: 'user-2', at });
    expect([overHttp.status, overHttp.body]).toEqual([200, { accepted: 1, updated: 0, rejected: [] }]);
    const refused = await post('/api/events', 7);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('body: is 7; a list of events')]);
    const { rejected: strange } = (await post('/api/exposures', { experiment: 7, unitId: 'a', variant: 'b' })).body;
    expect(strange).toMatchObject([{ field: 'experiment', reason: 'is 7; the key of an experiment or flag of this workspace is taken' }]);
  });

  test('a client key changes no event that a server sent, and an event is known by its name, unit and id', async () => {
    const client = await bearer('EDITOR', 'CLIENT');
    const event = { name: 'payment', unitId: 'buyer-1', value: 30, at: '2026-11-01T10:00:00Z', externalId: 'pay-1' };
    const send = async (change: object, headers?: Record<string, string>): Promise<void> =>
      expect((await post('/api/events', { ...event, ...change }, headers)).body.accepted).toBe(1);
    const stored = async (): Promise<Loose> => {
      await landEvents(server().stores);
      return server().stores.clickhouse.query(
        'test.events',
        raw("SELECT name, unit_id AS unit, value FROM events FINAL WHERE name LIKE 'payment%' ORDER BY value"),
        { timeoutMs: 5_000 },
      );
    };
    await send({});
    await send({ value: 999 }, client);
    await send({ value: 1_000 }, client);
    expect((await stored()).map(({ value }: Loose) => value)).toEqual([30, 1_000]);
    await send({ value: 40 });
    await send({ value: 50, unitId: 'buyer-2' });
    await send({ value: 60, name: 'payments' });
    expect((await stored()).map(({ value }: Loose) => value)).toEqual([40, 50, 60, 1_000]);
  });

  test('exposures and events whose days are over leave the disk', async () => {
    const { id, key } = await made();
    await act('start', id);
    await expose([{ experiment: key, unitId: 'user-1', variant: 'warm' }]);
    await post(
      '/api/events',
      ['2026-09-01', '2026-10-01'].map((day) => ({ name: 'visit', unitId: 'user-1', at: `${day}T10:00:00Z` })),
    );
    const { stores, defaultWorkspaceId: workspaceId } = server();
    const left = async (table: string, condition: string): Promise<Loose> =>
      (
        await stores.clickhouse.query('test.count', raw(`SELECT toUInt32(count()) AS n FROM ${table} WHERE ${condition}`), {
          timeoutMs: 5_000,
        })
      )[0];
    const cutoff = new Date('2026-10-01T00:00:00Z');
    await acrossWorkspaces('a sweep', async () => {
      await expireEvents(stores, workspaceId, cutoff);
      await expireExposures(stores, workspaceId, cutoff);
      expect(await left('events', "name = 'visit'")).toEqual({ n: 1 });
      expect(await left('exposures', `experiment_id = '${keyOfId(id)}'`)).toEqual({ n: 1 });
      await expireExposures(stores, workspaceId, new Date(Date.now() + 86_400_000));
      expect(await left('exposures', `experiment_id = '${keyOfId(id)}'`)).toEqual({ n: 0 });
    });
  });

  test('a user who is deleted leaves no exposure, no event and no forced variant, by whichever id the user is known', async () => {
    const { id, key } = await made();
    await act('start', id);
    await expose(['gone', 'stays'].map((unitId) => ({ experiment: key, unitId, variant: 'warm' })));
    await post(
      '/api/events',
      ['gone', 'stays'].map((unitId) => ({ name: 'left', unitId })),
    );
    for (const unitId of ['gone', 'ann@example.com', 'stays']) await override(id, unitId, 'warm');
    const { stores, live, defaultWorkspaceId: workspaceId } = server();
    const erase = (userIds: readonly string[]) =>
      inWorkspace(workspaceId, async () => {
        for (const remove of [eraseUnits, eraseEvents]) await remove(stores, { workspaceId, userIds }, live);
      });
    const forced = async (): Promise<Loose> =>
      (await run('query ($key: String!) { experiment(key: $key) { overrides { unitId } } }', { key })).data.experiment.overrides
        .map(({ unitId }: Loose) => unitId)
        .sort();
    await erase(['gone']);
    expect(await forced()).toEqual(['ann@example.com', 'stays']);
    expect(await exposed(key)).toEqual([{ phase: 1, variant: 'warm', unitCount: 1 }]);
    expect((await run('{ eventNames { name unitCount } }')).data.eventNames).toContainEqual({ name: 'left', unitCount: 1 });
    // Under a policy that masks, all that is known of a user may be the id that it made.
    expect(await assigned(key, 'ann@example.com')).toMatchObject({ reason: 'TARGETING_MATCH' });
    await stores.prisma.dataPolicy.create({
      data: { workspaceId, maskingMode: 'HASH', maskingKinds: ['EMAIL'], maskingSecret: new Uint8Array(32).fill(7) },
    });
    forgetPolicy(stores, workspaceId);
    const masked = maskerOf(await policyOf(stores, workspaceId))?.id('ann@example.com');
    expect(masked).toMatch(/^\[/);
    await erase([masked as string]);
    expect(await forced()).toEqual(['stays']);
    expect(await assigned(key, 'ann@example.com'), 'and no server gives it from memory').toMatchObject({ reason: 'SPLIT' });
    await stores.prisma.dataPolicy.delete({ where: { workspaceId } });
    forgetPolicy(stores, workspaceId);
  });

  test('an attribute of an exposure that is no finite number is refused', async () => {
    const { id, key } = await made();
    await act('start', id);
    const sent = await post(
      '/api/exposures',
      `[{"experiment":"${key}","unitId":"inf","variant":"control","attributes":{"age":1e999}}]`,
      await bearer('EDITOR'),
    );
    expect(sent.body).toMatchObject({
      accepted: 0,
      rejected: [{ index: 0, field: 'attributes.age', reason: 'is Infinity; a finite number is taken' }],
    });
  });

  test('what is no object is named the body', async () => {
    const sent = await post('/api/assign', 'null', await bearer('EDITOR'));
    expect([sent.status, sent.text]).toEqual([400, expect.stringContaining('"body: is no object { experiment, unitId, attributes }')]);
    const { authorization } = await bearer('EDITOR', 'CLIENT');
    const evaluated = await post(`/api/eval/${authorization?.slice('Bearer '.length)}`, '[]', {});
    expect([evaluated.status, evaluated.text]).toEqual([400, expect.stringContaining('"body: is no object { attributes,')]);
    const many = await post(
      '/api/assign',
      Array.from({ length: 1_001 }, () => ({})),
      await bearer('EDITOR'),
    );
    expect([many.status, many.text]).toEqual([400, expect.stringContaining('none was taken')]);
  });

  test('an assignment that is recorded keeps the client and the attributes that it names, masked as texts are', async () => {
    const { id, key } = await made();
    await act('start', id);
    const { stores, defaultWorkspaceId: workspaceId } = server();
    await stores.prisma.dataPolicy.create({
      data: { workspaceId, maskingMode: 'MASK', maskingKinds: ['EMAIL'], maskingSecret: new Uint8Array(32).fill(7) },
    });
    forgetPolicy(stores, workspaceId);
    const recording = { ...(await bearer('EDITOR')), 'x-record-exposure': 'true' };
    const attributes = { country: 'DE', mail: 'ann@example.com', secret: 'x', age: 41, tags: ['a'], none: null };
    const asked = {
      experiment: key,
      unitId: 'kept-1',
      attributes,
      client: 'shop/2.1',
      exposedAttributes: ['mail', 'country', 'age', 'none', 'there-is-none'],
    };
    expect((await post('/api/assign', asked, recording)).status).toBe(200);
    const many = await post(
      '/api/assign',
      [
        { ...asked, unitId: 'kept-2', exposedAttributes: undefined },
        { ...asked, exposedAttributes: ['tags'] },
        { ...asked, exposedAttributes: 'country' },
      ],
      recording,
    );
    expect(many.body.slice(1)).toEqual([
      {
        error: {
          code: 'BAD_USER_INPUT',
          field: 'attributes.tags',
          reason: 'is a list; a text, a number, true or false is kept with an exposure',
        },
      },
      { error: { code: 'BAD_USER_INPUT', field: 'exposedAttributes', reason: 'is "country"; a list of names of attributes is taken' } },
    ]);
    const bad = await post('/api/assign', { ...asked, client: 7 }, recording);
    expect([bad.status, bad.text]).toEqual([400, expect.stringContaining('client: is 7; a text is taken')]);
    // As GrowthBook's tracking plugin names itself.
    await post('/track', [
      {
        event_name: 'Experiment Viewed',
        properties_json: { experimentId: key, variationId: 'warm', hashValue: 'kept-3' },
        sdk_language: 'js',
        sdk_version: '1.6.5',
      },
    ]);
    await inWorkspace(workspaceId, async () => {
      await landExposures(stores);
      expect(
        await stores.clickhouse.query(
          'test.details',
          raw(
            `SELECT unit_id AS unit, max(attributes) AS attributes, max(client) AS client FROM exposures WHERE experiment_id = '${keyOfId(id)}' GROUP BY unit ORDER BY unit`,
          ),
          { timeoutMs: 5_000 },
        ),
      ).toEqual([
        { unit: 'kept-1', attributes: '{"age":"41","country":"DE","mail":"[email]"}', client: 'shop/2.1' },
        { unit: 'kept-2', attributes: '', client: 'shop/2.1' },
        { unit: 'kept-3', attributes: '', client: 'growthbook-js/1.6.5' },
      ]);
      // A line of a server that did not have the last columns.
      await stores.clickhouse.insertBytes(
        exposureRows.name,
        exposureRows.columnNames,
        Buffer.from(
          `${JSON.stringify([workspaceId, keyOfId(id), 1, 'kept-4', 'warm', '2026-11-01 10:00:00.000', '2026-11-01 10:00:00.000'])}\n`,
        ),
        exposureLineSettings,
      );
    });
    expect((await exposed(key)).reduce((sum: number, { unitCount }: Loose) => sum + unitCount, 0)).toBe(4);
    await stores.prisma.dataPolicy.delete({ where: { workspaceId } });
    forgetPolicy(stores, workspaceId);
  });

  test('an exposure from before the start counts from it where a clock is five minutes behind at most, and what is to come counts as now', async () => {
    const { id, key } = await made();
    const { data } = await act('start', id);
    expect(data.startExperiment.state).toBe('RUNNING');
    const startedAt = Date.parse(
      (await run('query ($key: String!) { experiment(key: $key) { startedAt } }', { key })).data.experiment.startedAt,
    );
    const at = (ms: number): string => new Date(startedAt + ms).toISOString();
    const one = { experiment: key, variant: 'warm' };
    const minutes = 60_000;
    const { accepted, rejected } = (
      await expose([
        { ...one, unitId: 'behind', at: at(-5 * minutes) },
        { ...one, unitId: 'before', at: at(-5 * minutes - 1) },
        { ...one, unitId: 'ahead', at: at(23 * 60 * minutes) },
      ])
    ).data.recordExposures;
    expect([accepted, rejected.map(({ index }: Loose) => index)]).toEqual([2, [1]]);
    await post('/api/events', [
      { name: 'skewed', unitId: 'ahead', at: at(23 * 60 * minutes) },
      { name: 'skewed', unitId: 'ahead', at: at(23 * 60 * minutes) },
    ]);
    const { stores, defaultWorkspaceId: workspaceId } = server();
    await inWorkspace(workspaceId, async () => {
      await Promise.all([landExposures(stores), landEvents(stores)]);
      const read = async (text: string): Promise<Loose> => stores.clickhouse.query('test.times', raw(text), { timeoutMs: 5_000 });
      const times = await read(
        `SELECT unit_id AS unit, toUnixTimestamp64Milli(min(first_at)) AS ms FROM exposures WHERE experiment_id = '${keyOfId(id)}' GROUP BY unit ORDER BY unit`,
      );
      expect(times.map(({ unit }: Loose) => unit)).toEqual(['ahead', 'behind']);
      expect(Number(times[1].ms)).toBe(startedAt);
      expect(Number(times[0].ms)).toBeLessThanOrEqual(Date.now());
      const [event] = await read(
        `SELECT toUInt32(count()) AS n, toUnixTimestamp64Milli(max(at)) AS ms FROM events FINAL WHERE name = 'skewed'`,
      );
      expect(event.n).toBe(1);
      expect(Number(event.ms)).toBeLessThanOrEqual(Date.now());
    });
  });
}

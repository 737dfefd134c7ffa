import { expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { bucketOf } from '../pure/hash.ts';
import { askedOf } from './asked.testing.ts';

interface SentEvent {
  readonly id: string;
  readonly features: Loose;
}

/** What GrowthBook's SDKs ask beside the payload: a stream of changes, and flags that the server has evaluated. */
export function growthbookTests(server: () => TestServer): void {
  const { bearer, run, made, act, change, assigned, override, post } = askedOf(server);
  const clientKey = async (): Promise<string> => (await bearer('EDITOR', 'CLIENT'))['authorization']?.slice('Bearer '.length) ?? '';

  /** Opens a stream; `next` waits for an event of flags, `ended` for the end of the stream. */
  async function openStream(key: string, lastId?: string) {
    const leaving = new AbortController();
    const response = await fetch(`${server().url}/sub/${key}`, {
      headers: { accept: 'text/event-stream', ...(lastId !== undefined && { 'last-event-id': lastId }) },
      signal: leaving.signal,
    });
    const events: SentEvent[] = [];
    let isEnded = false;
    const read = async (): Promise<void> => {
      let text = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const whole = text.split('\n\n');
        text = whole.pop() ?? '';
        for (const lines of whole) {
          const { id = '', event, data = '' } = Object.fromEntries(lines.split('\n').map((line) => line.split(/: (.*)/s)));
          if (event === 'features') events.push({ id, features: JSON.parse(data).features });
        }
      }
    };
    void read()
      .catch(() => {})
      .finally(() => (isEnded = true));
    return { response, events, isEnded: () => isEnded, leave: () => leaving.abort() };
  }

  test('a stream has all flags at once and at each change, until its key is revoked', async () => {
    const { id, key } = await made();
    const secret = await clientKey();
    const payload = await post(`/api/features/${secret}`, null, {}, 'GET');
    expect(payload.headers.get('x-sse-support')).toBe('enabled');
    const stream = await openStream(secret);
    expect([stream.response.status, stream.response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await expect.poll(() => stream.events.length).toBe(1);
    expect(stream.events[0]?.features).toEqual(payload.body.features);
    await act('start', id);
    await expect.poll(() => stream.events.at(-1)?.features[key].rules?.[0]?.seed).toBe(key);
    await change({ id, allocation: 0.25 });
    await expect.poll(() => stream.events.at(-1)?.features[key].rules[0].coverage).toBe(0.25);

    const again = await openStream(secret, stream.events.at(-1)?.id);
    const from = await openStream(secret, 'another');
    await expect.poll(() => from.events.length).toBe(1);
    expect(again.events, 'it has them').toEqual([]);
    again.leave();
    from.leave();

    const { apiKeys } = (await run('{ apiKeys { id prefix } }', {}, await bearer('OWNER'))).data;
    const { id: keyId } = apiKeys.find(({ prefix }: Loose) => secret.startsWith(prefix));
    await run('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: keyId }, await bearer('OWNER'));
    await expect.poll(stream.isEnded, { timeout: 5_000 }).toBe(true);
    expect((await openStream(secret)).response.status).toBe(401);
  });

  test('a change of another workspace reaches no stream', async () => {
    const stream = await openStream(await clientKey());
    await expect.poll(() => stream.events.length).toBe(1);
    server().live.publish('experiments.changed', '01920000-0000-7000-8000-000000000001', { keys: [] });
    const { id, key } = await made();
    await act('start', id);
    await expect.poll(() => stream.events.at(-1)?.features[key]?.rules?.length).toBe(1);
    stream.leave();
  });

  test('flags that are evaluated here have the value of /api/assign, what is to be tracked, and none of the rules', async () => {
    const { id, key } = await made({ condition: { plan: { $in: ['pro'] } } });
    await act('start', id);
    await override(id, 'tester', 'warm');
    const secret = await clientKey();
    const evaluate = async (body: object): Promise<Loose> => (await post(`/api/eval/${secret}`, body, {})).body.features[key];
    const attributes = { id: 'user-1', plan: 'pro' };
    const wanted = await assigned(key, 'user-1', attributes);
    const found = await evaluate({ attributes, forcedVariations: {}, forcedFeatures: [], url: '' });
    expect(found).toMatchObject({
      defaultValue: null,
      rules: [
        {
          force: wanted.value,
          tracks: [
            {
              experiment: { key, hashVersion: 2, seed: key, hashAttribute: 'id' },
              result: { key: wanted.variant, hashValue: 'user-1', inExperiment: true, bucket: bucketOf(key, 'user-1') },
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(found)).not.toContain('$in');
    expect(await evaluate({ attributes: { id: 'user-1', plan: 'free' } }), 'targeting leaves it out').toEqual({ defaultValue: null });
    expect(await evaluate({ attributes: { plan: 'pro' } }), 'no unit').toEqual({ defaultValue: null });
    const forced = { defaultValue: null, rules: [{ id: key, force: 'warm' }] };
    expect(await evaluate({ attributes: { id: 'tester' } }), 'forced by the server, and not tracked').toEqual(forced);
    expect(await evaluate({ attributes, forcedVariations: { [key]: 1 } }), 'forced by the page').toEqual(forced);
    expect(await evaluate({ attributes, url: `https://shop.example/?${key}=1` }), 'forced by the address').toEqual(forced);
    expect((await evaluate({ attributes, forcedVariations: { [key]: 9 } })).rules[0].force).toBe(wanted.value);
    await act('pause', id);
    expect(await evaluate({ attributes, forcedVariations: { [key]: 1 } }), 'traffic is off').toEqual({ defaultValue: null });
    for (const [body, field] of [
      [[], ''],
      [{ attributes: 7 }, 'attributes'],
      [{ attributes: { id: 'x'.repeat(2_000) } }, 'attributes.id'],
      [{ attributes, forcedVariations: [] }, 'forcedVariations'],
    ] as const) {
      const refused = await post(`/api/eval/${secret}`, body, {});
      expect([refused.status, refused.body], JSON.stringify(body).slice(0, 60)).toEqual([
        400,
        { status: 400, error: expect.stringContaining(field) },
      ]);
    }
    expect((await post('/api/eval/wrong', {}, {})).body).toMatchObject({ status: 401, error: expect.any(String) });
  });
}

import { expect, test } from 'vitest';
import { emptyChannel, readChannel } from './channel-form.ts';
import type { ChannelDraft } from './channel-form.ts';

const of = (change: Partial<ChannelDraft>, isKnown = false) => readChannel({ ...emptyChannel, name: 'On call', ...change }, isKnown);

test('a channel sends what its kind has, and nothing else', () => {
  expect(of({ url: ' https://hooks.slack.com/x ', recipients: 'a@b.c' })).toEqual({
    ok: true,
    value: { kind: 'SLACK', name: 'On call', url: 'https://hooks.slack.com/x' },
  });
  expect(of({ kind: 'EMAIL', recipients: 'a@b.c,\n d@e.f ,' })).toMatchObject({ ok: true, value: { recipients: ['a@b.c', 'd@e.f'] } });
  expect(of({ kind: 'PAGERDUTY', routingKey: 'k'.repeat(32) })).toMatchObject({ ok: true, value: { routingKey: 'k'.repeat(32) } });
});

test.each<readonly [Partial<ChannelDraft>, string]>([
  [{ name: '', url: 'https://x.y' }, 'name'],
  [{ kind: 'EMAIL' }, 'recipients'],
  [{ kind: 'WEBHOOK' }, 'url'],
  [{ kind: 'PAGERDUTY' }, 'routingKey'],
])('%o is refused at %s', (change, field) => {
  const read = of(change);
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([field]);
});

test('a known channel keeps its address where nothing is typed', () =>
  expect(of({ kind: 'WEBHOOK' }, true)).toEqual({ ok: true, value: { kind: 'WEBHOOK', name: 'On call' } }));

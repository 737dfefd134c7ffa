import { expect, test } from 'vitest';
import type { Viewer } from '../../platform/graphql/context.ts';
import { KnownKeys, rememberedMs } from './known-keys.ts';

const hash = Buffer.from('aa', 'hex');
const viewer: Viewer = { workspaceId: 'w', role: 'EDITOR', keyId: 'k', keyScope: null, person: null, sessionId: null };

test('a key is remembered for its time and no longer', () => {
  const known = new KnownKeys();
  known.keep(hash, viewer, known.round, { nowMs: 1_000 });
  expect(known.find(hash, 1_000 + rememberedMs - 1)).toBe(viewer);
  expect(known.find(hash, 1_000 + rememberedMs)).toBeNull();
  expect(known.find(Buffer.from('ab', 'hex'), 1_000)).toBeNull();
});
test('a key that expires sooner is remembered until then', () => {
  const known = new KnownKeys();
  known.keep(hash, viewer, known.round, { nowMs: 1_000, lifeMs: 100 });
  expect(known.find(hash, 1_099)).toBe(viewer);
  expect(known.find(hash, 1_100)).toBeNull();
});
test('a key is forgotten at once when one is revoked, also where it was being looked up meanwhile', () => {
  const known = new KnownKeys();
  known.keep(hash, viewer, known.round);
  const { round } = known;
  known.forget();
  expect(known.find(hash)).toBeNull();
  known.keep(hash, viewer, round);
  expect(known.find(hash)).toBeNull();
});

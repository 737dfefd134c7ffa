import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLocalBus } from '../../../platform/live/bus.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { savePromptVersion } from '../commands.ts';
import { servedPrompt } from './served.ts';

let stores: Stores;
let workspaceId: string;
beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores, 'served');
});
afterAll(() => stores.close());

/** A PostgreSQL that counts its statements and may be away. */
function watched() {
  let count = 0;
  let isAway = false;
  const postgres = new Proxy(stores.postgres, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        count += 1;
        if (isAway) throw new Error('away');
        return (value as (...all: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  return { stores: { ...stores, postgres }, count: () => count, leave: () => (isAway = true) };
}

test('a prompt that was asked for is served without a store, until a notice of a change comes from any server', async () => {
  const [ours, theirs] = [openLocalBus(), openLocalBus()];
  const store = watched();
  const viewer = { workspaceId, role: 'OWNER', keyScope: null, person: null } as never;
  const save = (text: string, live = ours) =>
    inWorkspace(workspaceId, () => savePromptVersion({ stores, live, viewer }, { name: 'a', text, labels: ['production'] }, new Date()));
  const ask = async () => {
    const served = await inWorkspace(workspaceId, () =>
      servedPrompt({ stores: store.stores, live: ours }, { workspaceId, name: 'a', choice: { label: 'production' }, resolves: true }),
    );
    return served.ok ? served.value.content : served.failure.message;
  };
  expect(await ask()).toMatch(/not found/);
  await save('one');
  expect(await ask()).toBe('one');
  const asked = store.count();
  for (let n = 0; n < 50; n += 1) expect(await ask()).toBe('one');
  expect(store.count()).toBe(asked);
  // On another server, whose notice is still on its way.
  await save('two', theirs);
  expect(await ask()).toBe('one');
  ours.publish('prompts.changed', workspaceId, { name: 'a' });
  expect(await ask()).toBe('two');
  store.leave();
  expect(await ask()).toBe('two');
});

import { expect, test } from 'vitest';
import { GroupCommit, type GroupCommitOptions, type GroupedCall } from './group-commit.ts';

interface TestCall extends GroupedCall {
  readonly name: string;
}

const MB = 1024 * 1024;
const unhurried = { burst: 1_000, everyMs: 1 };

function call(name: string, byteCount = 100, workspaceId = 'w'): TestCall {
  return { name, byteCount, workspaceId };
}

/** What a group commit did, in order. Without options nothing fails and nothing waits for a turn. */
function open(options: Partial<GroupCommitOptions<TestCall>> = {}) {
  const written: string[][] = [];
  const finished: string[][] = [];
  const names = (calls: readonly TestCall[]): string[] => calls.map(({ name }) => name);
  const commits = new GroupCommit<TestCall>({
    refusal: (stage, cause) => new Error(`refused at ${stage}`, { cause }),
    pace: unhurried,
    ...options,
    write: async (calls, isPaced) => {
      await options.write?.(calls, isPaced);
      written.push(names(calls));
    },
    finish: async (workspaceId, calls) => {
      await options.finish?.(workspaceId, calls);
      finished.push(names(calls));
    },
  });
  return { commits, written, finished };
}

/** A promise and what resolves it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test('calls of one moment are one group, and those that come while it is written are the next', async () => {
  const { opened, open: letGo } = gate();
  let isFirst = true;
  const { commits, written } = open({
    write: async () => {
      if (isFirst) await opened;
      isFirst = false;
    },
  });
  const first = [commits.commit(call('a')), commits.commit(call('b'))];
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = [commits.commit(call('c')), commits.commit(call('d'))];
  letGo();
  await Promise.all([...first, ...second]);
  expect(written).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('a call is acknowledged after it is finished, while the next group is written', async () => {
  const { opened, open: letGo } = gate();
  const { commits, written } = open({
    finish: (_workspace, calls) => (calls.some(({ name }) => name === 'a') ? opened : Promise.resolve()),
  });
  let isAcknowledged = false;
  const first = commits.commit(call('a')).then(() => (isAcknowledged = true));
  await expect.poll(() => written.length).toBe(1);
  await commits.commit(call('b'));
  expect(isAcknowledged).toBe(false);
  letGo();
  await first;
});

test('small calls wait for the next turn and come in one group; a large one does not wait, and takes them along', async () => {
  const { commits, written } = open({ pace: { burst: 1, everyMs: 3_600_000 } });
  await commits.commit(call('first'));
  const small = [commits.commit(call('a')), commits.commit(call('b'))];
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(written).toEqual([['first']]);
  await Promise.all([...small, commits.commit(call('large', MB))]);
  expect(written).toEqual([['first'], ['a', 'b', 'large']]);
});

test('a call that cannot be written does not cost the others of its group', async () => {
  const { commits, written } = open({
    write: async (calls) => {
      if (calls.some(({ name }) => name === 'bad')) throw new Error('the store refuses it');
    },
  });
  const outcomes = await Promise.allSettled(['a', 'bad', 'c'].map((name) => commits.commit(call(name))));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: { message: 'refused at write', cause: { message: 'the store refuses it' } } });
  expect(written.flat()).toEqual(['a', 'c']);
});

test('a call that cannot be finished does not cost the others, of its workspace or of another', async () => {
  const { commits, finished } = open({
    finish: async (_workspace, calls) => {
      if (calls.some(({ name }) => name === 'bad')) throw new Error('the store refuses it');
    },
  });
  const calls = [call('a'), call('bad'), call('c'), call('d', 100, 'other')];
  const outcomes = await Promise.allSettled(calls.map((one) => commits.commit(one)));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: { message: 'refused at finish' } });
  expect(finished).toEqual([['a'], ['c'], ['d']]);
});

test('above its memory it has no room, and again once what was held is written', async () => {
  const { opened, open: letGo } = gate();
  const { commits } = open({ write: () => opened });
  const held = commits.commit(call('huge', 200 * MB));
  expect(() => commits.assertRoom()).toThrow('refused at waiting');
  letGo();
  await held;
  expect(() => commits.assertRoom()).not.toThrow();
});

test('every call of many at once is written once and acknowledged', async () => {
  const { commits, written } = open();
  const names = Array.from({ length: 2_000 }, (_, index) => String(index));
  await Promise.all(names.map((name, index) => commits.commit(call(name, index % 50 === 0 ? 2 * MB : 10, `w${index % 3}`))));
  expect(written.flat().toSorted()).toEqual(names.toSorted());
});

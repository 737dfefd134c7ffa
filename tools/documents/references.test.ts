import { expect, test } from 'vitest';
import { deadReferences, existence, referencesIn } from './references.ts';

test('files are found in comments and documents, and not in code', () => {
  const source = "import { a } from './a.ts';\n/** Proof: cost.test.ts, platform/live/topics.ts. */\nconst b = 1; // as in b.tsx\n";
  expect(referencesIn('server/src/x.ts', source)).toEqual([
    { line: 2, name: 'cost.test.ts' }, { line: 2, name: 'platform/live/topics.ts' }, { line: 3, name: 'b.tsx' },
  ]);
  expect(referencesIn('docs/x.md', 'See `a.ts`.')).toEqual([{ line: 1, name: 'a.ts' }]);
});

test('a name is there by itself or behind its folders, and not behind others', () => {
  const isThere = existence(['server/src/platform/live/topics.ts']);
  expect(['topics.ts', 'live/topics.ts', 'server/src/platform/live/topics.ts'].map(isThere)).toEqual([true, true, true]);
  expect(['bus.ts', 'store/topics.ts'].map(isThere)).toEqual([false, false]);
});

test('comments and documents name files that there are', async () => {
  expect(await deadReferences()).toEqual([]);
});

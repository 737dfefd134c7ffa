import { expect, test } from 'vitest';
import { slugOf } from './slug.ts';

test.each([
  ['Support desk', 'support-desk'],
  ['Team Ä & Ö', 'team-a-o'],
  ['  --  ', ''],
  ['日本', ''],
  ['a'.repeat(60), 'a'.repeat(46)],
])('%j is %j in addresses', (name, slug) => expect(slugOf(name)).toBe(slug));

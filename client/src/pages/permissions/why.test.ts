import { expect, test } from 'vitest';
import { leastRole, whyWords } from './why.ts';
import type { Rule } from './why.ts';

const rule: Rule = {
  name: 'EDIT_PRICES',
  what: 'save, import and delete prices',
  roles: ['EDITOR', 'ADMIN', 'OWNER'],
  keyScopes: ['FULL'],
};

test('a permission begins with its least role', () => expect(leastRole(rule)).toBe('EDITOR'));

test.each([
  ['You', 'OWNER', 'You may save, import and delete prices: the role owner has it.'],
  ['You', 'VIEWER', 'You may not save, import and delete prices: it begins with the role editor, and yours is viewer.'],
  ['Bo', 'ANALYST', 'Bo may not save, import and delete prices: it begins with the role editor, and theirs is analyst.'],
  ['You', null, 'You are no member of this workspace.'],
] as const)('%s as %s', (who, role, words) => expect(whyWords(rule, who, role)).toBe(words));

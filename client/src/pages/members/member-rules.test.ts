import { expect, test } from 'vitest';
import { canMakeLink, rolesFor, whyFixed } from './member-rules.ts';

const owner = { role: 'OWNER', isViewer: false } as const;
const editor = { role: 'EDITOR', isViewer: false } as const;
const by = (role: 'VIEWER' | 'ADMIN' | 'OWNER') => ({ role, mayEdit: role !== 'VIEWER' }) as const;

test.each([
  ['a viewer changes no one', editor, [owner, editor], by('VIEWER'), 'Roles are changed by administrators and owners.'],
  ['an admin changes an editor', editor, [owner, editor], by('ADMIN'), null],
  ['an admin does not touch an owner', owner, [owner, owner], by('ADMIN'), 'Only an owner changes what an owner is.'],
  ['the last owner stays', owner, [owner, editor], by('OWNER'), 'The last owner stays one: make another member an owner first.'],
  ['an owner changes another owner', owner, [owner, owner], by('OWNER'), null],
] as const)('%s', (_claim, member, members, looker, why) => expect(whyFixed(member, members, looker)).toBe(why));

test('no one grants more than they have', () => {
  expect(rolesFor(by('ADMIN')).map(({ value }) => value)).toEqual(['REVIEWER', 'VIEWER', 'ANALYST', 'EDITOR', 'ADMIN']);
  expect(rolesFor({ role: null, mayEdit: false })).toEqual([]);
});

test.each([
  ['an admin makes an editor one', editor, by('ADMIN'), true],
  ['an admin makes an owner none', owner, by('ADMIN'), false],
  ['an owner makes another owner one', owner, by('OWNER'), true],
  ['no one makes one for themselves: the account has the password', { ...owner, isViewer: true }, by('OWNER'), false],
  ['a viewer makes none', editor, by('VIEWER'), false],
] as const)('of sign-in links, %s', (_claim, member, looker, can) => expect(canMakeLink(member, looker)).toBe(can));

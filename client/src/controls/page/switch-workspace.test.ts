import { expect, test, vi } from 'vitest';

// The same page as in graphql/workspace.test.ts: unit tests share their modules.
vi.resetModules(); // another file of this process may have loaded it, elsewhere
vi.stubGlobal('window', { location: { pathname: '/w/support%20desk/models' } });
const { addressInWorkspace, pathInOther } = await import('./switch-workspace.ts');

const listed = ['/', '/traces', '/models', '/training'];

test.each([
  ['/', '/'],
  ['/traces', '/traces'],
  ['/traces/0af7651916cd43dd8448eb211c80319c', '/traces'],
  ['/training/compare', '/training'],
  ['/conversations/c-1', '/'],
])('from %s another workspace opens %s: a thing is in one workspace only', (path, other) => expect(pathInOther(path, listed)).toBe(other));

test('the same page keeps what it is looked at through; a list in place of a thing does not', () => {
  expect(addressInWorkspace('team', listed, { pathname: '/traces', search: '?q=a' })).toBe('/w/team/traces?q=a');
  expect(addressInWorkspace('default', listed, { pathname: '/w/team/traces', search: '?q=a' })).toBe('/traces?q=a');
  expect(addressInWorkspace('default', listed, { pathname: '/w/team/traces/1', search: '?span=2' })).toBe('/traces');
});

import { beforeAll, expect, test, vi } from 'vitest';

vi.resetModules(); // another file of this process may have loaded it, elsewhere
vi.stubGlobal('window', { location: { pathname: '/w/support%20desk/models' } });
const workspace = await import('./workspace.ts');
beforeAll(() => () => vi.unstubAllGlobals());

test.each([
  ['/', 'default', '/'],
  ['/models/gpt', 'default', '/models/gpt'],
  ['/w/team', 'team', '/'],
  ['/w/team/', 'team', '/'],
  ['/w/team/traces', 'team', '/traces'],
  ['/w/a%20b/traces', 'a b', '/traces'],
  ['/w/%/traces', '%', '/traces'],
  ['/wide', 'default', '/wide'],
  ['/w/', 'default', '/w/'],
])('%s is in the workspace %j, where its page is %s', (address, slug, page) => {
  expect(workspace.slugIn(address)).toBe(slug);
  expect(workspace.plainPath(address)).toBe(page);
});

test('the default workspace has plain addresses', () => {
  expect(workspace.baseOf('default')).toBe('');
  expect(workspace.baseOf('a b')).toBe('/w/a%20b');
});

test('a download names its workspace', () => {
  expect(workspace.downloadAddress('/v1/traces/1')).toBe('/v1/traces/1?workspace=support%20desk');
  expect(workspace.downloadAddress('/v1/audit.csv?from=1')).toBe('/v1/audit.csv?from=1&workspace=support%20desk');
});

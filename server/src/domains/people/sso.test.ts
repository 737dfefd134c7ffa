import { afterAll, beforeAll } from 'vitest';
import { signInByDefault } from '../../platform/config-sign-in.ts';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { createPerson } from './commands/person.ts';
import { password } from './tests/browser.testing.ts';
import { freePort, openProvider, type TestProvider } from './tests/provider.testing.ts';
import { ssoTests } from './tests/sso.testing.ts';

let provider: TestProvider;
let server: TestServer;
beforeAll(async () => {
  const port = await freePort();
  provider = await openProvider(`http://127.0.0.1:${port}/api/auth/callback/oidc`);
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { id: 'oidc', name: 'Company', issuer, clientId, clientSecret, groupsClaim: 'groups' };
  server = await openTestServer({
    port,
    trustedProxies: { hopCount: 1 },
    signIn: {
      ...signInByDefault,
      oidc: {
        ...oidc,
        roleMap: [
          { group: 'readers', role: 'VIEWER', workspace: 'default' },
          { group: 'makers', role: 'EDITOR', workspace: 'default' },
          { group: 'heads', role: 'OWNER', workspace: 'default' },
          { group: 'guests', role: 'VIEWER', workspace: 'elsewhere' },
        ],
      },
    },
  });
  const { stores, defaultWorkspaceId } = server;
  await stores.prisma.workspace.create({ data: { slug: 'elsewhere', name: 'Elsewhere' } });
  const owner = await createPerson(stores, { email: 'owner@example.com', name: 'Owner', password });
  if (!owner.ok) throw owner.failure;
  await stores.prisma.member.create({ data: { workspaceId: defaultWorkspaceId, personId: owner.value.id, role: 'OWNER' } });
});
afterAll(async () => {
  await server?.close();
  await provider?.close();
});

ssoTests(() => ({ server, provider }));

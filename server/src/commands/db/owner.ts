import { makeOwner } from '../../domains/access/commands/owner.ts';
import { readEmail } from '../../domains/people/pure/input.ts';
import { addressOf, readTarget, type Config } from '../../platform/config.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { withDatabase } from '../../platform/store/migrations/databases.ts';
import { migratePostgres } from '../../platform/store/migrations/postgres.ts';
import { Postgres } from '../../platform/store/postgres/postgres.ts';
import { PrismaClient } from '../../platform/store/prisma/generated/client.ts';
import { StartError } from '../../platform/store/start-error.ts';

/** `pnpm db owner EMAIL`: beside a running server, which knows of it within a second, or without one. */
export async function printOwnerLink(config: Config, given: string | undefined): Promise<void> {
  const email = readEmail({ email: given });
  if (email instanceof Problem) throw new StartError(`Name an e-mail address: pnpm db owner you@example.com (it ${email.reason}).`);
  const origin = config.signIn.publicUrl ?? (config.port === 0 ? addressOf('127.0.0.1', 4000) : readTarget(process.env).url);
  await withDatabase(config, async (url) => {
    await migratePostgres(url);
    const postgres = new Postgres(url);
    const prisma = new PrismaClient({ adapter: postgres.prismaAdapter() });
    try {
      const { link, isNew, keyCount, hadSso } = await makeOwner({ postgres, prisma }, { email, origin });
      const lines = [
        isNew
          ? `Made the account ${email}, an owner of the workspace "default".`
          : `Of ${email}, sessions, password, second factor, passkeys and personal keys (${keyCount}) have ended. It is an owner of the workspace "default".`,
        ...(hadSso ? ['Single sign-on is not demanded any more in the workspace "default"; the page Members demands it again.'] : []),
        ...(config.signIn.oidc === null || isNew
          ? []
          : [`${config.signIn.oidc.name} still leads to this account, where it vouches for the address: single sign-on is ended there.`]),
        `Set the password at this address, once, ${isNew ? 'within 24 hours' : 'within an hour'}:`,
        `  ${link}`,
      ];
      console.log(lines.join('\n\n'));
    } finally {
      await prisma.$disconnect();
      await postgres.close();
    }
  });
}

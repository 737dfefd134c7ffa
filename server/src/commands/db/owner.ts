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
      const { link, isNew, endedKeyCount, wasSsoRequired } = await makeOwner({ postgres, prisma }, { email, origin });
      const made = isNew
        ? `Made the account ${email}, an owner`
        : `Of ${email}, sessions, password, second factor, passkeys and personal keys (${endedKeyCount}) have ended. It is an owner`;
      console.log(`${made} of the workspace "default".`);
      if (wasSsoRequired) console.log('Single sign-on is not demanded any more in the workspace "default", of anyone.');
      console.log(`\nSet the password at this address, once, ${isNew ? 'within 24 hours' : 'within an hour'}:\n\n  ${link}`);
    } finally {
      await prisma.$disconnect();
      await postgres.close();
    }
  });
}

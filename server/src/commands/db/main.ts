import { migrationStatus, diffMigration, migratePostgres } from '../../platform/store/migrations/postgres.ts';
import { printOwnerLink } from './owner.ts';
import { printVerification } from './verify-audit.ts';
import { rebuildAll } from './rebuild.ts';
import { ConfigError, readConfig } from '../../platform/config.ts';
import { StartError } from '../../platform/store/start-error.ts';
import { withScratchDatabase, withDatabase } from '../../platform/store/migrations/databases.ts';

const USAGE = `pnpm db <command>
  migrate      apply the migrations that the database does not have yet
  diff NAME    write the migration from the migrations on disk to the schema files
  status       list applied, pending and edited migrations
  owner EMAIL  make this account an owner of the workspace "default" (it is made where it is missing), and print a one-time address for its
               password. For an account that is there, its sessions, password, second factor, passkeys and personal keys end: it is the
               way back in. Single sign-on is not demanded any more in "default"
  verify-audit [HASH …]
               recompute the chain of the audit trail; of each HASH that an earlier run printed, whether it still stands
  rebuild      write every fact of ClickHouse again from PostgreSQL (a running server does it, if there is one)`;

const [command, name, ...others] = process.argv.slice(2);

try {
  const config = readConfig(process.env);
  switch (command) {
    case 'migrate':
      await withDatabase(config, async (url) => {
        const applied = await migratePostgres(url);
        console.log(applied.length === 0 ? 'Nothing to apply: the database is up to date.' : `Applied ${applied.join(', ')}.`);
      });
      break;
    case 'diff':
      if (name === undefined) fail('Give the migration a name: pnpm db diff NAME');
      await withScratchDatabase(async (url) => {
        const folder = await diffMigration(url, name as string, new Date());
        console.log(folder === null ? 'The migrations already give the schema.' : `Wrote prisma/migrations/${folder}.`);
      });
      break;
    case 'status':
      await withDatabase(config, async (url) => {
        const { applied, pending, edited } = await migrationStatus(url);
        console.log(`applied  ${applied.length === 0 ? 'none' : applied.join(', ')}`);
        console.log(`pending  ${pending.length === 0 ? 'none' : pending.join(', ')}`);
        if (edited.length > 0) fail(`edited after they were applied: ${edited.join(', ')}`);
      });
      break;
    case 'owner':
      await printOwnerLink(config, name);
      break;
    case 'verify-audit':
      if (!(await printVerification(config, name === undefined ? [] : [name, ...others]))) process.exit(1);
      break;
    case 'rebuild':
      await rebuildAll(config);
      break;
    default:
      fail(USAGE);
  }
} catch (error) {
  if (!(error instanceof StartError || error instanceof ConfigError)) throw error;
  fail(error.message);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

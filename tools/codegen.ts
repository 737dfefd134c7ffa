import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, run } from './run.ts';

/** Writes everything that is generated and committed: the Prisma client, the printed schema, the client's types. */
export async function generate(): Promise<void> {
  // `generate` never runs the schema engine, but looks for it; any program will do.
  const prisma = await run('pnpm', ['--filter', 'server', 'exec', 'prisma', 'generate', '--schema', '../prisma/schema'], {
    quiet: true,
    env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (prisma.code !== 0) throw new Error(`prisma generate failed:\n${prisma.output}`);
  const { printedSchema } = await import('../server/src/print-schema.ts');
  await writeFile(join(ROOT, 'schema.graphql'), printedSchema());
  const client = await run('pnpm', ['--filter', 'client', 'codegen'], { quiet: true });
  if (client.code !== 0) throw new Error(`The client's code generation failed:\n${client.output}`);
}

if (import.meta.main) await generate();

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataModelPage } from './documents/data-model.ts';
import { decisionIndex } from './documents/decisions.ts';
import { permissionsPage } from './documents/permissions.ts';
import { PANEL_QUERY, printedPanelQuery } from './panel-query.ts';
import { ROOT, run } from './run.ts';
import { trustedList } from './trusted-documents.ts';

/** Files and folders that `generate` writes and git keeps. */
export const GENERATED_PATHS = [
  'schema.graphql',
  'server/src/platform/store/prisma',
  'client/src/graphql/generated',
  PANEL_QUERY,
  'server/src/protocols/graphql/trusted-documents.json',
  'docs/data-model.md',
  'docs/decisions/README.md',
  'docs/permissions.md',
] as const;

/** Writes everything that is generated and committed: the Prisma client, the printed schema, the client's types, parts of the documents. */
export async function generate(): Promise<void> {
  // `generate` never runs the schema engine, but looks for it; any program will do.
  const prisma = await run('pnpm', ['--filter', 'server', 'exec', 'prisma', 'generate', '--schema', '../prisma/schema'], {
    quiet: true,
    env: { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (prisma.code !== 0) throw new Error(`prisma generate failed:\n${prisma.output}`);
  const { printedSchema } = await import('../server/src/print-schema.ts');
  await writeFile(join(ROOT, 'schema.graphql'), printedSchema());
  await writeFile(join(ROOT, PANEL_QUERY), await printedPanelQuery());
  const client = await run('pnpm', ['--filter', 'client', 'codegen'], { quiet: true });
  if (client.code !== 0) throw new Error(`The client's code generation failed:\n${client.output}`);
  await writeFile(join(ROOT, 'server/src/protocols/graphql/trusted-documents.json'), await trustedList());
  await writeFile(join(ROOT, 'docs/permissions.md'), await permissionsPage());
  await writeFile(join(ROOT, 'docs/data-model.md'), await dataModelPage());
  await writeFile(join(ROOT, 'docs/decisions/README.md'), await decisionIndex(join(ROOT, 'docs/decisions')));
}

if (import.meta.main) await generate();

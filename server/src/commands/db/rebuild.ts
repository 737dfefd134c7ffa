import type { BackgroundTask } from '../../platform/store/prisma/generated/client.ts';
import { drainProjection } from '../../background.ts';
import { readConfig, readTarget, type Config, type Target } from '../../platform/config.ts';
import { StartError } from '../../platform/store/start-error.ts';
import { acrossWorkspaces, inWorkspace } from '../../platform/store/scope.ts';
import { openStores, type Stores } from '../../platform/store/stores.ts';
import { startRebuild } from '../../domains/facts/commands.ts';
import { rebuildJob } from '../../domains/facts/background/rebuild.ts';

/** `pnpm db rebuild`: by the running server when there is one (it owns the ClickHouse folder), else in this process. */
export async function rebuildAll(config: Config = readConfig(process.env)): Promise<void> {
  const target = readTarget(process.env);
  const isRunning = await fetch(`${target.url}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
  if (!isRunning && target.isNamed) throw new StartError(`No server answers at FTL_URL=${target.url}.`);
  if (isRunning) await rebuildOnServer(target);
  else await rebuildHere(config, target);
  process.stdout.write('\nEvery fact is written again; the rollups follow by themselves.\n');
}

interface Progress {
  readonly status: BackgroundTask['status'];
  readonly doneCount: number;
  readonly totalCount: number;
  readonly error: string | null;
}

async function rebuildOnServer(server: Target): Promise<void> {
  const { workspace } = await ask<{ workspace: { name: string } }>(server, '{ workspace { name } }');
  process.stdout.write(`Rebuilding the facts of the workspace “${workspace.name}” at ${server.url}\n`);
  const { rebuildFacts } = await ask<{ rebuildFacts: { id: string } }>(server, 'mutation { rebuildFacts { id } }');
  for (;;) {
    const { node } = await ask<{ node: Progress }>(
      server,
      `query ($id: ID!) { node(id: $id) { ... on BackgroundTask { status doneCount totalCount error } } }`,
      { id: rebuildFacts.id },
    );
    draw(node);
    if (node.status === 'SUCCEEDED') return;
    if (node.status === 'FAILED') throw new Error(node.error ?? 'The rebuild failed.');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function ask<Data>({ url, apiKey }: Target, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (errors !== undefined || data === undefined) throw new Error(errors?.[0]?.message ?? `The server answered ${response.status}.`);
  return data;
}

async function rebuildHere(config: Config, { url }: Target): Promise<void> {
  process.stdout.write(`No server answers at ${url}: rebuilding here, with the data in ${config.dataDir}\n`);
  const stores = await openStores(config);
  try {
    for (const { id: workspaceId, name } of await allWorkspaces(stores)) {
      process.stdout.write(`The workspace “${name}”:\n`);
      const task = await inWorkspace(workspaceId, () => startRebuild(stores, { workspaceId }));
      const progress = { status: 'RUNNING' as const, doneCount: 0, totalCount: 0, error: null };
      await inWorkspace(workspaceId, async () => {
        const { signal } = new AbortController();
        await rebuildJob.run(stores, task, async (next) => draw(Object.assign(progress, next)), signal, { publish: () => {} });
        await stores.prisma.backgroundTask.update({ where: { id: task.id }, data: { status: 'SUCCEEDED', finishedAt: new Date() } });
      });
    }
    await drainProjection(stores);
  } finally {
    await stores.close();
  }
}

const allWorkspaces = ({ prisma }: Stores): Promise<{ id: string; name: string }[]> =>
  acrossWorkspaces('All workspaces are rebuilt.', () => prisma.workspace.findMany({ select: { id: true, name: true } }));

const WIDTH = 40;

function draw({ doneCount, totalCount }: Progress): void {
  const share = totalCount === 0 ? 0 : doneCount / totalCount;
  const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
  process.stdout.write(`\r${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${doneCount} of ${totalCount} messages`);
}

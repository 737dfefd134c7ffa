import { runProgram } from '../run-client.ts';
import type { FieldClient } from './clients.ts';
import { prepare } from './environments.ts';
import { startProvider } from './provider.ts';
import { answersOf } from './scenarios.ts';
import { startTap, type Sent } from './tap.ts';

/** Some import for half a minute on a busy machine. */
const PATIENCE_MS = 180_000;

/** Who every client reports as: its recordings are compared with the same facts as the client itself. */
export const who = { session: 'session of a person', user: 'user of a session', environment: 'staging' } as const;

/** Runs a client, unmodified, against what was recorded of the provider, and the server. Errors: throws where it did anything else. */
export async function runFieldClient(
  client: FieldClient,
  server: { readonly address: string; readonly key: string },
): Promise<readonly Sent[]> {
  const runnable = await prepare(client.environment, client.file);
  if ('missing' in runnable) throw new Error(`The packages of ${client.name} cannot be had here: ${runnable.missing}`);
  const provider = await startProvider((await Promise.all(client.scenarios.map(answersOf))).flat());
  const tap = await startTap(server.address);
  try {
    const errand = { ...who, server: tap.address, key: server.key, provider: provider.address, scenarios: client.scenarios };
    const printed = await runProgram(runnable.path, errand, {
      program: runnable.program,
      args: client.args ?? [],
      patienceMs: PATIENCE_MS,
    });
    const wrong = [
      ...provider.unexpected.map((request) => `the provider was asked ${request}`),
      ...(provider.leftCount() === 0 ? [] : [`${provider.leftCount()} answers of the provider were not fetched`]),
      ...tap.refused.map((request) => `the server refused ${request}`),
      ...(tap.sent.length === 0 ? ['it sent nothing'] : []),
    ];
    if (wrong.length > 0) throw new Error(`${client.name}: ${wrong.join('; ')}\n${printed}`);
    return tap.sent;
  } finally {
    await tap.close();
    await provider.close();
  }
}

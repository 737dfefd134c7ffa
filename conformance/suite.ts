import { ask, until } from '../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, startServer } from '../e2e/server.ts';
import type { Done, Errand } from './clients/errand.ts';
import { prices } from './expected.ts';
import { factsOf } from './facts.ts';
import { startPlayer, type Player } from './player.ts';
import type { RecordedCall } from './recorded.ts';

/** A server with the tests' prices, and a provider that plays the calls. */
export interface Suite {
  readonly address: string;
  readonly key: string;
  readonly player: Player;
  errand(client: string): Errand;
  stop(): Promise<void>;
}

/** A trace that is listed may still lack what came last; a cost comes a moment later. */
export const PATIENCE_MS = 5_000;

/** Until every call of a client is there: a trace is listed a moment after it is acknowledged. Errors: throws with those that are not. */
export async function untilListed(server: { readonly address: string; readonly key: string }, { traceIds }: Done): Promise<void> {
  const missing = async (): Promise<string[]> => {
    const found = await Promise.all(Object.entries(traceIds).map(async ([call, id]) => ((await factsOf(server, id)) === null ? [call] : [])));
    return found.flat();
  };
  await until(missing, ({ length }) => length === 0, 20_000);
}

export async function startSuite(calls: readonly RecordedCall[]): Promise<Suite> {
  const player = await startPlayer(calls);
  const dataDir = await makeUsedDataDir();
  const running = await startServer({ dataDir }).catch(async (error: unknown) => {
    await player.close();
    await removeDataDir(dataDir);
    throw error;
  });
  const [address, key] = [running.address, running.key as string];
  for (const { model, ...rates } of prices) {
    const price = { scope: 'MODEL', model, rates };
    await ask(address, 'mutation Price($price: PriceInput!) { savePrice(input: $price) { price { id } } }', { price }, { key });
  }
  return {
    address, key, player,
    errand: (client) => ({
      server: address, key, provider: player.address, calls: calls.map(({ name, request }) => ({ name, request })),
      session: `session of ${client}`, user: `user of ${client}`, environment: 'staging',
    }),
    stop: async () => {
      await running.stop();
      await player.close();
      await removeDataDir(dataDir);
    },
  };
}

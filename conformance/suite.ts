import { ask } from '../e2e/ask.ts';
import { makeDataDir, removeDataDir, startServer } from '../e2e/server.ts';
import type { Errand } from './clients/errand.ts';
import { prices } from './expected.ts';
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

/** A trace is listed a moment after it is acknowledged. */
export const PATIENCE_MS = 15_000;

export async function startSuite(calls: readonly RecordedCall[]): Promise<Suite> {
  const player = await startPlayer(calls);
  const dataDir = await makeDataDir();
  const running = await startServer({ dataDir });
  const [address, key] = [running.address, running.key as string];
  for (const { model, ...rates } of prices) {
    const price = { scope: 'MODEL', model, rates };
    await ask(address, 'mutation Price($price: PriceInput!) { savePrice(price: $price) { price { id } } }', { price }, { key });
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

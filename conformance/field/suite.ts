import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { ask } from '../../e2e/ask.ts';
import { makeUsedDataDir, removeDataDir, startServer } from '../../e2e/server.ts';
import type { FieldClientName } from './clients.ts';
import type { ExpectedTrace } from './expected.ts';
import { fieldFactsOf, type FieldFacts } from './facts.ts';
import { knownWrong } from './known-wrong.ts';
import { fieldPrices } from './truth.ts';

export interface FieldServer {
  readonly address: string;
  readonly key: string;
  stop(): Promise<void>;
}

/** A server with the prices of the tests. */
export async function startFieldServer(): Promise<FieldServer> {
  const dataDir = await makeUsedDataDir();
  const running = await startServer({ dataDir }).catch(async (error: unknown) => {
    await removeDataDir(dataDir);
    throw error;
  });
  const [address, key] = [running.address, running.key as string];
  for (const { model, ...rates } of fieldPrices) {
    const price = { scope: 'MODEL', model, rates };
    await ask(address, 'mutation Price($price: PriceInput!) { savePrice(input: $price) { price { id } } }', { price }, { key });
  }
  return {
    address,
    key,
    stop: async () => {
      await running.stop();
      await removeDataDir(dataDir);
    },
  };
}

/** A trace that is listed may still lack what came last; a cost comes a moment later. */
const PATIENCE_MS = 20_000;

/** That a trace is read as expected, and that what is known to be wrong still is. */
export async function readRight(server: FieldServer, id: string, client: FieldClientName, { title, facts }: ExpectedTrace): Promise<void> {
  const wrong = knownWrong.filter((one) => one.client === client && one.traces.includes(title)).flatMap((one) => one.facts);
  const without = (all: FieldFacts | null): Partial<FieldFacts> =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([fact]) => !wrong.includes(fact as keyof FieldFacts)));
  let read: FieldFacts | null = null;
  const right = async (): Promise<Partial<FieldFacts>> => without((read = await fieldFactsOf(server, id)));
  await expect.poll(right, { timeout: PATIENCE_MS, interval: 200 }).toEqual(without(facts));
  const last = read as FieldFacts | null;
  const mended = wrong.filter((fact) => isDeepStrictEqual(last?.[fact], facts[fact]));
  expect(mended, 'is right now: take it from known-wrong.ts').toEqual([]);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { sendOperation, ServerProblem, type ServerAddress } from '../importer/client.ts';

/** The job is another runner's by now. */
export class Lost extends Error {}

export type Send = <Data>(query: string, variables: object) => Promise<Data>;

const pauseMs = 1_000;
/** Everything that a runner sends may be sent again, so it waits for a server that is away for as long as it takes. */
export function sender(server: ServerAddress, signal: AbortSignal): Send {
  return async (query, variables) => {
    for (;;) {
      try {
        return await sendOperation(server, query, variables, { attempts: 1 });
      } catch (error) {
        if (!(error instanceof ServerProblem)) throw error;
        if (error.failure?.code === 'LEASE_LOST' || error.failure?.code === 'NOT_FOUND') throw new Lost(error.message);
        if (!error.isTemporary || signal.aborted) throw error;
        await sleep(pauseMs, null, { signal }).catch(() => {});
      }
    }
  };
}

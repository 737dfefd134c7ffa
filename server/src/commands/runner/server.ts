import { setTimeout as sleep } from 'node:timers/promises';
import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';

/** The job is another runner's by now. */
export class Lost extends Error {}

export type Send = <Data>(query: string, variables: object) => Promise<Data>;

const pauseMs = 1_000;
/** Everything that a runner sends may be sent again, so it waits for a server that is away for as long as it takes, and says so once. */
export function sender(server: ServerAddress, signal: AbortSignal, say: (text: string) => void): Send {
  let isAway = false;
  return async (query, variables) => {
    for (;;) {
      try {
        const data = await sendOperation<never>(server, query, variables, { attempts: 1 });
        isAway = false;
        return data;
      } catch (error) {
        if (!(error instanceof ServerProblem)) throw error;
        if (error.failure?.code === 'LEASE_LOST' || error.failure?.code === 'NOT_FOUND') throw new Lost(error.message);
        if (!error.isTemporary || signal.aborted) throw error;
        if (!isAway) say(`${error.message} It is asked again every second.`);
        isAway = true;
        await sleep(pauseMs, null, { signal }).catch(() => {});
      }
    }
  };
}

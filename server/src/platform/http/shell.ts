import type { IncomingMessage, ServerResponse } from 'node:http';
import { nameOf } from '../graphql/asker.ts';
import type { Viewer } from '../graphql/context.ts';
import type { MemoryHold, RequestMemory } from '../graphql/limits/request-memory.ts';
import { IngestBusy } from '../ingest/errors.ts';
import { isWhole } from './body.ts';
import { storeUnavailableIn } from '../store/unavailable.ts';

export interface Shelled {
  readonly requestMemory: RequestMemory;
  /** Answers the call. `hold` counts what it takes of the memory for its viewer; the shell releases it. */
  readonly answer: (hold: (viewer: Viewer) => MemoryHold) => Promise<void>;
  /** Answers with a failure, in the form of the protocol. */
  readonly refuse: (error: unknown) => void;
}

/**
 * One call of a protocol of other programs: what it throws is refused in the protocol's form, with `retry-after` where it may come again,
 * and what was not read of its body ends with the connection.
 */
export async function answerInShell(
  request: IncomingMessage,
  response: ServerResponse,
  { requestMemory, answer, refuse }: Shelled,
): Promise<void> {
  const holds: MemoryHold[] = [];
  try {
    await answer((viewer) => {
      const hold = requestMemory.hold(nameOf(viewer));
      holds.push(hold);
      return hold;
    });
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    // What was not read of the body would be taken for the next request on this connection.
    if (!isWhole(request)) response.setHeader('connection', 'close');
    const isLater = error instanceof IngestBusy ? error : storeUnavailableIn(error);
    if (isLater !== null) response.setHeader('retry-after', String(isLater.retryAfterS));
    refuse(error);
  } finally {
    for (const hold of holds) hold.release();
  }
}

import { codedError, unwrap } from '../../platform/graphql/errors.ts';
import type { Sender } from '../../platform/ingest/environment.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { captureSpans } from '../../domains/traces/commands.ts';
import { toSpan } from '../../domains/traces/pure/conventions/to-span.ts';
import { takeLogs } from '../../domains/traces/commands/logs.ts';
import type { PartialSuccess } from './answers.ts';
import { checkRequest, decodeLogs, decodeSpans } from './decode.ts';
import { summarize } from './summary.ts';
import type { OtlpEncoding } from './types.ts';
import type { Signal } from './paths.ts';

export interface TakeContext {
  stores: Stores;
  live: LiveBus;
}

interface Sent {
  body: Buffer;
  encoding: OtlpEncoding;
  /** Counts what was decoded, before it is stored; absent: nothing does. Errors: throws RATE_LIMITED. */
  takeItems?: (count: number) => Promise<void>;
}

type Take = (context: TakeContext & Sender, workspaceId: string, sent: Sent, now: Date) => Promise<PartialSuccess>;

/**
 * Takes in a request of each signal; what it came to is durable on return. Errors: throws Malformed, IngestBusy, BAD_REQUEST where nothing
 * of it could be taken.
 */
export const takers: Record<Signal, Take> = {
  async traces(context, workspaceId, { body, encoding, takeItems }, now) {
    const decoded = decodeSpans(body, encoding);
    await takeItems?.(decoded.items.length);
    // Taken out of the request as they are read: what waits to be written is not to be held twice.
    const { rejected, warnings } = unwrap(await captureSpans(context, workspaceId, decoded.items.splice(0).map(toSpan), now));
    return partlyTaken(summarize('span', decoded, rejected, warnings));
  },
  async logs(context, workspaceId, { body, encoding, takeItems }, now) {
    const decoded = decodeLogs(body, encoding);
    await takeItems?.(decoded.items.length);
    const { rejected, warnings } = unwrap(await takeLogs(context, workspaceId, decoded.items, now));
    return partlyTaken(summarize('log record', decoded, rejected, warnings));
  },
  /** Metrics are not kept: every number here comes from spans and messages. */
  async metrics(_context, _workspaceId, { body, encoding }) {
    checkRequest(body, encoding);
    return { rejectedCount: 0, message: '' };
  },
};

/** Where nothing at all was accepted, the answer is an error: a partial success is too easily overlooked. */
function partlyTaken({ sentCount, ...outcome }: PartialSuccess & { sentCount: number }): PartialSuccess {
  if (sentCount > 0 && outcome.rejectedCount === sentCount) throw codedError('BAD_REQUEST', outcome.message, { httpStatus: 400 });
  return outcome;
}

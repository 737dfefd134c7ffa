import { connect } from '../ingest/connection.ts';
import { bodyOf } from '../ingest/messages.ts';
import { ReusableRequest } from '../spans/requests.ts';
import { postSpans } from '../spans/post.ts';

/** What sends one kind of record in requests of the same size, evenly spread over time. */
export interface Trickle {
  readonly kind: 'spans' | 'messages';
  /** Records a second. */
  readonly perSecond: number;
  readonly requestsPerSecond: number;
}

export interface Sent {
  readonly recordCount: number;
  /** From sending a request to its acknowledgement, each. */
  readonly latenciesMs: readonly number[];
}

/** Model calls among the 25 spans of a trace. */
const callsPerTrace = 5;
/** Requests whose bytes are made beforehand, so that making them is not measured. */
const preparedCount = 20;
/** As of so many applications: none waits for the answer to another. */
const connectionCount = 200;

let nextMessage = 0;

/**
 * Sends until the time is over, on the beat also when answers are late, as independent applications do. Resolves when all is acknowledged.
 */
export async function trickle(url: string, { kind, perSecond, requestsPerSecond }: Trickle, durationMs: number): Promise<Sent> {
  const size = Math.round(perSecond / requestsPerSecond);
  const post = kind === 'spans' ? spanSender(url, size) : messageSender(url, size);
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const sending: Promise<void>[] = [];
  for (let number = 0; ; number += 1) {
    const dueMs = (number / requestsPerSecond) * 1_000;
    if (dueMs >= durationMs) break;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, startedAt + dueMs - performance.now())));
    const sentAt = performance.now();
    const answered = post.send().then(() => void latenciesMs.push(performance.now() - sentAt));
    answered.catch(() => {}); // awaited below
    sending.push(answered);
  }
  await Promise.all(sending);
  post.close();
  return { recordCount: sending.length * size, latenciesMs };
}

interface Sender {
  send(): Promise<void>;
  close(): void;
}

function spanSender(url: string, size: number): Sender {
  const requests = Array.from({ length: preparedCount }, () => new ReusableRequest(size, callsPerTrace));
  const sender = postSpans(url, connectionCount);
  let next = 0;
  return { send: () => sender.post(Buffer.from((requests[next++ % preparedCount] as ReusableRequest).renew())), close: sender.close };
}

function messageSender(url: string, size: number): Sender {
  const connections = Array.from({ length: connectionCount }, () => connect(url));
  let next = 0;
  return {
    async send() {
      const connection = connections[next++ % connectionCount] as (typeof connections)[number];
      nextMessage += size;
      const answer = await connection.post(bodyOf(nextMessage - size, size, Date.now()));
      if (!answer.includes(`"accepted":${size}`)) throw new Error(`Not all messages were taken: ${answer.slice(0, 300)}`);
    },
    close: () => connections.forEach((connection) => connection.close()),
  };
}

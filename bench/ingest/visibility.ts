import { connect, type Connection } from './connection.ts';
import { sendLoad } from './load.ts';

const pauseMs = 100;
/** Asking is work, too: one probe at a time, asked for every so often. Delays are exact to this. */
const pollEveryMs = 25;
const patienceMs = 20_000;

/** How long after its acknowledgement a message is counted by `analytics`, while others come at `rate` a second. */
export async function measureVisibility(
  url: string,
  { rate, durationMs, firstIndex }: { rate: number; durationMs: number; firstIndex: number },
): Promise<{ delaysMs: number[]; sentPerSecond: number }> {
  const load = sendLoad({ url, connectionCount: 2, batchSize: 250, durationMs, rate, firstIndex });
  const delaysMs = await probeVisibility(url, durationMs);
  const { acknowledgedCount, elapsedMs } = await load;
  return { delaysMs, sentPerSecond: (acknowledgedCount / elapsedMs) * 1_000 };
}

/**
 * Probes with a session of their own, one after the other until the time is over: how long after its acknowledgement each is counted by
 * `analytics`, in milliseconds.
 */
export async function probeVisibility(url: string, durationMs: number): Promise<number[]> {
  const delaysMs: number[] = [];
  const probing = connect(url);
  const startedAt = performance.now();
  for (let number = 0; performance.now() - startedAt < durationMs; number += 1) {
    delaysMs.push(await delayOfProbe(probing, `probe-${startedAt}-${number}`));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  probing.close();
  return delaysMs;
}

async function delayOfProbe(probing: Connection, session: string): Promise<number> {
  const message = {
    externalId: session,
    conversationId: session,
    role: 'ASSISTANT',
    content: 'probe',
    sessionId: session,
    createdAt: new Date().toISOString(),
  };
  await probing.post(
    JSON.stringify({
      query: 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }',
      variables: { messages: [message] },
    }),
  );
  const acknowledgedAt = performance.now();
  const filter = {
    sessions: [session],
    from: new Date(Date.now() - 3_600_000).toISOString(),
    to: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const body = JSON.stringify({
    query: 'query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { overview { messageCount } } }',
    variables: { filter },
  });
  while (performance.now() - acknowledgedAt < patienceMs) {
    if ((await probing.post(body)).includes('"messageCount":1')) break;
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
  return performance.now() - acknowledgedAt;
}

import { connect } from './connection.ts';
import { bodyOf } from './messages.ts';

/**
 * Sends batches over one connection, one after the other, until the time is over; told and telling over IPC. In a process of
 * its own: sending must not wait for what measures.
 */
interface Task {
  url: string;
  firstIndex: number;
  batchSize: number;
  durationMs: number;
  /** Messages a second; absent: as fast as they are taken. */
  rate?: number;
}

process.once('message', async (task: Task) => {
  const { url, batchSize, durationMs, rate } = task;
  const connection = connect(url);
  const startedAt = performance.now();
  const latenciesMs: number[] = [];
  let sentCount = 0;
  const prepare = (): string => bodyOf(task.firstIndex + sentCount, batchSize, Date.now());
  let body = prepare();
  while (performance.now() - startedAt < durationMs) {
    if (rate !== undefined) {
      const dueMs = (sentCount / rate) * 1_000 - (performance.now() - startedAt);
      if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
    }
    const sentAt = performance.now();
    const answering = connection.post(body);
    sentCount += batchSize;
    body = prepare(); // while the server works
    const answer = await answering;
    latenciesMs.push(performance.now() - sentAt);
    if (!answer.includes(`"accepted":${batchSize},`)) throw new Error(answer.slice(0, 300));
    process.send?.({ acknowledged: batchSize });
  }
  connection.close();
  process.send?.({ done: true, sentCount, latenciesMs, elapsedMs: performance.now() - startedAt }, () => process.disconnect());
});

import { createJob, logSteps, openApi } from './api.ts';

export interface Live {
  readonly jobCount: number;
  readonly pointsPerSecond: number;
  readonly viewerCount: number;
  readonly durationMs: number;
}

export interface LiveResult {
  /** From the call to the batch with the point at the viewer. */
  readonly delaysMs: number[];
  /** From the call to the acknowledgement. */
  readonly acknowledgedMs: number[];
  readonly sentCount: number;
  readonly seenCount: number;
}

const query = 'subscription ($jobId: ID!) { trainingSteps(jobId: $jobId) { columns } }';

/** Trainers that send one point a call, and viewers that follow a job each, on a socket of their own. The time of the call is the value of the point. */
export async function followLive(url: string, { jobCount, pointsPerSecond, viewerCount, durationMs }: Live): Promise<LiveResult> {
  const api = openApi(url, 64);
  const jobs = await Promise.all(Array.from({ length: jobCount }, (_, index) => createJob(api, `live ${index}`)));
  const delaysMs: number[] = [];
  let isMeasured = false;
  const sockets = await Promise.all(
    Array.from({ length: viewerCount }, (_, index) =>
      viewer(url, jobs[Math.floor((index * jobCount) / viewerCount)] as string, (sentAtMs) => {
        if (isMeasured) delaysMs.push(performance.now() - sentAtMs);
      }),
    ),
  );
  const acknowledgedMs: number[] = [];
  const calls: Promise<void>[] = [];
  let sentCount = 0;
  const everyMs = 1_000 / pointsPerSecond;
  const startedAt = performance.now();
  const warmUpMs = 2_000;
  await Promise.all(
    jobs.map(async (jobId, index) => {
      let step = 0;
      for (let dueMs = startedAt + (index * everyMs) / jobCount; dueMs < startedAt + warmUpMs + durationMs; dueMs += everyMs) {
        const waitMs = dueMs - performance.now();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        isMeasured ||= performance.now() - startedAt > warmUpMs;
        const sentAtMs = performance.now();
        step += 1;
        const isCounted = isMeasured;
        calls.push(
          api.ask(logSteps, { jobId, points: [{ metric: 'loss', step, value: sentAtMs }] }).then(() => {
            if (isCounted) acknowledgedMs.push(performance.now() - sentAtMs);
          }),
        );
        sentCount += 1;
      }
    }),
  );
  await Promise.all(calls);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (const socket of sockets) socket.close();
  api.close();
  return { delaysMs, acknowledgedMs, sentCount, seenCount: delaysMs.length };
}

function viewer(url: string, jobId: string, onPoint: (value: number) => void): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.addEventListener('error', () => reject(new Error('A socket failed.')));
    socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.addEventListener('message', ({ data }) => {
      const { type, payload } = JSON.parse(String(data)) as {
        type: string;
        payload?: { data?: { trainingSteps: { columns: Record<string, { value: number[] }> } } };
      };
      if (type === 'connection_ack') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { jobId } } }));
        resolve(socket);
      } else if (type === 'next') for (const value of payload?.data?.trainingSteps.columns['loss']?.value ?? []) onPoint(value);
      else if (type === 'error') reject(new Error(String(data)));
    });
  });
}

import type { Browser } from 'playwright';
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
  /** From the call to the frame of the job's page, in a browser, that shows the point. */
  readonly shownMs: number[];
  /** From the call to the acknowledgement. */
  readonly acknowledgedMs: number[];
  readonly sentCount: number;
  readonly seenCount: number;
}

const query = 'subscription ($jobId: ID!) { trainingSteps(jobId: $jobId) { columns } }';

/** On one clock for all processes. */
const nowMs = (): number => performance.timeOrigin + performance.now();

/**
 * Trainers that send one point a call, and viewers that follow a job each: one the job's page in a browser, the others on a socket of their
 * own. The time of the call is the value of the point.
 */
export async function followLive(
  url: string,
  browser: Browser,
  { jobCount, pointsPerSecond, viewerCount, durationMs }: Live,
): Promise<LiveResult> {
  const api = openApi(url, 64);
  const jobs = await Promise.all(Array.from({ length: jobCount }, (_, index) => createJob(api, `live ${index}`)));
  const delaysMs: number[] = [];
  let isMeasured = false;
  const sockets = await Promise.all(
    Array.from({ length: viewerCount - 1 }, (_, index) =>
      viewer(url, jobs[Math.floor((index * jobCount) / viewerCount)] as string, (sentAtMs) => {
        if (isMeasured) delaysMs.push(nowMs() - sentAtMs);
      }),
    ),
  );
  let measuredFromMs = Infinity;
  const onPage = await openLivePage(browser, `${url}/training/${encodeURIComponent(jobs.at(-1) as string)}`);
  const acknowledgedMs: number[] = [];
  const calls: Promise<void>[] = [];
  let sentCount = 0;
  const everyMs = 1_000 / pointsPerSecond;
  const startedAt = performance.now();
  // The first call of each job asks what is stored of it.
  const warmUpMs = 5_000;
  await Promise.all(
    jobs.map(async (jobId, index) => {
      let step = 0;
      for (let dueMs = startedAt + (index * everyMs) / jobCount; dueMs < startedAt + warmUpMs + durationMs; dueMs += everyMs) {
        const waitMs = dueMs - performance.now();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        if (!isMeasured && performance.now() - startedAt > warmUpMs) [isMeasured, measuredFromMs] = [true, nowMs()];
        const sentAtMs = nowMs();
        step += 1;
        const isCounted = isMeasured;
        calls.push(
          api.ask(logSteps, { jobId, points: [{ metric: 'loss', step, value: sentAtMs }] }).then(() => {
            if (isCounted) acknowledgedMs.push(nowMs() - sentAtMs);
          }),
        );
        sentCount += 1;
      }
    }),
  );
  await Promise.all(calls);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (const socket of sockets) socket.close();
  const shownMs = await onPage(measuredFromMs);
  api.close();
  return { delaysMs, shownMs, acknowledgedMs, sentCount, seenCount: delaysMs.length };
}

/** Opens the page of a job; the function that is returned closes it, and gives the delays of the points that were sent from a time on. */
async function openLivePage(browser: Browser, address: string): Promise<(fromMs: number) => Promise<number[]>> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 980 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const shown: [sentMs: number, delayMs: number][] = [];
    (globalThis as { shown?: typeof shown }).shown = shown;
    const Own = WebSocket;
    globalThis.WebSocket = class extends Own {
      constructor(...args: ConstructorParameters<typeof Own>) {
        super(...args);
        // Comes before the page's own listener, and asks for the frame in which the page has drawn what came.
        this.addEventListener('message', ({ data }) => {
          const { payload } = JSON.parse(String(data)) as {
            payload?: { data?: { trainingSteps?: { columns: Record<string, { value: number[] }> } } };
          };
          const values = payload?.data?.trainingSteps?.columns['loss']?.value ?? [];
          if (values.length === 0) return;
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              for (const value of values) shown.push([value, performance.timeOrigin + performance.now() - value]);
            }),
          );
        });
      }
    };
  });
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  return async (fromMs) => {
    const all = await page.evaluate(() => (globalThis as { shown?: [sentMs: number, delayMs: number][] }).shown ?? []);
    await context.close();
    return all.flatMap(([sentMs, delayMs]) => (sentMs >= fromMs ? [delayMs] : []));
  };
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

import type { ServerResponse } from 'node:http';
import type { Disk } from '../../platform/store/disk/watch.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { pingClickHouse, pingPostgres, pingTimeoutMs } from '../../platform/store/ping.ts';

/** Whether each store answers within two seconds, and PostgreSQL can use its files; the process itself does, or nobody would read this. A full disk is named, and is no reason to send no questions here. */
export async function answerReadiness(stores: Stores, disk: Disk, response: ServerResponse): Promise<void> {
  const [postgres, clickhouse] = await Promise.all([
    answers(pingPostgres(stores.postgres)).then((isAnswered) => isAnswered && stores.postgres.isSound),
    answers(pingClickHouse(stores.clickhouse, {})),
  ]);
  const isReady = postgres && clickhouse;
  response.writeHead(isReady ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ ready: isReady, postgres, clickhouse, ...(disk.state !== 'ROOMY' && { disk: disk.state }) }));
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, pingTimeoutMs, false);
  });
  const answered = question.then(
    () => true,
    () => false,
  );
  const isAnswered = await Promise.race([answered, tooLate]);
  clearTimeout(timer);
  return isAnswered;
}

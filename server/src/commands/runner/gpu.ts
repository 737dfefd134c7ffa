import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const program = 'nvidia-smi';
const timeoutMs = 5_000;

export interface Gpu<Column extends string> {
  /** Number of the GPU as the driver counts. */
  readonly index: number;
  readonly values: Readonly<Record<Column, string>>;
}

/** A query that does not end, as where a GPU no longer answers its driver; no further one is started beside it. */
let isStuck = false;

/**
 * Columns of each GPU, as `nvidia-smi` prints them. None where there is no GPU, no driver, or no answer within 5 s; of an answer that
 * breaks off, the GPUs before it.
 */
export async function queryGpus<Column extends string>(columns: readonly Column[]): Promise<Gpu<Column>[]> {
  if (isStuck) return [];
  const args = [`--query-gpu=index,${columns.join(',')}`, '--format=csv,noheader,nounits'];
  let isOver = false;
  const answered = new Promise<string>((resolve) => {
    execFile(program, args, { timeout: timeoutMs, killSignal: 'SIGKILL' }, (_error, stdout) => {
      isOver = true;
      isStuck = false;
      resolve(stdout);
    });
  });
  // A process that the system cannot end, not even by SIGKILL, keeps `execFile` waiting.
  const given = new AbortController();
  const text = await Promise.race([answered, sleep(timeoutMs * 1.2, '', { signal: given.signal }).catch(() => '')]);
  given.abort();
  isStuck = !isOver;
  return text.split('\n').flatMap((line) => {
    const [index, ...fields] = line.split(',').map((field) => field.trim());
    if (index === undefined || !/^\d+$/.test(index) || fields.length !== columns.length) return [];
    const values = Object.fromEntries(columns.map((column, at) => [column, fields[at]])) as Record<Column, string>;
    return [{ index: Number(index), values }];
  });
}

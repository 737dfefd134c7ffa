import { setTimeout as sleep } from 'node:timers/promises';

export interface AskOptions {
  readonly key?: string | null;
  readonly signal?: AbortSignal;
}

/** Posts an operation and gives back its data. Errors: throws with the first error's words, or when nothing answers. */
export async function ask<Data>(
  address: string,
  query: string,
  variables: object = {},
  { key = null, signal }: AskOptions = {},
): Promise<Data> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query, variables }),
    ...(signal === undefined ? {} : { signal }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Data | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  if (errors !== undefined || data === undefined || data === null) {
    throw new Error(
      `${response.status} ${errors?.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`).join('; ') ?? 'no data'}`,
    );
  }
  return data;
}

/** Asks again until the answer is as wanted; gives back that answer. Errors: throws with the last answer when it never is. */
export async function until<Value>(
  question: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
  patienceMs = 30_000,
): Promise<Value> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const value = await question();
    if (isWanted(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Not so after ${patienceMs} ms; the last answer was ${JSON.stringify(value).slice(0, 2_000)}`);
    await sleep(100);
  }
}

/** Until nothing waits to be projected or rolled up. An hour that still fills is rolled up later: it does not count. */
export async function untilProjected(address: string, options: AskOptions = {}): Promise<void> {
  await until(
    async () =>
      (await ask<{ ingestStatus: { queuedCount: number } }>(address, '{ ingestStatus { queuedCount } }', {}, options)).ingestStatus
        .queuedCount,
    (count) => count === 0,
  );
}

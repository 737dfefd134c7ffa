import { sendJson, type ServerAddress } from './client.ts';

/** An event of Langfuse's batch protocol. */
export interface LangfuseEvent {
  readonly id: string;
  readonly type: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly errors?: readonly { readonly id: string; readonly message?: string; readonly error?: unknown }[];
}

/** Sends events in one batch, and gives those that were not taken, by their place. Errors: throws `ServerProblem`. */
export async function sendEvents(
  server: ServerAddress,
  events: readonly LangfuseEvent[],
): Promise<{ index: number; field: string; reason: string }[]> {
  const { answer } = await sendJson(server, '/api/public/ingestion', { batch: events }, [200, 207]);
  const places = new Map(events.map(({ id }, index) => [id, index]));
  return ((answer as Answer | null)?.errors ?? []).flatMap(({ id, message, error }) => {
    const index = places.get(id);
    return index === undefined
      ? []
      : [{ index, field: '', reason: typeof error === 'string' && error !== '' ? error : (message ?? 'was not taken') }];
  });
}

import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Stores } from '../../../platform/store/stores.ts';
import { belongingsOf, contentsOf, namesOf, sessionsOf } from '../../deletions/load.ts';
import { exportedEvaluations } from '../../evaluations/load.ts';
import { messagesOfUsers } from '../../messages/commands/delete-user.ts';
import { exportedMessages } from '../../messages/load/exported.ts';
import { predictionsWith } from '../../predictions/commands/delete-texts.ts';
import { tracesOfUsers } from '../../traces/commands/delete-user.ts';
import { storedSpans } from '../../traces/load.ts';
import { spansOfTrace } from '../../traces/load/whole-trace.ts';
import { userHeld } from '../../deletions/hooks.ts';
import { exportedFiles, type ExportCounts, type ExportedFile } from '../types.ts';

/** Messages or traces in one step. */
const stepCount = 200;

/** JSON Lines in a folder, one file a kind; each row once. */
class Lines {
  readonly counts = Object.fromEntries(exportedFiles.map((name) => [name, 0])) as Record<ExportedFile, number>;
  readonly #files: Record<ExportedFile, WriteStream>;
  readonly #seen = new Set<string>();

  constructor(folder: string) {
    this.#files = Object.fromEntries(exportedFiles.map((name) => [name, createWriteStream(join(folder, `${name}.jsonl`))])) as Record<
      ExportedFile,
      WriteStream
    >;
  }

  /** `key`: of the row in its file. */
  async write(file: ExportedFile, rows: readonly { readonly key: string; readonly row: object }[]): Promise<void> {
    for (const { key, row } of rows) {
      if (this.#seen.has(`${file} ${key}`)) continue;
      this.#seen.add(`${file} ${key}`);
      this.counts[file] += 1;
      if (!this.#files[file].write(`${JSON.stringify(row, plain)}\n`)) await once(this.#files[file], 'drain');
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#files).map((file) => new Promise<void>((resolve) => file.end(resolve))));
  }
}

/** 64-bit integers as texts. */
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

/**
 * Writes what is stored of a user into a folder as JSON Lines: what `deleteUser` would delete, row by row. Null: it was broken off.
 */
export async function collect(
  stores: Stores,
  {
    workspaceId,
    userId,
    folder,
    signal,
  }: { readonly workspaceId: string; readonly userId: string; readonly folder: string; readonly signal: AbortSignal },
  onStep: (messageCount: number) => Promise<void>,
): Promise<ExportCounts | null> {
  const names = await namesOf(stores, workspaceId, userId);
  const { userIds, endUserIds } = names;
  const lines = new Lines(folder);
  const addStep = async (own: Awaited<ReturnType<typeof messagesOfUsers>>, ofStep: readonly string[]): Promise<void> => {
    const { messages, traceIds, spans } = await belongingsOf(stores, workspaceId, names, { own, traceIds: ofStep });
    const messageIds = messages.map(({ id }) => id);
    const rows = await exportedMessages(stores, workspaceId, messageIds);
    await lines.write(
      'messages',
      rows.map((row) => ({ key: row.externalId, row })),
    );
    const judged = { messageIds, traceIds, spans, sessionIds: sessionsOf(messages), evaluators: [] };
    await addEvaluations(judged);
    for (const traceId of traceIds)
      for await (const page of spansOfTrace(stores, workspaceId, traceId))
        await lines.write(
          'spans',
          page.map((row) => ({ key: `${row.traceId} ${row.spanId}`, row })),
        );
    const parts = await storedSpans(stores, workspaceId, spans);
    await lines.write(
      'spans',
      [...parts.values()].map((row) => ({ key: `${row.traceId} ${row.spanId}`, row })),
    );
    const predictions = await predictionsWith(stores, workspaceId, contentsOf(messages));
    await lines.write(
      'predictions',
      predictions.map((row) => ({ key: [row.jobId, row.epoch, row.sampleIndex, row.attempt, row.step].join(' '), row })),
    );
  };
  const addEvaluations = async (judged: Parameters<typeof exportedEvaluations>[2]): Promise<void> => {
    const found = await exportedEvaluations(stores, workspaceId, judged);
    await lines.write(
      'evaluations',
      found.map(({ id, ...row }) => ({ key: id.toString(), row })),
    );
  };
  try {
    for (let after = '0'; endUserIds.length > 0;) {
      if (signal.aborted) return null;
      const own = await messagesOfUsers(stores.postgres, { workspaceId, endUserIds, after, limit: stepCount });
      if (own.length === 0) break;
      await addStep(own, [...new Set(own.flatMap(({ traceId }) => traceId ?? []))]);
      after = (own.at(-1) as { id: string }).id;
      await onStep(lines.counts.messages);
    }
    for (let after: string | null = null; ;) {
      if (signal.aborted) return null;
      const traceIds: string[] = await tracesOfUsers(stores, workspaceId, userIds, stepCount, after);
      if (traceIds.length === 0) break;
      await addStep([], traceIds);
      after = traceIds.at(-1) as string;
      await onStep(lines.counts.messages);
    }
    await addEvaluations({ messageIds: [], traceIds: [], spans: [], sessionIds: [], evaluators: userIds });
    for (const { kind, pages } of userHeld.reactions)
      for await (const rows of pages(stores, { workspaceId, userIds })) {
        if (signal.aborted) return null;
        await lines.write(kind, rows);
      }
  } finally {
    await lines.close();
  }
  return lines.counts;
}

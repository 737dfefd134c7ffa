import type { Stores } from '../../../platform/store/stores.ts';
import { embeddingsOf } from '../queries/settings.ts';
import type { ReadMessage } from '../record.ts';
import { refusedVersion, versionOf, type EmbeddingSettings } from './settings.ts';

/**
 * What a server has made of messages that are read again, such as after a judgment: of the same text it is not asked again, which would cost again.
 * Null: it refused; undefined: nothing was made of this text.
 */
export async function madeBefore(
  { clickhouse }: Pick<Stores, 'clickhouse'>,
  workspaceId: string,
  settings: EmbeddingSettings,
  read: readonly ReadMessage[],
): Promise<(read: ReadMessage) => readonly number[] | null | undefined> {
  if (settings.embeddings !== 'ENDPOINT' || read.length === 0) return () => undefined;
  const times = read.map(({ message }) => message.createdAt.getTime());
  const [from, to] = times.reduce(([least, most], at) => [Math.min(least, at), Math.max(most, at)], [Infinity, -Infinity] as [
    number,
    number,
  ]);
  const version = versionOf(settings);
  const rows = await embeddingsOf(clickhouse, {
    workspaceId,
    ids: read.map(({ message }) => message.id),
    from: new Date(from),
    to: new Date(to),
    versions: [version, refusedVersion(version)],
  });
  const made = new Map(rows.map((row) => [row.messageId, row]));
  return ({ message, meaning }) => {
    const found = made.get(message.id);
    if (found === undefined || found.textHash !== meaning.textHash) return undefined;
    return found.embedding.length === 0 ? null : found.embedding;
  };
}

import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import { readTexts } from './load/reader.ts';
import { refusedVersion, versionOf, waitingVersion, type EmbeddingSettings } from './load/settings.ts';
import { textsByIds, type StaleMessage, type StoredText } from './queries.ts';
import { meaningRemovals, messageMeaning } from './tables.ts';
import type { TextMeaning } from './types.ts';

/** Messages whose texts are in memory at once, at most 200,000 characters each. */
const stepCount = 250;

export interface ReadMessage {
  readonly message: Omit<StoredText, 'content'>;
  readonly meaning: TextMeaning;
}

/** What those of the messages mean that still exist. */
export async function readMeanings(
  statements: Statements,
  { workspaceId, ids }: { workspaceId: string; ids: readonly number[] },
): Promise<ReadMessage[]> {
  const read: ReadMessage[] = [];
  const all = [...new Set(ids)];
  for (let from = 0; from < all.length; from += stepCount) {
    const texts = await textsByIds(statements, { workspaceId, ids: all.slice(from, from + stepCount) });
    const meanings = await readTexts(texts);
    texts.forEach(({ content: _content, ...message }, place) => read.push({ message, meaning: meanings[place] as TextMeaning }));
  }
  return read;
}

/** Writes them under this version, and removals where messages stood before they moved in time or were deleted. */
export async function writeMeanings(
  clickhouse: ClickHouse,
  {
    workspaceId,
    read,
    stale = [],
    version,
    settings,
    embeddingOf,
    topicOf = () => 0,
  }: {
    workspaceId: string;
    read: readonly ReadMessage[];
    stale?: readonly StaleMessage[];
    version: number;
    /** What embeddings are made with. */
    settings: EmbeddingSettings;
    /** What a server has made of a message; null: it refuses. Absent: no server was asked. */
    embeddingOf?: (messageId: number) => readonly number[] | null;
    /** The topic of a user's message by its embedding; absent: none. */
    topicOf?: (embedding: readonly number[]) => number;
  },
): Promise<void> {
  const standing = new Map(read.map(({ message }) => [message.id, message.createdAt.getTime()]));
  const removals = stale
    .filter(({ messageId, createdAt }) => standing.get(messageId) !== createdAt.getTime())
    .map(({ messageId, createdAt }) => meaningRemovals.line({ workspaceId, createdAt, messageId, version, isDeleted: 1 }));
  const made = embeddedBy(settings, embeddingOf);
  const lines = read.map((one) => lineOf(workspaceId, one, version, made(one), topicOf));
  if (lines.length > 0) await clickhouse.insert(messageMeaning.name, messageMeaning.columnNames, lines.join('\n'));
  if (removals.length > 0) await clickhouse.insert(meaningRemovals.name, meaningRemovals.columnNames, removals.join('\n'));
}

interface Embedding {
  readonly embedding: readonly number[];
  /** What it was made with. */
  readonly modelVersion: string;
}

/** Embeddings as the settings want them: those of a server come later (background/embed.ts). */
function embeddedBy(
  settings: EmbeddingSettings,
  embeddingOf: ((messageId: number) => readonly number[] | null) | undefined,
): (read: ReadMessage) => Embedding {
  const version = versionOf(settings);
  if (settings.embeddings === 'BUILT_IN') return ({ meaning: { embedding } }) => ({ embedding, modelVersion: version });
  if (settings.embeddings === 'OFF') return () => ({ embedding: [], modelVersion: version });
  return ({ message }) => {
    if (embeddingOf === undefined) return { embedding: [], modelVersion: waitingVersion };
    const made = embeddingOf(message.id);
    return made === null || made.length === 0
      ? { embedding: [], modelVersion: refusedVersion(version) }
      : { embedding: made, modelVersion: version };
  };
}

function lineOf(
  workspaceId: string,
  { message, meaning }: ReadMessage,
  version: number,
  { embedding, modelVersion }: Embedding,
  topicOf: (embedding: readonly number[]) => number,
): string {
  const [frustration = null, confusion = null, satisfaction = null, urgency = null, gratitude = null, curiosity = null] =
    meaning.probabilities ?? [];
  return messageMeaning.line({
    ...messageMeaning.empty,
    workspaceId,
    createdAt: message.createdAt,
    messageId: message.id,
    conversationId: message.conversationId,
    role: message.role,
    language: meaning.language,
    isSupported: meaning.isSupported,
    sentiment: meaning.sentiment,
    emotions: meaning.emotions,
    frustration,
    confusion,
    satisfaction,
    urgency,
    gratitude,
    curiosity,
    characterCount: message.characterCount,
    wordCount: meaning.wordCount,
    ...meaning.traits,
    embedding,
    topicId: message.role === 'USER' ? topicOf(embedding) : 0,
    modelVersion,
    version,
  });
}

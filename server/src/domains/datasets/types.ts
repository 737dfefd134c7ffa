/** What a row is for. */
export const rowKinds = ['CHAT', 'INSTRUCTION', 'PREFERENCE', 'KTO', 'PLAIN'] as const;
export type RowKind = (typeof rowKinds)[number];

/** A turn of a chat, as OpenAI's API has it; what else it holds is kept. */
export interface ChatTurn {
  readonly role: string;
  /** A text, or a list of parts; null or absent: the turn has tool calls alone. */
  readonly content?: unknown;
  readonly [field: string]: unknown;
}

/** What a row holds beside its id. A field that is absent has no value. */
export interface RowContent {
  readonly kind: RowKind;
  /** Such as train, validation or test. */
  readonly split?: string;
  readonly input?: unknown;
  readonly expectedOutput?: unknown;
  readonly messages?: readonly ChatTurn[];
  readonly chosen?: unknown;
  readonly rejected?: unknown;
  /** Of KTO: whether the completion is wanted. */
  readonly label?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A row of a version. Its id stays over versions. */
export interface DatasetRow extends RowContent {
  readonly id: string;
}

/** A row as it stands in a chunk: one line of JSON, whose first field is the id. */
export interface RowLine {
  readonly id: string;
  /** Null: in no split. */
  readonly split: string | null;
  readonly text: string;
}

/** What a row was made of. */
export interface RowSource {
  readonly messageId: string | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
  /** As the application sends it. */
  readonly userId: string | null;
  /** Of other users whose texts the row has, too; absent: of none. */
  readonly otherUserIds?: readonly string[];
}

/** A call of a tool in a message, as it is stored. */
export interface StoredCall {
  readonly id: string | null;
  readonly name: string;
  readonly arguments?: unknown;
  readonly result?: unknown;
}

/** A message before an answer, as it is stored. */
export interface StoredTurn {
  readonly role: 'USER' | 'ASSISTANT' | 'SYSTEM' | 'TOOL';
  readonly content: string;
  readonly userId: string | null;
  readonly calls: readonly StoredCall[] | null;
}

/** An answer in production, with the turns before it and what people found of it. */
export interface StoredAnswer {
  readonly id: string;
  readonly externalId: string;
  readonly content: string;
  readonly model: string | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly conversation: string;
  readonly userId: string | null;
  readonly calls: readonly StoredCall[] | null;
  readonly before: readonly StoredTurn[] | null;
  readonly correction: string | null;
  readonly rating: number | null;
  readonly success: boolean | null;
  readonly failureTags: readonly string[] | null;
}

/** What a version was made of; shown as it is. */
export type VersionSource = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Number of rows by name of the split; those without one under "". */
export type SplitCounts = Readonly<Record<string, number>>;

/** Of a workspace. */
export const maxDatasets = 1_000;
/** Of a version. */
export const maxRows = 20_000_000;
/** Rows, or edits, of one call. */
export const maxRowsOfCall = 5_000;
/** Of one row as JSON, in bytes. */
export const maxRowBytes = 4 * 1024 * 1024;
/** Splits of a version. */
export const maxSplits = 50;
/** Rows of a draft: beyond, they become a version at once. */
export const maxDraftRows = 10_000;
/** How long rows that were sent alone wait until they become a version. */
export const draftMs = 600_000;
export const maxTags = 50;

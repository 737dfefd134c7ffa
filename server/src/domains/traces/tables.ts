import { columns, defineTable, instantOfUs, type TableColumn } from '../../platform/store/table.ts';
import type { PieceRef } from './record/pieces.ts';
import { spanKinds } from './types.ts';

const { uuid, string, hex, word, words, bool, uint8, uint32, uint64, int64, instantMs, instantUs, day, enumerated, nullable } = columns;

const textForm = enumerated(['NONE', 'TEXT', 'JSON', 'CHAT'], 0);
/** Texts by where they stand in `contents`. */
const pieces: TableColumn<readonly PieceRef[]> = {
  type: "Array(Tuple(DateTime64(6, 'UTC'), UUID))",
  empty: [],
  encode: (refs) => refs.map(({ atUs, hash }) => [instantOfUs(atUs), hash]),
};

/** One row per span, as last received. */
export const spans = defineTable({
  name: 'spans',
  columns: {
    workspaceId: uuid,
    traceId: uuid,
    spanId: string,
    /** '': a root. */
    parentId: string,
    startedAt: instantUs,
    durationUs: uint64,
    isOpen: bool,
    name: word,
    kind: enumerated(spanKinds, 0),
    service: word,
    environment: word,
    release: word,
    appVersion: word,
    model: word,
    provider: word,
    isError: bool,
    errorType: word,
    errorMessage: string,
    sessionId: string,
    userId: string,
    uncachedInputTokens: uint32,
    cacheReadTokens: uint32,
    cacheWriteTokens: uint32,
    visibleOutputTokens: uint32,
    reasoningTokens: uint32,
    inputReported: bool,
    outputReported: bool,
    /** Null: no price is known. */
    costNanoUsd: nullable(int64),
    priceId: nullable(uuid),
    reportedCostNanoUsd: nullable(int64),
    timeToFirstTokenMs: nullable(uint32),
    toolName: word,
    toolCallId: string,
    traceName: string,
    tags: words,
    inputForm: textForm,
    outputForm: textForm,
    input: pieces,
    output: pieces,
    context: pieces,
    inputPreview: string,
    outputPreview: string,
    /** JSON text. */
    details: string,
    version: uint64,
    expiresOn: day,
    /** The response of a model call (pure/response-key.ts); 0: not reported. Last: lines that were logged before have none. */
    responseKey: uint64,
  },
});

/** Inputs and outputs of models and tools, once where they repeat. */
export const contents = defineTable({
  name: 'contents',
  columns: { workspaceId: uuid, at: instantUs, hash: uuid, traceId: uuid, spanId: hex, isShared: bool, text: string, expiresOn: day },
});

/** One row per trace: its spans summed up. */
export const traces = defineTable({
  name: 'traces',
  columns: {
    workspaceId: uuid,
    startedAt: instantUs,
    traceId: uuid,
    endedAt: instantUs,
    durationUs: uint64,
    name: string,
    rootSpanId: string,
    rootKind: word,
    services: words,
    environment: word,
    release: word,
    appVersion: word,
    sessionId: string,
    userId: string,
    tags: words,
    models: words,
    providers: words,
    toolNames: words,
    errorTypes: words,
    spanNames: words,
    spanCount: uint32,
    modelCallCount: uint32,
    toolCallCount: uint32,
    errorCount: uint32,
    openCount: uint32,
    uncachedInputTokens: uint64,
    cacheReadTokens: uint64,
    cacheWriteTokens: uint64,
    visibleOutputTokens: uint64,
    reasoningTokens: uint64,
    costNanoUsd: int64,
    pricedCount: uint32,
    /** Counted calls that report tokens, without a cost. */
    unpricedCount: uint32,
    /** Null: not every call that counts reports its cost. */
    reportedCostNanoUsd: nullable(int64),
    timeToFirstTokenMs: nullable(uint32),
    inputPreview: string,
    outputPreview: string,
    receivedAt: instantMs,
    expiresOn: day,
    version: uint64,
    /** 1: a removal. */
    isDeleted: uint8,
  },
});

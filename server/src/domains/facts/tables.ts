import { columns, defineTable } from '../../platform/store/table.ts';

const { uuid, string, word, words, bool, uint8, uint8s, uint16, uint32, uint64, int64, instantMs, enumerated, nullable, array } = columns;

/** One row per message: its current facts. */
export const messageFacts = defineTable({
  name: 'message_facts',
  columns: {
    workspaceId: uuid,
    createdAt: instantMs,
    messageId: uint64,
    conversationId: uint64,
    /** 0: none. */
    endUserId: uint64,
    role: enumerated(['USER', 'ASSISTANT', 'SYSTEM', 'TOOL'], 1),
    model: word,
    provider: word,
    environment: word,
    experimentName: word,
    variant: word,
    sessionId: string,
    userExternalId: string,
    widget: bool,
    uncachedInputTokens: uint32,
    cacheReadTokens: uint32,
    cacheWriteTokens: uint32,
    visibleOutputTokens: uint32,
    reasoningTokens: uint32,
    /** Null: no price is known. */
    costNanoUsd: nullable(int64),
    priceId: nullable(uuid),
    latencyMs: nullable(uint32),
    timeToFirstTokenMs: nullable(uint32),
    errorType: word,
    /** Parallel lists, in the order of the calls. */
    toolNames: words,
    toolSuccesses: array(nullable(bool)),
    toolDurationsMs: array(nullable(uint32)),
    evaluationCount: uint16,
    ratings: uint8s,
    successCount: uint16,
    failureCount: uint16,
    failureTags: words,
    version: uint64,
    /** 1: a removal. */
    isDeleted: uint8,
    /** The prompt that an answer was asked with; '': none. */
    promptName: word,
    promptVersion: word,
    /** The zero id: none. */
    traceId: uuid,
  },
});

/** Texts of messages, for search. */
export const messageTexts = defineTable({
  name: 'message_texts',
  columns: { workspaceId: uuid, createdAt: instantMs, messageId: uint64, content: string, version: uint64, isDeleted: uint8 },
});

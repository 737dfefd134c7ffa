import { columns, defineTable, type TableColumn } from '../../platform/store/table.ts';
import { jsonValidities, roles } from './types.ts';

const { uuid, word, bool, uint8, uint32, uint64, instantMs, enumerated, nullable } = columns;

const float32: TableColumn<number> = { type: 'Float32', empty: 0, json: 'value' };
const int8s: TableColumn<readonly number[]> = { type: 'Array(Int8)', empty: [] };
const shares: TableColumn<readonly (readonly [string, number])[]> = { type: 'Array(Tuple(LowCardinality(String), Float32))', empty: [] };

/** One row a message: what its text means. */
export const messageMeaning = defineTable({
  name: 'message_meaning',
  columns: {
    workspaceId: uuid,
    createdAt: instantMs,
    messageId: uint64,
    conversationId: uint64,
    role: enumerated(roles, 1),
    /** ISO 639-1; `und`: could not be determined. */
    language: word,
    isSupported: bool,
    /** -1 to 1. Null: no message of a user, or its language is not supported. */
    sentiment: nullable(float32),
    /** Above their thresholds. */
    emotions: shares,
    frustration: nullable(float32),
    confusion: nullable(float32),
    satisfaction: nullable(float32),
    urgency: nullable(float32),
    gratitude: nullable(float32),
    curiosity: nullable(float32),
    characterCount: uint32,
    wordCount: uint32,
    isRefusal: bool,
    isApology: bool,
    hasCode: bool,
    hasList: bool,
    jsonValidity: enumerated(jsonValidities, 1),
    /** 127 times a vector of length 1; []: none yet, or none is wanted. */
    embedding: int8s,
    /** 0: none yet. */
    topicId: uint32,
    modelVersion: word,
    /** Of the text that was read; 0: not known. */
    textHash: uint64,
    version: uint64,
    /** 1: a removal. */
    isDeleted: uint8,
  },
});

/** What stands in the place of a row that is gone. */
export const meaningRemovals = messageMeaning.only('workspaceId', 'createdAt', 'messageId', 'version', 'isDeleted');

import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import { sourceOfRow } from '../loaders.ts';
import type { SentRow } from '../commands/content.ts';
import type { PositionedRow } from '../load.ts';
import { maxSplitLength, turnRoles } from '../ingest/row.ts';
import { maxRowBytes, type RowKind, type RowSource } from '../types.ts';

const DatasetRowKindEnum = describedEnum<RowKind>('DatasetRowKind', 'Purpose of a row of a dataset.', {
  CHAT: 'A conversation, whose answers a model learns or is tested with.',
  INSTRUCTION: 'An instruction with its expected output, as Alpaca has it.',
  PREFERENCE: 'A prompt with a chosen and a rejected answer, as DPO takes it.',
  KTO: 'A prompt with one answer and whether it is wanted, as KTO takes it.',
  PLAIN: 'Any input with its expected output.',
});

export interface ShownRow extends PositionedRow {
  readonly datasetId: string;
}

const RowSourceRef = builder.objectRef<RowSource>('DatasetRowSource').implement({
  description: 'Origin of a row of a dataset in production.',
  fields: (t) => ({
    messageId: t.id({
      nullable: true,
      description: 'Global id of the message; null: the row was made of none.',
      resolve: ({ messageId }) => (messageId === null ? null : globalId('Message', messageId)),
    }),
    traceId: t.exposeString('traceId', { nullable: true, description: 'Id of the trace; null: the row was made of none.' }),
    spanId: t.exposeString('spanId', { nullable: true, description: 'Id of the span; null: the row was made of none.' }),
    userId: t.exposeString('userId', { nullable: true, description: 'Your id of the user; null: the row was made of no text of a user.' }),
  }),
});

const json = (value: unknown): unknown => value ?? null;

export const DatasetRowRef = builder.objectRef<ShownRow>('DatasetRow').implement({
  description: 'A row of a version of a dataset.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Id of the row within its dataset; the same in all versions.' }),
    position: t.exposeInt('position', { description: 'Place of the row in the version, from 0.' }),
    split: t.string({
      nullable: true,
      description: 'Split of the row, such as train; null: in none.',
      resolve: ({ split }) => split ?? null,
    }),
    kind: t.expose('kind', { type: DatasetRowKindEnum, description: 'Purpose of the row.' }),
    input: t.field({ type: 'JSON', nullable: true, description: 'Input of the row; null: none.', resolve: ({ input }) => json(input) }),
    expectedOutput: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Output that is wanted, of KTO the completion; null: none.',
      resolve: ({ expectedOutput }) => json(expectedOutput),
    }),
    messages: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Turns { role, content, … } of the chat, or of the prompt of a preference; null: none.',
      resolve: ({ messages }) => json(messages),
    }),
    chosen: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Preferred answer: a text, a turn, or turns; null: none.',
      resolve: ({ chosen }) => json(chosen),
    }),
    rejected: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Answer that is not preferred: a text, a turn, or turns; null: none.',
      resolve: ({ rejected }) => json(rejected),
    }),
    label: t.boolean({
      nullable: true,
      description: 'Whether the completion of a KTO row is wanted; null: another kind of row.',
      resolve: ({ label }) => label ?? null,
    }),
    metadata: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Further fields of the row, as sent; null: none.',
      resolve: ({ metadata }) => json(metadata),
    }),
    source: t.field({
      type: RowSourceRef,
      nullable: true,
      description: 'Origin of the row in production; null: the row was given.',
      resolve: ({ datasetId, id }, _args, context) => sourceOfRow(context).load(`${datasetId} ${id}`),
    }),
  }),
});

const RowSourceInput = builder.inputType('DatasetRowSourceInput', {
  description: 'Origin of a row in production, by which the deletion of a user finds the row.',
  fields: (t) => ({
    traceId: t.string({ description: 'Id of the trace.' }),
    spanId: t.string({ description: 'Id of the span.' }),
    userId: t.string({ description: 'Your id of the user.' }),
  }),
});

export const DatasetRowInput = builder.inputType('DatasetRowInput', {
  description: `A row of a dataset, at most ${maxRowBytes} bytes of JSON. Has at least one of input, expectedOutput, messages, chosen and label.`,
  fields: (t) => ({
    id: t.string({ description: 'Your id of the row within its dataset, 1 to 512 characters; absent: one is given out.' }),
    split: t.string({ description: `Split of the row, 1 to ${maxSplitLength} characters; absent: in none.` }),
    kind: t.field({
      type: DatasetRowKindEnum,
      description: 'Purpose of the row; absent: PREFERENCE with chosen or rejected, KTO with label, CHAT with messages, else PLAIN.',
    }),
    input: t.field({ type: 'JSON', description: 'Input of the row, or the prompt of a preference.' }),
    expectedOutput: t.field({ type: 'JSON', description: 'Output that is wanted; of KTO the completion.' }),
    messages: t.field({
      type: 'JSON',
      description: `Turns { role, content, … } of the chat, or of the prompt of a preference; roles are ${turnRoles.join(', ')}.`,
    }),
    chosen: t.field({ type: 'JSON', description: 'Preferred answer: a text, a turn, or turns.' }),
    rejected: t.field({ type: 'JSON', description: 'Answer that is not preferred: a text, a turn, or turns.' }),
    label: t.boolean({ description: 'Whether the completion of a KTO row is wanted.' }),
    metadata: t.field({ type: 'JSON', description: 'Further fields of the row: an object.' }),
    source: t.field({ type: RowSourceInput, description: 'Origin of the row in production.' }),
  }),
});

type SentInput = typeof DatasetRowInput.$inferInput;

/** A row as commands take it. */
export function sentRow({ source, ...fields }: SentInput): SentRow {
  if (source === undefined || source === null) return { fields, source: null };
  const { traceId = null, spanId = null, userId = null } = source;
  return { fields, source: { messageId: null, traceId, spanId, userId } };
}

export const DatasetRowConnection = builder.connectionObject(
  { type: DatasetRowRef, name: 'DatasetRowConnection', description: 'A page of rows of a version of a dataset.' },
  { name: 'DatasetRowEdge', description: 'A row of a dataset together with its place in the version.' },
);

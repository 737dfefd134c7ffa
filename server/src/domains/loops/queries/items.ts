import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';
import { corrections, itemKinds, type Correction, type ItemKind, type Outcome, type Turn } from '../types.ts';

export interface NewItem {
  readonly messageId: string;
  readonly kind: ItemKind;
  readonly position: number;
  readonly turns: readonly Turn[];
  readonly prompt: string;
  readonly promptHash: string;
  readonly answer: string;
}

const newColumns: readonly Column<NewItem>[] = [
  plainColumn('message_id', 'int8', ({ messageId }) => messageId),
  textColumn('kind', ({ kind }) => kind),
  plainColumn('position', 'int4', ({ position }) => position),
  textColumn('turns', ({ turns }) => JSON.stringify(turns), 'jsonb'),
  textColumn('prompt', ({ prompt }) => prompt),
  textColumn('prompt_hash', ({ promptHash }) => promptHash),
  textColumn('answer', ({ answer }) => answer),
];

/** Takes the items of a loop away. */
export const deleteItems = definePgCommand({
  name: 'loops.deleteItems',
  sql: ({ loopId }: { loopId: string }, workspace) =>
    pg`DELETE FROM loop_items WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)}`,
});

/** Puts answers into a loop, failed ones first, so that the order of ids is theirs; a message that was deleted meanwhile is left out. */
export const insertItems = definePgCommand({
  name: 'loops.insertItems',
  sql: ({ loopId, items }: { loopId: string; items: readonly NewItem[] }, workspace) => pg`
    INSERT INTO loop_items (workspace_id, loop_id, message_id, kind, position, turns, prompt, prompt_hash, answer)
    SELECT ${workspace}, ${pg.uuid(loopId)}, m.id, sent.kind::"LoopItemKind", sent.position, sent.turns, sent.prompt, sent.prompt_hash, sent.answer
    FROM ${unnest(newColumns, items, 'sent')} JOIN messages m ON m.id = sent.message_id AND m.workspace_id = ${workspace}
    ORDER BY sent.kind DESC, sent.position`,
});

/**
 * Of open items with the same prompt one stays open: a failed one before one of the control sample, then the first. How many were closed.
 */
export const closeDuplicates = definePgCommand({
  name: 'loops.closeDuplicates',
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    UPDATE loop_items i SET state = 'DUPLICATE' FROM (
      SELECT id, row_number() OVER (PARTITION BY prompt_hash ORDER BY kind, position) AS place FROM loop_items
      WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND state = 'OPEN') ranked
    WHERE i.workspace_id = ${workspace} AND i.id = ranked.id AND ranked.place > 1`,
});

/** Closes open items whose prompts are nearly those of others. */
export const closeNear = definePgCommand({
  name: 'loops.closeNear',
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    UPDATE loop_items SET state = 'NEAR_DUPLICATE' WHERE workspace_id = ${workspace} AND state = 'OPEN' AND id = ANY(${pg.int8s(ids)})`,
});

/** How many items a loop has, by kind and state, and how they were corrected. */
export const itemCounts = definePgQuery({
  name: 'loops.itemCounts',
  row: z.object({
    failures: z.coerce.number(),
    openFailures: z.coerce.number(),
    openControls: z.coerce.number(),
    duplicates: z.coerce.number(),
    nearDuplicates: z.coerce.number(),
    leftOut: z.coerce.number(),
    corrected: z.coerce.number(),
    existing: z.coerce.number(),
    reviewed: z.coerce.number(),
    proposed: z.coerce.number(),
    waitingProposals: z.coerce.number(),
  }),
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    SELECT count(*) FILTER (WHERE kind = 'FAILURE') AS failures,
      count(*) FILTER (WHERE kind = 'FAILURE' AND state = 'OPEN') AS "openFailures",
      count(*) FILTER (WHERE kind = 'CONTROL' AND state = 'OPEN') AS "openControls",
      count(*) FILTER (WHERE kind = 'FAILURE' AND state = 'DUPLICATE') AS duplicates,
      count(*) FILTER (WHERE kind = 'FAILURE' AND state = 'NEAR_DUPLICATE') AS "nearDuplicates",
      count(*) FILTER (WHERE kind = 'FAILURE' AND state = 'LEFT_OUT') AS "leftOut",
      count(*) FILTER (WHERE kind = 'FAILURE' AND state = 'OPEN' AND expected_answer IS NOT NULL) AS corrected,
      count(*) FILTER (WHERE state = 'OPEN' AND correction = 'EXISTING') AS existing,
      count(*) FILTER (WHERE state = 'OPEN' AND correction = 'REVIEWED') AS reviewed,
      count(*) FILTER (WHERE state = 'OPEN' AND correction = 'PROPOSED') AS proposed,
      count(*) FILTER (WHERE kind = 'FAILURE' AND state = 'OPEN' AND expected_answer IS NULL AND proposal IS NOT NULL) AS "waitingProposals"
    FROM loop_items WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)}`,
});

const OpenItem = z.object({
  id: z.string(),
  kind: z.enum(itemKinds),
  turns: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  prompt: z.string(),
  promptHash: z.string(),
  answer: z.string(),
  expectedAnswer: z.string().nullable(),
  correction: z.enum(corrections).nullable(),
  isTrained: z.boolean(),
  split: z.string().nullable(),
});
export type OpenItem = z.infer<typeof OpenItem>;

/** Open items in the order of their ids, after one of them. */
export const openItems = definePgQuery({
  name: 'loops.openItems',
  row: OpenItem,
  sql: ({ loopId, after, limit }: { loopId: string; after: string; limit: number }, workspace) => pg`
    SELECT id::text AS id, kind::text AS kind, turns, prompt, prompt_hash AS "promptHash", answer, expected_answer AS "expectedAnswer",
      correction::text AS correction, is_trained AS "isTrained", split
    FROM loop_items WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND state = 'OPEN' AND id > ${pg.int8(after)}
    ORDER BY id LIMIT ${pg.int4(limit)}`,
});

export type MaskedItem = Pick<OpenItem, 'id' | 'turns' | 'prompt' | 'promptHash' | 'answer'>;

/** Stores what masking has made of items. */
export const storeMasked = definePgCommand({
  name: 'loops.storeMasked',
  sql: ({ items }: { items: readonly MaskedItem[] }, workspace) => pg`
    UPDATE loop_items i SET turns = m.turns, prompt = m.prompt, prompt_hash = m.prompt_hash, answer = m.answer
    FROM ${unnest<MaskedItem>(
      [
        plainColumn('id', 'int8', ({ id }) => id),
        textColumn('turns', ({ turns }) => JSON.stringify(turns), 'jsonb'),
        textColumn('prompt', ({ prompt }) => prompt),
        textColumn('prompt_hash', ({ promptHash }) => promptHash),
        textColumn('answer', ({ answer }) => answer),
      ],
      items,
      'm',
    )} WHERE i.workspace_id = ${workspace} AND i.id = m.id`,
});

export interface ItemCorrection {
  readonly id: string;
  /** Null: the item is left out. */
  readonly expectedAnswer: string | null;
  readonly correction: Correction;
  readonly correctedBy: string | null;
}

/** Stores expected answers of failed items, or leaves items out. */
export const storeCorrections = definePgCommand({
  name: 'loops.correct',
  sql: ({ loopId, items }: { loopId: string; items: readonly ItemCorrection[] }, workspace) => pg`
    UPDATE loop_items i SET expected_answer = c.expected, correction = CASE WHEN c.expected IS NULL THEN NULL ELSE c.correction::"LoopCorrection" END,
      corrected_by = CASE WHEN c.expected IS NULL THEN NULL ELSE c.corrected_by END,
      state = (CASE WHEN c.expected IS NULL THEN 'LEFT_OUT' ELSE 'OPEN' END)::"LoopItemState"
    FROM ${unnest<ItemCorrection>(
      [
        plainColumn('id', 'int8', ({ id }) => id),
        textColumn('expected', ({ expectedAnswer }) => expectedAnswer),
        textColumn('correction', ({ correction }) => correction),
        textColumn('corrected_by', ({ correctedBy }) => correctedBy),
      ],
      items,
      'c',
    )}
    WHERE i.workspace_id = ${workspace} AND i.loop_id = ${pg.uuid(loopId)} AND i.id = c.id AND i.kind = 'FAILURE' AND i.state IN ('OPEN', 'LEFT_OUT')`,
});

/** Takes proposals as expected answers: those of the items, or all (an empty list) that wait; the ids. */
export const acceptProposals = definePgQuery({
  name: 'loops.acceptProposals',
  row: z.object({ id: z.string() }),
  sql: ({ loopId, itemIds, proposer }: { loopId: string; itemIds: readonly string[]; proposer: string | null }, workspace) => pg`
    UPDATE loop_items SET expected_answer = proposal, correction = 'PROPOSED', corrected_by = ${pg.text(proposer)}
    WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND kind = 'FAILURE' AND state = 'OPEN' AND expected_answer IS NULL
      AND proposal IS NOT NULL AND (${pg.bool(itemIds.length === 0)} OR id = ANY(${pg.int8s(itemIds)}))
    RETURNING id::text AS id`,
});

/** Items that a model is to be asked for, in the order of the loop. */
export const withoutProposal = definePgQuery({
  name: 'loops.withoutProposal',
  row: OpenItem.pick({ id: true, turns: true, answer: true }),
  sql: ({ loopId, limit }: { loopId: string; limit: number }, workspace) => pg`
    SELECT id::text AS id, turns, answer FROM loop_items
    WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND kind = 'FAILURE' AND state = 'OPEN' AND expected_answer IS NULL
      AND proposal IS NULL AND proposal_error IS NULL
    ORDER BY position LIMIT ${pg.int4(limit)}`,
});

/** Stores what a model proposes for an item, or why it proposes nothing. */
export const storeProposal = definePgCommand({
  name: 'loops.storeProposal',
  sql: ({ id, proposal, error }: { id: string; proposal: string | null; error: string | null }, workspace) => pg`
    UPDATE loop_items SET proposal = ${pg.text(proposal)}, proposal_error = ${pg.text(error)} WHERE workspace_id = ${workspace} AND id = ${pg.int8(id)}`,
});

/** Forgets proposals of items without an expected answer: they are asked for again. */
export const clearProposals = definePgCommand({
  name: 'loops.clearProposals',
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    UPDATE loop_items SET proposal = NULL, proposal_error = NULL
    WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND expected_answer IS NULL`,
});

export interface PlacedItem {
  readonly id: string;
  readonly split: string;
  readonly isTrained: boolean;
}

/** Takes every item out of its split: its dataset version is made again. */
export const clearSplits = definePgCommand({
  name: 'loops.clearSplits',
  sql: ({ loopId }: { loopId: string }, workspace) =>
    pg`UPDATE loop_items SET split = NULL, is_trained = false WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)}`,
});

/** Notes in which split the row of each item stands. */
export const storeSplits = definePgCommand({
  name: 'loops.storeSplits',
  sql: ({ items }: { items: readonly PlacedItem[] }, workspace) => pg`
    UPDATE loop_items i SET split = s.split, is_trained = s.is_trained
    FROM ${unnest<PlacedItem>(
      [
        plainColumn('id', 'int8', ({ id }) => id),
        textColumn('split', ({ split }) => split),
        plainColumn('is_trained', 'bool', ({ isTrained }) => isTrained),
      ],
      items,
      's',
    )} WHERE i.workspace_id = ${workspace} AND i.id = s.id`,
});

export interface ReplayedItem {
  readonly id: string;
  readonly newAnswer: string;
  readonly outcome: Outcome;
}

/** Forgets what an earlier replay has found. */
export const clearReplay = definePgCommand({
  name: 'loops.clearReplay',
  sql: ({ loopId }: { loopId: string }, workspace) =>
    pg`UPDATE loop_items SET new_answer = NULL, outcome = NULL WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)}`,
});

/** Stores new answers and what became of the prompts. */
export const storeReplay = definePgCommand({
  name: 'loops.storeReplay',
  sql: ({ items }: { items: readonly ReplayedItem[] }, workspace) => pg`
    UPDATE loop_items i SET new_answer = r.new_answer, outcome = r.outcome::"LoopOutcome"
    FROM ${unnest<ReplayedItem>(
      [
        plainColumn('id', 'int8', ({ id }) => id),
        textColumn('new_answer', ({ newAnswer }) => newAnswer),
        textColumn('outcome', ({ outcome }) => outcome),
      ],
      items,
      'r',
    )} WHERE i.workspace_id = ${workspace} AND i.id = r.id`,
});

/** What a verdict is counted from. */
export const replayedItems = definePgQuery({
  name: 'loops.replayed',
  row: z.object({
    kind: z.enum(itemKinds),
    isTrained: z.boolean(),
    outcome: z.enum(['FIXED', 'STILL_WRONG', 'BROKE', 'KEPT']).nullable(),
  }),
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    SELECT kind::text AS kind, is_trained AS "isTrained", outcome::text AS outcome FROM loop_items
    WHERE workspace_id = ${workspace} AND loop_id = ${pg.uuid(loopId)} AND split IS NOT NULL`,
});

import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../platform/store/pg-sql.ts';
import type { ToolResult } from '../assistant-tools/types.ts';
import type { LiveTurn, ProposalState, SettledCard } from './types.ts';

/** Stores what a turn is now, and that its server lives. A turn that has ended is not changed any more; a card that was decided stays so. */
export const saveTurn = definePgCommand({
  name: 'assistant.saveTurn',
  sql: ({ turn }: { turn: LiveTurn }, workspace) => pg`
    UPDATE assistant_turns SET status = ${pg.enumerated('AssistantTurnStatus', turn.status)}, parts = ${partsWithCards(turn.parts)},
      model = ${pg.text(turn.model)}, model_reason = ${pg.text(turn.modelReason)}, failure_code = ${pg.text(turn.failureCode)},
      failure_message = ${pg.text(turn.failureMessage)}, input_tokens = ${pg.int4(turn.inputTokens)}, output_tokens = ${pg.int4(turn.outputTokens)},
      nano_usd = ${pg.int8(turn.nanoUsd)}, call_count = ${pg.int4(turn.callCount)}, has_read_payload = ${pg.bool(turn.hasReadPayload)},
      ended_at = ${pg.at(turn.endedAt === null ? null : new Date(turn.endedAt))}, beat_at = now()
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(turn.id)} AND status = 'RUNNING'`,
});

/** Cards are decided while the turn goes on, on any server: what is stored of one that was decided stays. */
const partsWithCards = (parts: LiveTurn['parts']): PgParam | PgSql =>
  parts.some((part) => part.kind === 'proposal' && part.state === 'OPEN')
    ? pg`(SELECT jsonb_agg(coalesce(stored.part, made.part) ORDER BY made.place)
          FROM jsonb_array_elements(${pg.json(parts)}) WITH ORDINALITY AS made(part, place)
          LEFT JOIN jsonb_array_elements(assistant_turns.parts) AS stored(part)
            ON made.part->>'kind' = 'proposal' AND made.part->>'state' = 'OPEN'
              AND stored.part->>'kind' = 'proposal' AND stored.part->'proposal'->>'id' = made.part->'proposal'->>'id')`
    : pg.json(parts);

/** The turn is worked on still. */
export const beat = definePgCommand({
  name: 'assistant.beat',
  sql: ({ id }: { id: string }, workspace) => pg`
    UPDATE assistant_turns SET beat_at = now() WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND status = 'RUNNING'`,
});

export const failLostTurns = definePgCommand({
  name: 'assistant.failLostTurns',
  acrossWorkspaces: 'One sweep looks through the turns of all workspaces that run.',
  sql: ({ beatBefore }: { beatBefore: Date }) => pg`
    UPDATE assistant_turns SET status = 'FAILED', failure_code = 'LOST', ended_at = now(),
      failure_message = 'The server that answered has stopped. Ask again.'
    WHERE status = 'RUNNING' AND beat_at < ${pg.at(beatBefore)}`,
});

interface NewResult {
  readonly conversationId: string;
  readonly turnId: string;
  readonly result: ToolResult;
  readonly holdsPayload: boolean;
}

export const addResult = definePgCommand({
  name: 'assistant.addResult',
  sql: ({ conversationId, turnId, result, holdsPayload }: NewResult, workspace) => pg`
    INSERT INTO assistant_results (workspace_id, conversation_id, turn_id, handle, result, holds_payload)
    VALUES (${workspace}, ${pg.uuid(conversationId)}, ${pg.uuid(turnId)}, ${pg.text(result.handle)}, ${pg.json(result)}, ${pg.bool(holdsPayload)})`,
});

/** The next handle of a conversation, taken so that no other result gets it. */
export const takeHandle = definePgQuery({
  name: 'assistant.takeHandle',
  row: z.object({ handleCount: z.number() }),
  sql: ({ conversationId }: { conversationId: string }, workspace) => pg`
    UPDATE assistant_conversations SET handle_count = handle_count + 1 WHERE workspace_id = ${workspace} AND id = ${pg.uuid(conversationId)}
    RETURNING handle_count AS "handleCount"`,
});

/** Results of some turns, oldest first; at most 60, the latest. */
export const resultsOfTurns = definePgQuery({
  name: 'assistant.resultsOfTurns',
  row: z.object({ turnId: z.string(), holdsPayload: z.boolean(), result: z.custom<ToolResult>() }),
  sql: ({ turnIds }: { turnIds: readonly string[] }, workspace) => pg`
    SELECT * FROM (
      SELECT id, turn_id AS "turnId", holds_payload AS "holdsPayload", result FROM assistant_results
      WHERE workspace_id = ${workspace} AND turn_id = ANY(${pg.uuids(turnIds)}) ORDER BY id DESC LIMIT 60) AS latest
    ORDER BY id`,
});

/** The turns that lead to one, from the first on. */
export const pathTo = definePgQuery({
  name: 'assistant.pathTo',
  row: z.object({ id: z.string(), depth: z.number() }),
  sql: ({ turnId, limit }: { turnId: string; limit: number }, workspace) => pg`
    WITH RECURSIVE path AS (
      SELECT id, parent_id, 0 AS depth FROM assistant_turns WHERE workspace_id = ${workspace} AND id = ${pg.uuid(turnId)}
      UNION ALL
      SELECT t.id, t.parent_id, path.depth + 1 FROM assistant_turns t JOIN path ON t.id = path.parent_id
      WHERE t.workspace_id = ${workspace} AND path.depth < ${pg.int4(limit)} - 1)
    SELECT id, depth FROM path ORDER BY depth DESC`,
});

/** The latest turn of the branch that goes on from one: each time the child that was begun last. */
export const leafOf = definePgQuery({
  name: 'assistant.leafOf',
  row: z.object({ id: z.string() }),
  sql: ({ turnId }: { turnId: string }, workspace) => pg`
    WITH RECURSIVE down AS (
      SELECT id, 0 AS depth FROM assistant_turns WHERE workspace_id = ${workspace} AND id = ${pg.uuid(turnId)}
      UNION ALL
      SELECT child.id, down.depth + 1 FROM down CROSS JOIN LATERAL (
        SELECT id FROM assistant_turns WHERE workspace_id = ${workspace} AND parent_id = down.id ORDER BY started_at DESC, id LIMIT 1) AS child
      WHERE down.depth < 1000)
    SELECT id FROM down ORDER BY depth DESC LIMIT 1`,
});

/** Locks a conversation, and counts the turns of it that run. No row: it is none of the owner's. */
export const lockConversation = definePgQuery({
  name: 'assistant.lockConversation',
  row: z.object({ headTurnId: z.string().nullable(), model: z.string().nullable() }),
  sql: ({ id, owner }: { id: string; owner: string }, workspace) => pg`
    SELECT head_turn_id AS "headTurnId", model FROM assistant_conversations
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND owner = ${pg.text(owner)} FOR UPDATE`,
});

export const runningTurns = definePgCommand({
  name: 'assistant.runningTurns',
  sql: ({ conversationId }: { conversationId: string }, workspace) => pg`
    SELECT 1 FROM assistant_turns WHERE workspace_id = ${workspace} AND conversation_id = ${pg.uuid(conversationId)} AND status = 'RUNNING'`,
});

interface CardChange extends SettledCard {
  readonly turnId: string;
  /** States in which the card has to be. */
  readonly from: readonly ProposalState[];
}

/** Changes the state of one card of a turn, also of one that runs. Gives how many turns it changed: 0, the card is in no such state. */
export const changeCard = definePgCommand({
  name: 'assistant.changeCard',
  sql: ({ turnId, proposalId, from, state, message }: CardChange, workspace) => {
    const isCard = pg`part->>'kind' = 'proposal' AND part->'proposal'->>'id' = ${pg.text(proposalId)}`;
    return pg`
      UPDATE assistant_turns SET parts = (
        SELECT jsonb_agg(CASE WHEN ${isCard} THEN part || jsonb_build_object('state', ${pg.text(state)}, 'message', ${pg.text(message)}) ELSE part END
          ORDER BY place)
        FROM jsonb_array_elements(parts) WITH ORDINALITY AS each_part(part, place))
      WHERE workspace_id = ${workspace} AND id = ${pg.uuid(turnId)} AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(parts) AS part WHERE ${isCard} AND part->>'state' = ANY(${pg.texts(from)}))`;
  },
});

export const forgetPayload = definePgCommand({
  name: 'assistant.forgetPayload',
  sql: ({ before }: { before: Date }, workspace) => pg`
    DELETE FROM assistant_results WHERE workspace_id = ${workspace} AND holds_payload AND created_at < ${pg.at(before)}`,
});

export const settingsRow = definePgQuery({
  name: 'assistant.settings',
  isPrepared: true,
  row: z.object({ isTraced: z.boolean(), actsWithoutCard: z.boolean() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT is_traced AS "isTraced", acts_without_card AS "actsWithoutCard" FROM assistant_settings WHERE workspace_id = ${workspace}`,
});

export const writeSettings = definePgCommand({
  name: 'assistant.writeSettings',
  sql: ({ isTraced, actsWithoutCard }: { isTraced: boolean; actsWithoutCard: boolean }, workspace) => pg`
    INSERT INTO assistant_settings (workspace_id, is_traced, acts_without_card) VALUES (${workspace}, ${pg.bool(isTraced)}, ${pg.bool(actsWithoutCard)})
    ON CONFLICT (workspace_id) DO UPDATE SET is_traced = excluded.is_traced, acts_without_card = excluded.acts_without_card, updated_at = now()`,
});

/** Ids of conversations that a viewer may see and that hold every word, latest first. */
export const findConversations = definePgQuery({
  name: 'assistant.findConversations',
  row: z.object({ id: z.string(), updatedAt: z.date() }),
  sql: (
    {
      owner,
      words,
      isShared,
      after,
      before,
      limit,
      isInverted,
    }: {
      owner: string;
      words: readonly string[];
      isShared: boolean | null;
      after: Place | null;
      before: Place | null;
      limit: number;
      isInverted: boolean;
    },
    workspace,
  ) => {
    const beyond = (place: Place | null, sign: '<' | '>') =>
      place === null ? pg`` : pg`AND (c.updated_at, c.id) ${pg.raw(sign)} (${pg.at(place.updatedAt)}, ${pg.uuid(place.id)})`;
    const holding = words.map(
      (word) => pg`AND (c.title ILIKE ${pg.text(word)} OR EXISTS (
        SELECT 1 FROM assistant_turns t WHERE t.workspace_id = ${workspace} AND t.conversation_id = c.id
          AND (t.asked ILIKE ${pg.text(word)} OR EXISTS (
            SELECT 1 FROM jsonb_array_elements(t.parts) AS part WHERE part->>'kind' = 'text' AND part->>'text' ILIKE ${pg.text(word)}))))`,
    );
    const visible =
      isShared === true
        ? pg`c.is_shared`
        : isShared === false
          ? pg`c.owner = ${pg.text(owner)}`
          : pg`(c.owner = ${pg.text(owner)} OR c.is_shared)`;
    const order = isInverted ? pg`c.updated_at, c.id` : pg`c.updated_at DESC, c.id DESC`;
    return pg`
      SELECT c.id, c.updated_at AS "updatedAt" FROM assistant_conversations c
      WHERE c.workspace_id = ${workspace} AND ${visible} ${beyond(after, '<')} ${beyond(before, '>')} ${pg.join(holding, ' ')}
      ORDER BY ${order} LIMIT ${pg.int4(limit)}`;
  },
});

export interface Place {
  readonly updatedAt: Date;
  readonly id: string;
}

interface NewTurn {
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly asked: string;
  readonly place: unknown;
  readonly kind: 'MODEL' | 'COMMAND' | 'PLAN';
  readonly now: Date;
}

/** Begins a turn, which becomes the last one of the branch that is shown. */
export const insertTurn = definePgQuery({
  name: 'assistant.insertTurn',
  row: z.object({ id: z.string() }),
  sql: ({ conversationId, parentId, asked, place, kind, now }: NewTurn, workspace) => pg`
    WITH made AS (
      INSERT INTO assistant_turns (workspace_id, conversation_id, parent_id, kind, asked, place, started_at, beat_at)
      VALUES (${workspace}, ${pg.uuid(conversationId)}, ${pg.uuid(parentId)}, ${pg.enumerated('AssistantTurnKind', kind)}, ${pg.text(asked)},
              ${place === null ? pg`NULL` : pg`${pg.json(place)}`}, ${pg.at(now)}, ${pg.at(now)})
      RETURNING id),
    head AS (
      UPDATE assistant_conversations SET head_turn_id = (SELECT id FROM made), updated_at = ${pg.at(now)}
      WHERE workspace_id = ${workspace} AND id = ${pg.uuid(conversationId)})
    SELECT id FROM made`,
});

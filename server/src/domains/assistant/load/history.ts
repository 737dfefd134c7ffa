import type { Stores } from '../../../platform/store/stores.ts';
import { textForModel } from '../../assistant-tools/pure/text-for-model.ts';
import { tokensOf } from '../../assistant-tools/pure/tokens.ts';
import type { ToolResult } from '../../assistant-tools/types.ts';
import type { ChatMessage } from '../../model-connections/types.ts';
import { pathTo, resultsOfTurns } from '../queries.ts';
import type { TurnPart } from '../types.ts';

const mostTurns = 8;
/** Of earlier turns together, and of one result of them. */
const maxHistoryTokens = 1_300;
const maxResultTokens = 250;
const maxAnswerLength = 1_200;

export interface History {
  readonly messages: readonly ChatMessage[];
  /** Results whose cells may stand in the answer. */
  readonly results: readonly ToolResult[];
  /** What was asked in these turns: its numbers may be repeated. */
  readonly asked: readonly string[];
  /** Whether a turn before has read text of applications. */
  readonly hasReadPayload: boolean;
}

const none: History = { messages: [], results: [], asked: [], hasReadPayload: false };

/** What a model is shown of the turns before, newest ones first as far as they fit. */
export async function historyOf({ postgres, prisma }: Stores, workspaceId: string, parentId: string | null): Promise<History> {
  if (parentId === null) return none;
  const ids = (await pathTo(postgres, { workspaceId, turnId: parentId, limit: mostTurns })).map(({ id }) => id);
  const [turns, stored] = await Promise.all([
    prisma.assistantTurn.findMany({
      where: { workspaceId, id: { in: ids } },
      select: { id: true, asked: true, parts: true, hasReadPayload: true },
    }),
    resultsOfTurns(postgres, { workspaceId, turnIds: ids }),
  ]);
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const messages: ChatMessage[] = [];
  let tokens = 0;
  for (const id of ids.toReversed()) {
    const turn = byId.get(id);
    if (turn === undefined) continue;
    const results = stored.filter(({ turnId }) => turnId === id).map(({ result }) => textForModel(result, maxResultTokens));
    const answer = answerOf(turn.parts as unknown as readonly TurnPart[]);
    const pair: ChatMessage[] = [
      { role: 'user', text: turn.asked },
      { role: 'assistant', text: [answer, ...results].filter((text) => text !== '').join('\n\n') || '(no answer)', calls: [] },
    ];
    tokens += tokensOf(JSON.stringify(pair));
    if (tokens > maxHistoryTokens) break;
    messages.unshift(...pair);
  }
  return {
    messages,
    results: stored.map(({ result }) => result),
    asked: turns.map(({ asked }) => asked),
    hasReadPayload: turns.some(({ hasReadPayload }) => hasReadPayload) || stored.some(({ holdsPayload }) => holdsPayload),
  };
}

const answerOf = (parts: readonly TurnPart[]): string =>
  parts
    .flatMap((part) => (part.kind === 'text' ? [part.text] : []))
    .join('\n')
    .slice(0, maxAnswerLength);

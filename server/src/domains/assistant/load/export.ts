import { NotFound } from '../../../platform/graphql/errors.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import type { ToolResult } from '../../assistant-tools/types.ts';
import { readableBy } from '../load.ts';
import { markdownOf, type ExportedConversation, type ExportedTurn } from '../pure/export.ts';
import { resultsOfTurns } from '../queries.ts';
import type { TurnPart } from '../types.ts';
import { branchOf } from './turns.ts';

export interface ExportFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

/** The branch of a conversation that is shown, as a file. Errors: throws NOT_FOUND. */
export async function exportConversation(
  { stores, viewer }: Pick<Context, 'stores' | 'viewer'>,
  id: string,
  format: 'MARKDOWN' | 'JSON',
): Promise<ExportFile> {
  const { workspaceId } = viewer;
  const conversation = await stores.prisma.assistantConversation.findFirst({ where: { id, ...readableBy(viewer) } });
  if (conversation === null) throw new NotFound('Conversation', id);
  const turns = await branchOf(stores, workspaceId, conversation.headTurnId);
  const stored = await resultsOfTurns(stores.postgres, { workspaceId, turnIds: turns.map((turn) => turn.id) });
  const whole: ExportedConversation = {
    title: conversation.title,
    ownerName: conversation.ownerName,
    createdAt: conversation.createdAt,
    turns: turns.map(({ id: turnId, asked, status, model, startedAt, failureMessage, parts }): ExportedTurn => ({
      asked,
      status,
      model,
      startedAt,
      failureMessage,
      parts: parts as unknown as readonly TurnPart[],
      results: new Map(stored.filter((one) => one.turnId === turnId).map(({ result }): [string, ToolResult] => [result.handle, result])),
    })),
  };
  const name = `assistant-${conversation.createdAt.toISOString().slice(0, 10)}-${id.slice(0, 8)}`;
  return format === 'MARKDOWN'
    ? { fileName: `${name}.md`, contentType: 'text/markdown; charset=utf-8', content: markdownOf(whole) }
    : {
        fileName: `${name}.json`,
        contentType: 'application/json',
        content: JSON.stringify(
          { ...whole, turns: whole.turns.map((turn) => ({ ...turn, results: [...turn.results.values()] })) },
          null,
          2,
        ),
      };
}

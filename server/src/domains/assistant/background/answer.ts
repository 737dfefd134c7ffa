import pino from 'pino';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { acting } from '../../../platform/graphql/actor.ts';
import type { ToolContext } from '../../assistant-tools/types.ts';
import { openChat, type ChatSession } from '../../model-connections/load.ts';
import { historyOf } from '../load/history.ts';
import type { Place, TurnKind } from '../types.ts';
import { answerPlainly } from './answer-plainly.ts';
import { answerWithModel } from './answer-with-model.ts';
import { traceTurn } from './trace.ts';
import { RunningTurn } from './turn.ts';

export interface Asked {
  readonly turnId: string;
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly kind: TurnKind;
  readonly text: string;
  readonly model: string | null;
  readonly place: Place | null;
  /** Null: no model is asked. */
  readonly chat: ChatSession | null;
}

/** How a text is answered: a command by its tool, everything else by a model, where there is one, else by the planner. */
export async function wayOf(
  { stores, viewer }: Pick<ToolContext, 'stores' | 'viewer'>,
  text: string,
  model: string | null,
): Promise<{ kind: TurnKind; chat: ChatSession | null }> {
  if (text.startsWith('/')) return { kind: 'COMMAND', chat: null };
  const chat = await openChat(stores, viewer, model);
  return chat.chosen.models.length === 0 ? { kind: 'PLAN', chat: null } : { kind: 'MODEL', chat };
}

const log = pino({ name: 'fine-tune-lab' }, pino.destination({ dest: 2, sync: true }));

/** Answers a turn that was stored, until its end. Never rejects. */
export async function answerTurn(context: ToolContext, asked: Asked): Promise<void> {
  const { stores, live, viewer } = context;
  const { workspaceId } = viewer;
  await inWorkspace(workspaceId, () =>
    acting(context, 'askAssistant', async () => {
      const place = { stores, live, workspaceId, id: asked.turnId };
      let turn: RunningTurn | null = null;
      try {
        const history = await historyOf(stores, workspaceId, asked.parentId);
        // What is looked at may hold text of applications.
        turn = new RunningTurn(place, history.hasReadPayload || asked.place !== null);
        const conversing = { context, conversationId: asked.conversationId, turn };
        if (asked.chat !== null) await answerWithModel(conversing, { ...asked, chat: asked.chat }, history);
        else await answerPlainly(conversing, asked);
      } catch (error) {
        turn ??= new RunningTurn(place, false);
        log.error({ err: error, turnId: asked.turnId }, 'A turn of the assistant failed');
        await turn
          .end({
            status: 'FAILED',
            failureCode: 'INTERNAL',
            failureMessage: 'Something went wrong here; the server’s log has it. Ask again.',
          })
          .catch(() => {});
      }
      await traceTurn(context, asked.turnId).catch((error: unknown) =>
        log.error({ err: error, turnId: asked.turnId }, 'A turn of the assistant became no trace'),
      );
    }),
  );
}

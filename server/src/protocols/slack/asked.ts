import { ask } from '../../domains/assistant/commands.ts';
import { resultAt, turnChanges } from '../../domains/assistant/load/turns.ts';
import type { TurnPart } from '../../domains/assistant/types.ts';
import { toolsFor } from '../../domains/assistant-tools/load.ts';
import { planSlash } from '../../domains/assistant-tools/pure/planner/slash.ts';
import type { ToolContext } from '../../domains/assistant-tools/types.ts';
import { answerOf, escaped, slackMessage, type SlackMessage } from '../../domains/slack/pure/answer.ts';
import type { SlackCommand } from '../../domains/slack/types.ts';
import { globalId } from '../../platform/graphql/ids.ts';

/** Asks the assistant what a command of Slack asks, in a conversation of its own, and gives the answer as a message. */
export async function askedBySlack(context: ToolContext, { text, userName }: SlackCommand, home: string): Promise<SlackMessage> {
  const begun = await ask(
    context,
    { conversationId: null, titledFrom: `Slack${userName === '' ? '' : `, ${userName}`}: ` },
    { text: namesTool(context, text) ? `/${text}` : text },
    new Date(),
  );
  if (!begun.ok) return slackMessage(escaped(begun.failure.message));
  let turn: Awaited<ReturnType<ReturnType<typeof turnChanges>['next']>>['value'];
  for await (const state of turnChanges(context, begun.value)) turn = state;
  if (turn === undefined) return slackMessage('There was no answer.');
  const parts = turn.parts as unknown as TurnPart[];
  const { conversationId, status, failureMessage } = turn;
  const handles = parts.flatMap((part) => (part.kind === 'tool' && part.handle !== null ? [part.handle] : []));
  const results = await Promise.all(handles.map((handle) => resultAt(context, conversationId, handle)));
  const page = `${home}/assistant?conversation=${encodeURIComponent(globalId('AssistantConversation', conversationId))}`;
  return answerOf(
    { status, failureMessage, parts },
    results.filter((result) => result !== null),
    home,
    page,
  );
}

/** Whether a text is a command without its slash, which Slack has taken: "training list_jobs", "production_metrics measures=cost". */
function namesTool(context: ToolContext, text: string): boolean {
  const [first = '', second = ''] = text.split(/\s+/);
  if (!/^[a-z_]+$/.test(first)) return false;
  const plan = planSlash(`/${text}`, toolsFor(context));
  if (!plan.canAnswer) return false;
  return plan.tool === first
    ? first.includes('_') || first === 'calculator' || /\s\w+=/.test(text) || plan.arguments['operation'] === second
    : plan.arguments['operation'] === second;
}

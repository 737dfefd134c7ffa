import { defineDomain } from '../../platform/domain.ts';
import { insertingMessages, repliesRecorded } from '../messages/hooks.ts';
import { attachToLastReplies } from './last-replies.ts';
import { attachToInserted } from './queries.ts';
import { attachWaitingEvaluations } from './waiting.ts';
import { evaluateMessagesTool } from './tools/evaluate.ts';
import { sessionEvaluationsTool } from './tools/sessions.ts';

export const evaluationsDomain = defineDomain({
  name: 'evaluations',
  tables: ['evaluations', 'waiting_evaluations'],
  tools: [sessionEvaluationsTool, evaluateMessagesTool],
  hooks: [insertingMessages.reaction(attachToInserted), repliesRecorded.reaction(attachToLastReplies)],
  sweeps: [{ name: 'evaluations', everyMs: 3_000, run: attachWaitingEvaluations }],
});

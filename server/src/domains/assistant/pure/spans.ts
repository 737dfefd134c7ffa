import { createHash } from 'node:crypto';
import type { ToolResult } from '../../assistant-tools/types.ts';
import type { LedgerCall } from '../../model-connections/types.ts';
import { emptySpan, type Span } from '../../traces/types.ts';
import type { Rating, TurnPart } from '../types.ts';

/** What of a turn its trace is made of. */
export interface TracedTurn {
  readonly id: string;
  readonly conversationId: string;
  readonly owner: string;
  readonly asked: string;
  readonly parts: readonly TurnPart[];
  readonly status: string;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly rating: Rating | null;
  readonly ratingComment: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

const hexOf = (text: string, length: number): string => createHash('sha256').update(text).digest('hex').slice(0, length);
/** Of a turn the same each time, so that a trace that is sent again, with its rating, replaces the one before. */
export const traceIdOf = (turnId: string): string => hexOf(`assistant ${turnId}`, 32);

const environment = 'assistant';
const us = (at: Date): number => at.getTime() * 1_000;

/** The spans of a turn: the turn as an agent, its calls of models, and its tools, in the order in which they were. */
export function spansOf(
  turn: TracedTurn,
  calls: readonly LedgerCall[],
  results: readonly { readonly result: ToolResult; readonly createdAt: Date }[],
): Span[] {
  const traceId = traceIdOf(turn.id);
  const rootId = hexOf(`root ${turn.id}`, 16);
  const whole = {
    ...emptySpan,
    traceId,
    environment,
    service: 'fine-tune-lab assistant',
    sessionId: turn.conversationId,
    userId: turn.owner,
  };
  const answer = turn.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
  const root: Span = {
    ...whole,
    spanId: rootId,
    name: 'assistant',
    kind: 'AGENT',
    traceName: 'assistant',
    tags: ['assistant'],
    startUs: us(turn.startedAt),
    endUs: us(turn.endedAt ?? turn.startedAt),
    isError: turn.status === 'FAILED',
    errorType: turn.failureCode,
    errorMessage: turn.failureMessage,
    input: { form: 'TEXT', text: turn.asked },
    output: answer === '' ? null : { form: 'TEXT', text: answer },
    judgments:
      turn.rating === null
        ? []
        : [
            {
              name: 'rating',
              value: turn.rating === 'GOOD' ? 1 : 0,
              label: turn.rating,
              explanation: turn.ratingComment,
              evaluatorKind: 'HUMAN',
              identifier: `rating ${turn.id}`,
            },
          ],
  };
  return [
    root,
    ...calls.map((call, index): Span => ({
      ...whole,
      spanId: hexOf(`call ${turn.id} ${index}`, 16),
      parentId: rootId,
      name: call.model,
      kind: 'LLM',
      model: call.model,
      startUs: us(call.startedAt),
      endUs: us(call.startedAt) + call.durationMs * 1_000,
      isError: call.outcome === 'FAILED',
      errorType: call.code,
      usage: {
        inputTokens: call.inputTokens,
        outputTokens: call.outputTokens,
        cacheReadTokens: call.cachedInputTokens,
        cacheWriteTokens: null,
        reasoningTokens: null,
      },
      timeToFirstTokenMs: call.timeToFirstPartMs,
    })),
    ...results.map(({ result, createdAt }, index): Span => ({
      ...whole,
      spanId: hexOf(`tool ${turn.id} ${index}`, 16),
      parentId: rootId,
      name: result.tool,
      kind: 'TOOL',
      toolName: result.tool,
      startUs: us(createdAt) - Math.round(result.durationMs * 1_000),
      endUs: us(createdAt),
      isError: !result.ok,
      errorType: result.error?.code ?? null,
      errorMessage: result.error?.message ?? null,
      input: { form: 'JSON', value: result.arguments },
      output: { form: 'JSON', value: { handle: result.handle, facts: result.facts, rowCount: result.table?.total ?? null } },
    })),
  ];
}

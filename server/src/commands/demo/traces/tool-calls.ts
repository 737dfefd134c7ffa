import type { Random } from '../random.ts';
import { tools } from '../tools.ts';
import { startOf, type Call } from './model-call.ts';
import type { Draft } from './draft.ts';

/** What the tools take of a call lies between its start and its first token: this part of the model's own wait comes before them. */
const decidingShare = 0.7;

/** The tools that a call of the model used, one after the other within it, each with the request it made to another service. */
export function toolCalls(random: Random, { reply }: Call, id: (what: string) => string): Draft[] {
  const calls = reply.toolCalls ?? [];
  const toolMs = calls.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  let atMs = startOf(reply) + ((reply.timeToFirstTokenMs ?? toolMs) - toolMs) * decidingShare;
  return calls.flatMap((call, place): Draft[] => {
    const durationMs = call.durationMs ?? 0;
    const own = { id: id(`tool ${reply.spanId} ${place}`), startMs: atMs, endMs: atMs + durationMs };
    atMs += durationMs;
    const isFailed = call.success === false;
    const service = tools[call.name as keyof typeof tools].asksReservations ? 'reservations' : 'back-office';
    const [beforeShare, withinShare] = [0.04 + random.uniform() * 0.04, 0.84 + random.uniform() * 0.06];
    return [
      {
        ...own,
        parentId: reply.spanId,
        service: 'support-assistant',
        name: `execute_tool ${call.name}`,
        failure: isFailed ? (call.error ?? 'failed') : null,
        attributes: {
          'gen_ai.operation.name': 'execute_tool',
          'gen_ai.tool.name': call.name,
          'gen_ai.tool.call.id': call.id,
          'gen_ai.tool.type': 'function',
          'gen_ai.tool.call.arguments': JSON.stringify(call.arguments),
          'gen_ai.tool.call.result': call.result === undefined ? null : JSON.stringify(call.result),
          'error.type': isFailed ? 'tool_error' : null,
        },
      },
      {
        id: id(`request ${reply.spanId} ${place}`),
        parentId: own.id,
        service,
        name: `POST /${call.name.replaceAll('_', '-')}`,
        startMs: own.startMs + durationMs * beforeShare,
        endMs: own.startMs + durationMs * (beforeShare + withinShare),
        failure: isFailed ? (call.error ?? 'failed') : null,
        attributes: {
          'http.request.method': 'POST',
          'http.route': `/${call.name.replaceAll('_', '-')}`,
          'http.response.status_code': isFailed ? 503 : 200,
          'error.type': isFailed ? '503' : null,
        },
      },
    ];
  });
}

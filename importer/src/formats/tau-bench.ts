import type { FileRecord, Format, SourceFile } from '../records.ts';
import { elementsOf, linesOf } from '../text.ts';

/**
 * The benchmark has no times in it. Its policy says that it is "2024-05-15 15:00:00 EST", so conversations start there, a
 * minute apart in the order of the file, and their messages are a second apart: an order, not a measurement.
 */
const startMs = Date.parse('2024-05-15T20:00:00Z');
const conversationEveryMs = 60_000;
const messageEveryMs = 1_000;

const timeOf = (conversation: number, message: number): string =>
  new Date(startMs + conversation * conversationEveryMs + message * messageEveryMs).toISOString();

interface Turn {
  role: string;
  content?: string | null;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null;
  tool_call_id?: string;
}

interface Trajectory {
  task_id: number;
  trial: number;
  reward: number;
  traj: Turn[];
  info?: { task?: { user_id?: string; instruction?: string } };
}

/** τ-bench trajectories: conversations of a tool-using agent, each with a reward. */
export const tauBench: Format = {
  id: 'τ-bench',
  description: 'τ-bench trajectories (.json: an array of { task_id, trial, reward, traj })',
  recognises: (head) => /^\s*\[/.test(head) && /"traj"\s*:/.test(head) && /"reward"\s*:/.test(head),
  async *read(file) {
    let count = 0;
    for await (const { line, text } of elementsOf(file.open())) {
      const trajectory = trajectoryOf(text);
      if (trajectory === null)
        yield { kind: 'bad', line, field: '', reason: 'is not a trajectory: task_id, trial, reward and traj are expected' };
      else yield* conversationOf(file, trajectory, count, line);
      count += 1;
    }
  },
};

function trajectoryOf(text: string): Trajectory | null {
  try {
    const value = JSON.parse(text) as Trajectory;
    return Array.isArray(value.traj) && typeof value.reward === 'number' && value.task_id !== undefined && value.trial !== undefined
      ? value
      : null;
  } catch {
    return null;
  }
}

function* conversationOf(
  file: SourceFile,
  { task_id: taskId, trial, reward, traj, info }: Trajectory,
  place: number,
  line: number,
): Iterable<FileRecord> {
  const conversationId = `tau-bench/${file.name}/${taskId}-${trial}`;
  const userId = info?.task?.user_id;
  let lastAnswer: string | null = null;
  for (const [index, turn] of traj.entries()) {
    const externalId = `${conversationId}/${index}`;
    const isAnswer = turn.role === 'assistant';
    if (isAnswer) lastAnswer = externalId;
    const value: Record<string, unknown> = {
      externalId,
      conversationId,
      role: turn.role.toUpperCase(),
      content: turn.content ?? '',
      createdAt: timeOf(place, index),
      ...(isAnswer ? modelOf(file.name) : {}),
      ...(turn.tool_calls ? { toolCalls: turn.tool_calls.map((call) => toolCallOf(call, answerTo(call.id, traj, index))) } : {}),
      ...(userId === undefined ? {} : { userId }),
      ...(index === 0
        ? { metadata: { taskId, trial, ...(info?.task?.instruction === undefined ? {} : { instruction: info.task.instruction }) } }
        : {}),
    };
    yield { kind: 'message', value, line };
  }
  if (lastAnswer === null) return;
  const judgment = {
    externalId: `${conversationId}/reward`,
    messageExternalId: lastAnswer,
    success: reward >= 1,
    evaluator: 'tau-bench',
    evaluatorKind: 'RULE',
    createdAt: timeOf(place, traj.length),
  };
  yield { kind: 'evaluation', value: judgment, line };
}

/** The next answer to this call: ids are used again within a conversation. */
const answerTo = (callId: string, turns: readonly Turn[], after: number): string | undefined =>
  turns.slice(after + 1).find((turn) => turn.role === 'tool' && turn.tool_call_id === callId)?.content ?? undefined;

/** The file is named after the model and the domain: gpt-4o-airline. */
function modelOf(fileName: string): Record<string, string> {
  const model = /^(.+)-(?:airline|retail)$/.exec(fileName)?.[1];
  return model === undefined ? {} : { model, ...(model.startsWith('gpt-') ? { provider: 'openai' } : {}) };
}

/** What the tool answered tells whether the call did what it was for: the benchmark's tools start a failure with "Error". */
function toolCallOf(call: NonNullable<Turn['tool_calls']>[number], answer: string | undefined): Record<string, unknown> {
  const known = { id: call.id, name: call.function.name, arguments: parsed(call.function.arguments) };
  if (answer === undefined) return known;
  const isFailure = answer.startsWith('Error');
  return { ...known, success: !isFailure, ...(isFailure ? { error: answer } : {}), result: parsed(answer) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** τ-bench example dialogues: only the text of each turn; which tools were called is not in them, and no judgment either. */
export const tauBenchDialogues: Format = {
  id: 'τ-bench dialogues',
  description: 'τ-bench example dialogues (.jsonl of { messages_display })',
  recognises: (head) => /^\s*\{\s*"messages_display"\s*:/.test(head),
  async *read(file) {
    let count = 0;
    for await (const { line, text } of linesOf(file.open())) {
      if (text.trim() === '') continue;
      const dialogue = parsed(text) as { messages_display?: unknown } | string | null;
      const turns =
        typeof dialogue === 'object' && typeof dialogue?.messages_display === 'string' ? turnsOf(dialogue.messages_display) : [];
      if (turns.length === 0)
        yield {
          kind: 'bad',
          line,
          field: 'messages_display',
          reason: 'is not a dialogue: turns that start with "user:", "assistant:" or "tool:" are expected',
        };
      const conversationId = `tau-bench/${file.name}/${line}`;
      for (const [index, { role, content }] of turns.entries()) {
        yield {
          kind: 'message',
          line,
          value: {
            externalId: `${conversationId}/${index}`,
            conversationId,
            role: role.toUpperCase(),
            content,
            createdAt: timeOf(count, index),
          },
        };
      }
      count += 1;
    }
  },
};

/** "None" is what the example shows for an answer that only calls a tool. */
function turnsOf(display: string): { role: string; content: string }[] {
  const turns: { role: string; content: string }[] = [];
  for (const line of display.split('\n')) {
    const start = /^(user|assistant|tool|system): ?(.*)$/s.exec(line);
    const last = turns.at(-1);
    if (start !== null) turns.push({ role: start[1] as string, content: start[2] as string });
    else if (last !== undefined) last.content += `\n${line}`;
  }
  return turns.map(({ role, content }) => ({ role, content: role === 'assistant' && content === 'None' ? '' : content }));
}

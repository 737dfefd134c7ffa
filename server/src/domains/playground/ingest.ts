import { fail, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { badJson } from '../../platform/ingest/json.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readLine } from '../../platform/ingest/values.ts';
import { BadPlaygroundInput } from './errors.ts';
import { readMessages, type MessageInput } from './ingest/messages.ts';
import { readParameters, type ParametersInput } from './ingest/parameters.ts';
import { readRows } from './ingest/rows.ts';
import { readTools, type ToolInput } from './ingest/tools.ts';
import { badSchema } from './pure/json-schema.ts';
import { maxPromptBytes, maxTitleLength, type PlaygroundPrompt, type PlaygroundRow } from './types.ts';

export interface PromptInput extends ParametersInput {
  readonly messages: readonly MessageInput[];
  readonly tools?: readonly ToolInput[] | null | undefined;
  readonly outputSchema?: unknown;
  readonly rows?: readonly unknown[] | null | undefined;
}

export interface CheckedPrompt {
  readonly prompt: PlaygroundPrompt;
  readonly rows: readonly PlaygroundRow[];
}

/** A prompt with its rows as it can be run, or every field at fault. */
export async function checkPrompt(input: PromptInput): Promise<Result<CheckedPrompt, BadPlaygroundInput>> {
  const size = tooLarge(input);
  if (size !== null) return fail(new BadPlaygroundInput(size.field, size.reason));
  const rows = readRows(input.rows ?? []);
  const checked = checkInput(
    {
      rows,
      messages: readMessages(input.messages, Array.isArray(rows) ? (rows as readonly PlaygroundRow[]) : []),
      tools: await readTools(input.tools ?? []),
      outputSchema: await readOutputSchema(input.outputSchema ?? null),
      ...readParameters(input),
    },
    BadPlaygroundInput,
  );
  if (!checked.ok) return checked;
  const { rows: sound, ...prompt } = checked.value;
  return { ok: true, value: { prompt, rows: sound } };
}

function tooLarge({ messages, tools, outputSchema, rows, stop }: PromptInput): Problem | null {
  const sent = { messages, tools, outputSchema, rows, stop };
  const bad = badJson(sent);
  if (bad !== null) return new Problem('messages', `or what stands beside them ${bad}`);
  const bytes = Buffer.byteLength(JSON.stringify(sent));
  return bytes <= maxPromptBytes
    ? null
    : new Problem(
        'messages',
        `are ${bytes} bytes of JSON with tools, schema and rows; at most ${maxPromptBytes} are taken. Leave text out`,
      );
}

async function readOutputSchema(schema: unknown): Promise<PlaygroundPrompt['outputSchema'] | Problem> {
  if (schema === null) return null;
  const problem = await badSchema(schema);
  return problem === null ? { type: 'object', ...(schema as object) } : new Problem('outputSchema', problem);
}

export const checkTitle = (title: string): Result<{ title: string }, BadPlaygroundInput> =>
  checkInput({ title: readLine({ title }, 'title', maxTitleLength) }, BadPlaygroundInput);

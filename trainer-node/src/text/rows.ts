import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATASET_ROWS } from '../client/operations.ts';
import { Unreachable, type Send } from '../client/transport.ts';

/** A text and how it is to go on. */
export interface Row {
  readonly prompt: string;
  readonly completion: string;
  /** Null: in no split. */
  readonly split: string | null;
  /** Place in the file or the version, from 0. */
  readonly position: number;
}

/** They end a prompt and a completion: characters that no text of people has. */
export const [PROMPT_END, ROW_END] = ['\u0002', '\u0003'];

const PAGE = 500;
const TRIES = 10;
const PAUSE_MS = 1_000;

/** Rows of a file of JSON Lines with `prompt`, `completion` and, if wanted, `split`. Throws an error that names the line at fault. */
export function rowsOfFile(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, position): Row[] => {
      if (line.trim() === '') return [];
      const place = `${path}, line ${position + 1}`;
      let read: unknown;
      try {
        read = JSON.parse(line);
      } catch (error) {
        throw new Error(`${place} is no JSON: ${(error as Error).message}`);
      }
      const { prompt, completion, split = null } = (read ?? {}) as Record<string, unknown>;
      if (typeof prompt !== 'string' || typeof completion !== 'string') throw new Error(`${place} lacks the texts prompt and completion`);
      if (split !== null && typeof split !== 'string') throw new Error(`${place} has a split that is no text`);
      return [{ prompt, completion, split, position }];
    });
}

interface SentRow {
  readonly position: number;
  readonly split: string | null;
  readonly input: unknown;
  readonly expectedOutput: unknown;
  readonly messages: unknown;
}

/** Rows of a dataset version on the server: those that have a prompt and an answer. */
export async function rowsOfVersion(send: Send, versionId: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; ; from += PAGE) {
    const { datasetVersion } = await patiently(() => send(DATASET_ROWS, { id: versionId, from, count: PAGE }));
    if (datasetVersion === null) throw new Error(`the server has no dataset version ${versionId}`);
    const { rowsAt } = datasetVersion as { readonly rowsAt: readonly SentRow[] };
    rows.push(...rowsAt.flatMap(rowOf));
    if (rowsAt.length < PAGE) return rows;
  }
}

async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unreachable) || attempt === TRIES) throw error;
      await sleep(Math.max(PAUSE_MS, error.retryAfterMs));
    }
  }
}

interface Turn {
  readonly role: string;
  readonly content: unknown;
}

/** Input and expected output of a row, else its chat, whose last turn is the answer. */
function rowOf({ position, split, input, expectedOutput, messages }: SentRow): Row[] {
  if (isChat(messages)) {
    const last = messages.at(-1) as Turn;
    return last.role === 'assistant' && typeof last.content === 'string'
      ? [{ prompt: promptOf(messages.slice(0, -1)), completion: last.content, split, position }]
      : [];
  }
  const prompt = isChat(input) ? promptOf(input) : textOf(input);
  return prompt === null || expectedOutput === null ? [] : [{ prompt, completion: textOf(expectedOutput) ?? '', split, position }];
}

const textOf = (value: unknown): string | null => (value === null ? null : typeof value === 'string' ? value : JSON.stringify(value));

const isChat = (value: unknown): value is readonly Turn[] =>
  Array.isArray(value) && value.length > 0 && value.every((turn) => typeof (turn as Turn | null)?.role === 'string');

/** A single turn is its text, several are lines `role: text`: so the server knows which prompt a prediction is of (docs/loop.md). */
const promptOf = (turns: readonly Turn[]): string =>
  turns.length === 1 ? (textOf(turns[0]?.content) ?? '') : turns.map(({ role, content }) => `${role}: ${textOf(content) ?? ''}`).join('\n');

import type { DatasetRowContentFragment, DatasetVersionRowFragment } from '../../graphql/generated/graphql.ts';

type Row = Pick<DatasetRowContentFragment, 'kind' | 'input' | 'expectedOutput' | 'messages' | 'chosen' | 'rejected' | 'label'>;

export const kindWords: Readonly<Record<DatasetRowContentFragment['kind'], string>> = {
  CHAT: 'chat',
  INSTRUCTION: 'instruction',
  PREFERENCE: 'preference',
  KTO: 'KTO',
  PLAIN: 'plain',
};

interface Turn {
  readonly role: string;
  readonly text: string;
}

/** The text of a value: of parts their texts, of other JSON the JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((part) => typeof part === 'object' && part !== null && 'type' in part))
    return value.map((part: { text?: unknown; type: string }) => (typeof part.text === 'string' ? part.text : `[${part.type}]`)).join('\n');
  return JSON.stringify(value, null, 2);
}

/** Turns as they are shown: calls of tools as JSON. */
export function turnsOf(value: unknown): Turn[] {
  const turns = Array.isArray(value) ? value : typeof value === 'object' && value !== null && 'role' in value ? [value] : null;
  if (turns === null) return [{ role: 'assistant', text: textOf(value) }];
  return (turns as { role?: unknown; content?: unknown; tool_calls?: unknown }[]).map(({ role, content, tool_calls: calls }) => ({
    role: typeof role === 'string' ? role : '?',
    text: [textOf(content), calls === undefined ? '' : JSON.stringify(calls, null, 2)].filter((part) => part !== '').join('\n'),
  }));
}

const oneLine = (text: string): string => text.slice(0, 400).replaceAll(/\s+/g, ' ').trim();

/** What a row asks, on one line. */
export function askedLine({ messages, input }: Row): string {
  if (messages !== null && messages !== undefined) {
    const turns = turnsOf(messages);
    return oneLine((turns.findLast(({ role }) => role === 'user') ?? turns.at(-1))?.text ?? '');
  }
  if (typeof input === 'object' && input !== null && 'instruction' in input) {
    const { instruction, input: more } = input as { instruction: unknown; input?: unknown };
    return oneLine([textOf(instruction), textOf(more)].filter((part) => part !== '').join(' · '));
  }
  return oneLine(textOf(input));
}

/** What a row wants, on one line. */
export function wantedLine({ kind, messages, expectedOutput, chosen }: Row): string {
  if (kind === 'PREFERENCE')
    return oneLine(
      turnsOf(chosen)
        .map(({ text }) => text)
        .join(' '),
    );
  if (expectedOutput !== null && expectedOutput !== undefined)
    return oneLine(
      turnsOf(expectedOutput)
        .map(({ text }) => text)
        .join(' '),
    );
  const last = messages === null || messages === undefined ? undefined : turnsOf(messages).at(-1);
  return last?.role === 'assistant' ? oneLine(last.text) : '';
}

/** The content of a row as it is edited: its fields that have a value. */
export const editedText = ({
  kind,
  split,
  input,
  expectedOutput,
  messages,
  chosen,
  rejected,
  label,
  metadata,
}: DatasetRowContentFragment): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries({ kind, split, input, messages, expectedOutput, chosen, rejected, label, metadata }).filter(
        ([, value]) => value !== null && value !== undefined,
      ),
    ),
    null,
    2,
  );

const ways: Readonly<Record<string, string>> = {
  API: 'sent by the API',
  IMPORT: 'files',
  MESSAGES: 'messages',
  EDIT: 'edited',
  SPLIT: 'split',
  DRAFT: 'rows sent one by one',
};

/** How a version was made, in a few words. */
export function sourceWords(source: unknown): string {
  const { kind, files, by, target } = (source ?? {}) as { kind?: string; files?: { path?: string }[]; by?: string; target?: string };
  const way = (kind === undefined ? undefined : ways[kind]) ?? kind?.toLowerCase() ?? '';
  if (kind === 'IMPORT' && files?.[0]?.path !== undefined)
    return files.length === 1 ? files[0].path : `${files[0].path} and ${files.length - 1} more`;
  if (kind === 'SPLIT' && by !== undefined) return `${way} by ${by.toLowerCase()}`;
  if (kind === 'MESSAGES' && target === 'CORRECTION') return `${way} with corrections`;
  return way;
}

/** `train 80 · test 20` */
export const splitWords = (splits: DatasetVersionRowFragment['splits'], count: (value: number) => string): string =>
  splits.length === 1 && splits[0]?.name == null
    ? ''
    : splits.map(({ name, rowCount }) => `${name ?? 'no split'} ${count(rowCount)}`).join(' · ');

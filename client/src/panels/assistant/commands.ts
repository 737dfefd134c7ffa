import type { AssistantCommandsQuery } from '../../graphql/generated/graphql.ts';
import { foldedText } from '../../controls/folded.ts';
import type { JsonSchema } from './types.ts';

type Tool = AssistantCommandsQuery['assistantTools'][number];

/** One thing that can be asked for by a command: an operation of a tool. */
export interface Command {
  /** `training_metrics list_jobs`: what stands behind the slash. */
  readonly text: string;
  readonly tool: string;
  /** Null: the tool has one operation. */
  readonly operation: string | null;
  readonly title: string;
  /** What it answers. */
  readonly about: string;
  readonly group: Tool['group'];
  readonly acts: boolean;
  readonly parameters: JsonSchema;
}

export const groupTitles: Readonly<Record<Tool['group'], string>> = {
  PRODUCTION: 'Messages and traces',
  QUALITY: 'Quality',
  TRAINING: 'Training',
  EXPERIMENTS: 'Experiments and users',
  PROMPTS: 'Prompts',
  SAVED: 'Boards and views',
  OPERATIONS: 'The product itself',
  GENERAL: 'General',
};

/** Every operation of every tool, by the groups of the tools. */
export function commandsOf(tools: readonly Tool[]): Command[] {
  const all = tools.flatMap((tool) =>
    tool.operations.map(({ name, about, parameters, acts }): Command => ({
      text: name === '' ? tool.name : `${tool.name} ${name}`,
      tool: tool.name,
      operation: name === '' ? null : name,
      title: tool.title,
      about: name === '' ? tool.description : about,
      group: tool.group,
      acts,
      parameters: parameters as JsonSchema,
    })),
  );
  return Object.keys(groupTitles).flatMap((group) => all.filter((command) => command.group === group));
}

/** Commands whose name, title or answer hold all words of the text; those whose name begins with it first. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const text = foldedText(typed.replace(/^\//, '').trim());
  if (text === '') return [...commands];
  const words = text.split(/[\s_]+/);
  const holds = commands.filter((command) => {
    const held = foldedText(`${command.text} ${command.title} ${command.about}`);
    return words.every((word) => held.includes(word));
  });
  const begins = holds.filter(({ text: name }) => foldedText(name).startsWith(text));
  const named = holds.filter((command) => !begins.includes(command) && foldedText(command.text).includes(text));
  return [...begins, ...named, ...holds.filter((command) => !begins.includes(command) && !named.includes(command))];
}

/** The command of a tool's arguments, and the arguments without the name of the operation. */
export function commandOf(
  commands: readonly Command[],
  tool: string,
  { operation, ...args }: Readonly<Record<string, unknown>>,
): { readonly command: Command; readonly args: Readonly<Record<string, unknown>> } | null {
  const command = commands.find((one) => one.tool === tool && (one.operation === null || one.operation === operation));
  if (command === undefined) return null;
  return { command, args: command.operation === null && operation !== undefined ? { operation, ...args } : args };
}

/** Arguments as the tool takes them. */
export const argumentsFor = ({ operation }: Command, args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  operation === null ? args : { operation, ...args };

/** A call as the server reads it (server/src/domains/assistant-tools/pure/planner/slash.ts): `/training_metrics list_jobs status=running`. */
export function callText(tool: string, { operation, ...args }: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(args).map(([name, value]) => `${name}=${quoted(textOf(value))}`);
  return [`/${tool}`, ...(operation === undefined ? [] : [String(operation)]), ...words].join(' ');
}

/** Lists of plain values by commas; all else that is no single value as JSON. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const isPlain = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object' && !/[,[]/.test(String(item)));
  return isPlain ? (value as unknown[]).join(',') : JSON.stringify(value);
}

/** One word: in quotes where it has spaces, quotes or nothing in it. */
const quoted = (text: string): string => (text === '' || /[\s"'\\]/.test(text) ? `"${text.replaceAll(/[\\"]/g, '\\$&')}"` : text);

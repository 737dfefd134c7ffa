import type { NamedRange } from '../time-words.ts';

/** A stored thing that a text names. */
export interface Entity {
  /** Kind of a reference (platform/tools/tool.ts). */
  readonly kind: string;
  /** What tools take. */
  readonly id: string;
  /** As the text has it. */
  readonly name: string;
}

/** What was read of a text before a tool is chosen. */
export interface Reading {
  /** In lower case, without the words that name a time, an entity or the request itself. */
  readonly rest: string;
  /** In lower case, whole. */
  readonly text: string;
  /** As it was asked. */
  readonly asked: string;
  readonly range: NamedRange | null;
  /** A second range: what the first is compared with. */
  readonly entities: readonly Entity[];
}

/** A tool with its arguments, and why it was chosen; or why none can answer. */
export type Plan =
  | { readonly canAnswer: true; readonly tool: string; readonly arguments: Readonly<Record<string, unknown>>; readonly why: string }
  | { readonly canAnswer: false; readonly why: string; readonly suggestions: readonly string[] };

export const answer = (tool: string, args: Readonly<Record<string, unknown>>, why: string): Plan => ({
  canAnswer: true,
  tool,
  arguments: Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined && value !== null)),
  why,
});
export const noAnswer = (why: string, suggestions: readonly string[] = []): Plan => ({ canAnswer: false, why, suggestions });

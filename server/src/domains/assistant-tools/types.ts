import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../platform/graphql/context.ts';
import type { ToolChart, ToolFact, ToolLink, ToolTable } from '../../platform/tools/shape.ts';

/** A JSON Schema (2020-12) of an object or of one of its properties. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  /** Of a text: an instant in ISO 8601, or words for a time. */
  readonly format?: 'date-time';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly additionalProperties?: boolean;
}

/** What a model, a person or another program is shown of a tool. */
export interface ToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: JsonSchema;
  /** Whether it changes something: then it gives a proposal, and the change waits for a confirmation. */
  readonly acts: boolean;
  /** Whether its results hold text that applications or people wrote. */
  readonly readsPayload: boolean;
  readonly group: string;
}

/** One operation of a tool, as a form shows it. */
export interface OperationDefinition {
  /** What the argument `operation` takes; empty for the only operation of a tool. */
  readonly name: string;
  readonly about: string;
  /** Arguments of this operation alone, without `operation`. */
  readonly parameters: JsonSchema;
  readonly acts: boolean;
}

export interface ToolOperation {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A change as the server computed it, before anything is changed. */
export interface ActionProposal {
  /** What `runAssistantAction` takes. */
  readonly id: string;
  readonly title: string;
  readonly mutation: ToolOperation;
  readonly changes: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
  readonly touches: readonly { readonly what: string; readonly count: number }[];
  /** Null: the change can't be taken back. */
  readonly undo: ToolOperation | null;
  /** Permission that the mutation needs. */
  readonly permission: string;
}

/** A proposal may be confirmed for so long. */
export const proposalOpenMs = 3_600_000;

export interface ToolError {
  readonly code: string;
  readonly message: string;
  /** Values that exist and are spelled alike, best first. */
  readonly near: readonly string[];
  /** The argument at fault, by its name; absent: it is about none. */
  readonly argument?: string;
}

export interface ToolResult {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly ok: boolean;
  /** Such as "r1": cells are `r1.facts.<key>` and `r1.rows[0].<columnKey>`. */
  readonly handle: string;
  readonly table: ToolTable | null;
  readonly facts: readonly ToolFact[];
  /** The operation behind every number; null: the tool computes from its arguments alone. */
  readonly query: ToolOperation | null;
  readonly links: readonly ToolLink[];
  readonly chart: ToolChart | null;
  readonly notes: readonly string[];
  readonly error: ToolError | null;
  /** Null, except for a tool that acts and has not failed. */
  readonly proposal: ActionProposal | null;
  readonly durationMs: number;
}

/** On whose behalf a tool is run, and the schema that its operation goes through. A resolver has it as `{ ...context, schema: info.schema }`. */
export type ToolContext = Context & { readonly schema: GraphQLSchema };

export interface RunOptions {
  /** Gives "r1", "r2" … within a conversation; absent: "r1". */
  readonly nextHandle?: () => string;
  /** What "yesterday" is measured from; absent: the present. */
  readonly now?: Date;
}

/** A JSON Schema of an object or of one of its properties, as commands state their arguments. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  /** Of a text: an instant, or words for a time. */
  readonly format?: 'date-time';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A GraphQL operation, as it was run. */
export interface Operation {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ResultColumn {
  readonly key: string;
  readonly title: string;
  /** Such as "usd", "ms", "tokens"; null: none. */
  readonly unit: string | null;
  /** `share`: 0 to 1. `time`: an instant in ISO 8601. */
  readonly type: 'number' | 'text' | 'time' | 'share' | 'boolean';
  /** Key of the column whose cell is the unit of this one's in the same row; absent: `unit` is that of all rows. */
  readonly unitFrom?: string;
}

export interface ResultTable {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that there are, whether or not they stand here. */
  readonly total: number;
  readonly complete: boolean;
}

export interface ResultFact {
  readonly key: string;
  readonly title: string;
  /** Null: no data. */
  readonly value: number | string | null;
  readonly unit: string | null;
  /** Of 95 %. */
  readonly interval: readonly [number, number] | null;
  readonly n: number | null;
}

export interface ResultChart {
  readonly kind: 'line' | 'bar' | 'interval' | 'distribution';
  /** Columns of the table by their keys. */
  readonly x: string;
  readonly y: readonly string[];
  readonly title: string;
}

/** A change as the server computed it, before anything is changed. */
export interface Proposal {
  readonly id: string;
  readonly title: string;
  readonly mutation: Operation;
  readonly changes: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
  readonly touches: readonly { readonly what: string; readonly count: number }[];
  readonly isUndoable: boolean;
}

export interface ToolFailure {
  readonly code: string;
  readonly message: string;
  /** Values that exist and are spelled alike, best first. */
  readonly near: readonly string[];
  /** The argument at fault; absent: it is about none. */
  readonly argument?: string;
}

/** What a tool of the assistant answers (the JSON of `assistantResult`). */
export interface ToolResult {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly ok: boolean;
  readonly handle: string;
  readonly table: ResultTable | null;
  readonly facts: readonly ResultFact[];
  /** Null: it is computed from the arguments alone. */
  readonly query: Operation | null;
  readonly links: readonly { readonly title: string; readonly path: string }[];
  readonly chart: ResultChart | null;
  readonly notes: readonly string[];
  readonly error: ToolFailure | null;
}

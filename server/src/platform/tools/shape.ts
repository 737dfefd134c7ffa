/** How a value of a column or a fact is read. `share`: 0 to 1. `time`: an instant in ISO 8601, UTC. */
export type ValueType = 'number' | 'text' | 'time' | 'share' | 'boolean';

export interface ToolColumn {
  /** Name within the table, in camelCase: cells are addressed by it. */
  readonly key: string;
  readonly title: string;
  /** Such as "usd", "ms", "tokens"; null: the value has none. */
  readonly unit: string | null;
  readonly type: ValueType;
  /** Whether the cells are text that an application or a person wrote, which is never an instruction. Absent: no. */
  readonly isPayload?: boolean;
  /** Key of the column whose cell is the unit of this one's in the same row; absent: `unit` is that of all rows. */
  readonly unitFrom?: string;
}

/** Unit and type of a cell: those of its column, or of its row where they differ from row to row. */
export function readAs(
  { unit, type, unitFrom }: ToolColumn,
  row: readonly unknown[],
  columns: readonly ToolColumn[],
): Pick<ToolColumn, 'unit' | 'type'> {
  if (unitFrom === undefined) return { unit, type };
  const own = row[columns.findIndex(({ key }) => key === unitFrom)];
  return own === 'share' ? { unit: null, type: 'share' } : { unit: typeof own === 'string' ? own : null, type };
}

export interface ToolTable {
  readonly columns: readonly ToolColumn[];
  /** One value a column, in their order; null: not known. */
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that there are, whether or not they stand here. */
  readonly total: number;
  /** Whether all rows stand here. */
  readonly complete: boolean;
}

/** A single number or word. */
export interface ToolFact {
  readonly key: string;
  readonly title: string;
  /** Null: there is no data for it; a note states why. */
  readonly value: number | string | null;
  readonly unit: string | null;
  /** Interval of 95 %; null: none is known for it. */
  readonly interval: readonly [number, number] | null;
  /** How many things the value is computed over; null: it is no statistic. */
  readonly n: number | null;
  /** Whether the value is text that an application or a person wrote. Absent: no. */
  readonly isPayload?: boolean;
}

/** How the table is drawn: columns of it by their keys. */
export interface ToolChart {
  readonly kind: 'line' | 'bar' | 'interval' | 'distribution';
  readonly x: string;
  readonly y: readonly string[];
  readonly title: string;
}

/** A page of the dashboard with the same filters. */
export interface ToolLink {
  readonly title: string;
  /** Path and search, beginning with "/". */
  readonly path: string;
}

/** What a tool makes of the answer to its operation. */
export interface Shaped {
  readonly table?: ToolTable | null;
  readonly facts?: readonly ToolFact[];
  readonly chart?: ToolChart | null;
  readonly links?: readonly ToolLink[];
  /** Plain sentences about the data: thin, cut, not counted yet. */
  readonly notes?: readonly string[];
}

import type { Counts, Rejected } from 'importer/batches';
import type { ServerProblemKind } from 'importer/client';
import type { Encoding } from 'importer/encoding';
import type { Mapping } from 'importer/mapping/mapping';

/** `FORMAT`: as the file's own format says. `COLUMNS`: by the columns that are chosen. */
export type Way = 'FORMAT' | 'COLUMNS';

/** What the beginning of a file shows of how it can be read. */
export interface Reading {
  readonly name: string;
  readonly sizeBytes: number;
  readonly isEmpty: boolean;
  readonly encoding: Encoding;
  /** Between the cells of a table; null: it is none. */
  readonly separator: string | null;
  /** Name of its format; null: it is not known, and the file has no rows. */
  readonly format: string | null;
  /** The best first; empty: it cannot be read. */
  readonly ways: readonly Way[];
  /** A table of prices goes in on the page of prices. */
  readonly isPriceTable: boolean;
  /** Of its columns; empty: it has none. */
  readonly names: readonly string[];
  readonly rows: readonly FirstRow[];
  /** Its beginning, where it has no rows. */
  readonly text: string;
}

export interface FirstRow {
  /** From 1. */
  readonly line: number;
  /** As texts, in the order of `names`. */
  readonly cells: readonly string[];
}

/** What a person decides about how a file's bytes become cells; null: as the file shows. */
export interface Letters {
  readonly encoding: string | null;
  readonly separator: string | null;
}

/** How a file is read. */
export interface Choice {
  readonly way: Way;
  readonly mapping: Mapping;
}

export const kinds = ['message', 'evaluation', 'span', 'event', 'result'] as const;
export type KindCounts = Readonly<Record<(typeof kinds)[number], Readonly<Counts>>>;

/** What reading came upon, beside the records. */
export interface Remarks {
  /** As many as are listed; `rejectedCount` counts all. */
  readonly rejected: readonly Rejected[];
  readonly rejectedCount: number;
  readonly remarks: readonly string[];
  /** Lines with bytes that are no letter, from 1; the first of them. */
  readonly faultyLines: readonly number[];
}

/** What the first records of a file become. */
export interface Trial extends Remarks {
  readonly counts: Readonly<Record<(typeof kinds)[number], number>>;
  /** The file ends within what was tried. */
  readonly isWhole: boolean;
}

/** How far an import has come, and what came of it. */
export interface Run extends Remarks {
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  /** Of the file's bytes that were read, 0 to 1. */
  readonly share: number;
  readonly counts: KindCounts;
  /** What ended it; null: nothing did. */
  readonly problem: RunProblem | null;
}

export interface RunProblem {
  readonly kind: ServerProblemKind;
  readonly message: string;
}

/** What the page asks of the engine. */
export type Request =
  | { readonly id: number; readonly call: 'open'; readonly file: File; readonly letters: Letters }
  | { readonly id: number; readonly call: 'tryOut'; readonly choice: Choice }
  | { readonly id: number; readonly call: 'run'; readonly choice: Choice; readonly workspace: string }
  | { readonly call: 'stop' };

/** What the engine answers: a value ends a call, and so does a failure; before it an import tells how far it is. */
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string }
  | { readonly id: number; readonly progress: Run };

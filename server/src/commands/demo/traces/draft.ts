import type { PlainAttributes } from './attributes.ts';

/** A span before it is written as OTLP has it. Times in milliseconds since the epoch, with fractions. */
export interface Draft {
  /** Unique within its trace. */
  readonly id: string;
  /** null: the root. */
  readonly parentId: string | null;
  readonly service: Service;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: PlainAttributes;
  /** What it failed with, in words; null: it did not. */
  readonly failure: string | null;
  readonly events?: readonly { readonly name: string; readonly atMs: number; readonly attributes: PlainAttributes }[];
}

/** Who tells spans: the application itself, and what it asks. */
export type Service = 'support-assistant' | 'knowledge-base' | 'reservations' | 'back-office';

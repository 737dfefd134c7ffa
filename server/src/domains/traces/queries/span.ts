import type { TokenLedger } from '../../messages/types.ts';
import type { SpanKind, SpanTextForm } from '../types.ts';

/** Which of the `contents` a text is. */
export interface ContentPlace {
  /** As ClickHouse writes it, with microseconds. */
  readonly at: string;
  readonly hash: string;
}

/** A span as it is kept, without its texts and other wide columns. `null`: not reported. */
export interface SpanRecord {
  readonly traceId: string;
  readonly id: string;
  readonly parentId: string | null;
  readonly startedAtUs: number;
  /** null: it has not ended. */
  readonly durationUs: number | null;
  readonly name: string;
  readonly kind: SpanKind;
  readonly service: string | null;
  readonly environment: string | null;
  readonly model: string | null;
  readonly provider: string | null;
  readonly isError: boolean;
  readonly errorType: string | null;
  readonly errorMessage: string | null;
  readonly ledger: TokenLedger;
  readonly costNanoUsd: number | null;
  readonly priceId: string | null;
  readonly reportedCostNanoUsd: number | null;
  readonly timeToFirstTokenMs: number | null;
  readonly toolName: string | null;
  readonly toolCallId: string | null;
  readonly sessionId: string | null;
  readonly userId: string | null;
  readonly tags: readonly string[];
  readonly input: SpanTextPlaces | null;
  readonly output: SpanTextPlaces | null;
  /** Definitions of the tools that the model could call. */
  readonly context: readonly ContentPlace[];
}

export interface SpanTextPlaces {
  readonly form: SpanTextForm;
  readonly places: readonly ContentPlace[];
}

/** A text with its content. */
export interface SpanContent extends SpanTextPlaces {
  /** The texts of its places, in order; null where one is not here any more. */
  readonly pieces: readonly (string | null)[];
}

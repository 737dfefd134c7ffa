import type { SettledUsage } from '../../domains/traces/pure/conventions/usage.ts';
import type { ReadScore } from './score.ts';
import type { Attributes, Span, SpanKind } from '../../domains/traces/types.ts';

type Writable<Value, Names extends keyof Value> = { -readonly [Name in Names]: Value[Name] };

/** Fields that a later event lays over an earlier one as they are. */
export type PlainFields = Writable<
  Span,
  | 'name'
  | 'parentId'
  | 'environment'
  | 'release'
  | 'appVersion'
  | 'model'
  | 'provider'
  | 'service'
  | 'finishReason'
  | 'toolName'
  | 'toolCallId'
  | 'modelParameters'
  | 'reportedCostUsd'
  | 'input'
  | 'output'
  | 'sessionId'
  | 'tools'
  | 'userId'
  | 'experimentName'
  | 'variant'
  | 'promptName'
  | 'promptVersion'
  | 'traceName'
>;

/** What one event says of an observation or a trace. null and absent fields: not reported. */
export interface SpanPatch {
  /** An update may come before its creation, which then fills only the fields that the update left open. */
  readonly isCreation: boolean;
  readonly kind: SpanKind | null;
  /** When the event happened: integer microseconds since the epoch, as the three below. */
  readonly eventUs: number;
  readonly startUs: number | null;
  readonly endUs: number | null;
  readonly firstTokenUs: number | null;
  readonly level: string | null;
  readonly statusMessage: string | null;
  readonly usage: SettledUsage | null;
  /** Merged key by key, as are the attributes. */
  readonly metadata: Attributes | null;
  readonly attributes: Attributes;
  readonly tags: readonly string[];
  readonly fields: Partial<PlainFields>;
}

/** A checked event of a batch, and its place there. */
export type LangfuseEvent = { readonly place: number; readonly id: string } & (
  | { readonly what: 'TRACE'; readonly traceId: string; readonly patch: SpanPatch }
  /** `traceId` null: not reported. */
  | { readonly what: 'OBSERVATION'; readonly traceId: string | null; readonly spanId: string; readonly patch: SpanPatch }
  | { readonly what: 'SCORE'; readonly score: ReadScore }
  /** What the SDK says of itself (`sdk-log`): taken and not kept. */
  | { readonly what: 'LOG' }
);

/** Why one event was not taken, as the SDKs read it. */
export interface EventError {
  readonly id: string;
  readonly status: number;
  readonly message: string;
  readonly error: string;
}

/** The answer to a batch: every event of it is in one of the two lists. */
export interface IngestionAnswer {
  readonly successes: { readonly id: string; readonly status: 201 }[];
  readonly errors: EventError[];
}

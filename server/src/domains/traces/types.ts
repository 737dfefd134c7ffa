import type { TokenUsage } from '../messages/types.ts';

/** What a span did, in the field's words (OpenInference's kinds, plus EVENT for an instant and SPAN for anything else). */
export const spanKinds = [
  'SPAN',
  'LLM',
  'EMBEDDING',
  'TOOL',
  'AGENT',
  'CHAIN',
  'RETRIEVER',
  'RERANKER',
  'GUARDRAIL',
  'EVALUATOR',
  'PROMPT',
  'EVENT',
] as const;
export type SpanKind = (typeof spanKinds)[number];

/** A value as attributes hold it. 64-bit integers beyond 2^53 and bytes (base64) come as texts. */
export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Who made spans: one for all spans of a request that share it. */
export interface SpanSource {
  readonly resource: Attributes;
  readonly scopeName: string;
  readonly scopeVersion: string;
}

/** A span as OpenTelemetry tells it, in either encoding, before anything of it is checked. */
export interface ReceivedSpan {
  /** Lower-case hex as sent, of whatever length; '' when absent. */
  readonly traceId: string;
  readonly spanId: string;
  /** '' for a root. */
  readonly parentId: string;
  readonly name: string;
  /** Integer microseconds since the epoch; 0 when absent. */
  readonly startUs: number;
  readonly endUs: number;
  /** OpenTelemetry's status code: 0 unset, 1 ok, 2 error. */
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly source: SpanSource;
}

export interface SpanEvent {
  readonly name: string;
  readonly atUs: number;
  readonly attributes: Attributes;
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

/** A log record as OpenTelemetry tells it: an event of a span that came by `/v1/logs`. */
export interface ReceivedLog {
  /** As of ReceivedSpan; '' when the record belongs to no span. */
  readonly traceId: string;
  readonly spanId: string;
  /** `gen_ai.choice` and the like; '' when the record is no event. */
  readonly eventName: string;
  readonly body: AttributeValue;
  /** When it happened, else when it was seen: integer microseconds since the epoch; 0 when absent. */
  readonly atUs: number;
  readonly attributes: Attributes;
  readonly source: SpanSource;
}

export const chatRoles = ['SYSTEM', 'USER', 'ASSISTANT', 'TOOL'] as const;
export type ChatRole = (typeof chatRoles)[number];

/** One call of a tool, as a model asks for it. */
export interface ChatToolCall {
  readonly id: string | null;
  readonly name: string;
  /** As sent: JSON where it is JSON, else the text. */
  readonly arguments: unknown;
}

/** One message of a prompt or an answer, of any convention. */
export interface ChatMessage {
  readonly role: ChatRole;
  /** Its text; parts of text are joined by a blank line. '' where it only calls tools. */
  readonly content: string;
  /** Speaker's or tool's name. */
  readonly name?: string | undefined;
  readonly toolCalls?: readonly ChatToolCall[] | undefined;
  /** TOOL: which call it answers. */
  readonly toolCallId?: string | undefined;
  /** The model's thinking, where it was reported. */
  readonly reasoning?: string | undefined;
  /** What is no text: images, audio, files, a structured result; as sent. */
  readonly parts?: readonly unknown[] | undefined;
}

/** What went into a span or came out of it. */
export type SpanText =
  | { readonly form: 'TEXT'; readonly text: string }
  /** Any JSON value but one that reads as a chat. */
  | { readonly form: 'JSON'; readonly value: unknown }
  | { readonly form: 'CHAT'; readonly messages: readonly ChatMessage[] };
export type SpanTextForm = SpanText['form'];

/** A judgment that came inside of a span, an event or a log record (`gen_ai.evaluation.result`, OpenInference annotations). */
export interface SpanJudgment {
  readonly name: string;
  readonly value: number | null;
  readonly label: string | null;
  readonly explanation: string | null;
  readonly evaluatorKind: 'HUMAN' | 'MODEL' | 'RULE' | null;
  /** The sender's own id; sending it again updates. null: made from the content. */
  readonly identifier: string | null;
  /** What it judges where that is not the span itself: all of its trace or session. */
  readonly target?: 'TRACE' | 'SESSION' | undefined;
  /** The judgment as it was stored where its trace was downloaded. */
  readonly stored?: StoredJudgment | undefined;
}

/** A judgment as `evaluations` holds it, in JSON. */
export interface StoredJudgment {
  /** The workspace that it was downloaded from. */
  readonly workspaceId: string;
  readonly externalId: string;
  readonly messageExternalId: string | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly sessionId: string | null;
  readonly name: string | null;
  readonly value: number | null;
  readonly label: string | null;
  readonly rating: number | null;
  readonly success: boolean | null;
  readonly failureTags: readonly string[];
  readonly comment: string | null;
  readonly correctedOutput: string | null;
  readonly evaluator: string | null;
  readonly evaluatorKind: 'HUMAN' | 'MODEL' | 'RULE';
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** A span in the product's terms, of any convention. `null`: not reported. */
export interface Span {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hex digits, not all zero. */
  readonly spanId: string;
  /** null: a root. */
  readonly parentId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  /** Integer microseconds since the epoch. */
  readonly startUs: number;
  /** null: it has not ended. */
  readonly endUs: number | null;
  readonly isError: boolean;
  /** What it failed with ("rate_limit", "TimeoutError"); null: no error, or not reported. */
  readonly errorType: string | null;
  readonly errorMessage: string | null;
  readonly service: string | null;
  readonly environment: string | null;
  readonly release: string | null;
  readonly appVersion: string | null;
  readonly model: string | null;
  readonly provider: string | null;
  /** Temperature and the like, as sent. */
  readonly modelParameters: Attributes | null;
  /** In the API's convention: input includes cached, output includes reasoning. */
  readonly usage: TokenUsage;
  /** How `usage` was read (pure/conventions/usage-reading.ts); null: as it was reported. */
  readonly usageReading: string | null;
  /** What the sender says it cost, in US dollars. The product's own cost comes from the price book. */
  readonly reportedCostUsd: number | null;
  readonly timeToFirstTokenMs: number | null;
  readonly finishReason: string | null;
  readonly input: SpanText | null;
  readonly output: SpanText | null;
  /** Definitions of the tools that the model could call, as sent. */
  readonly tools: readonly unknown[] | null;
  /** Kind TOOL: the tool that ran, and the call that it answers. */
  readonly toolName: string | null;
  readonly toolCallId: string | null;
  /** What the application groups traces by. */
  readonly sessionId: string | null;
  /** `gen_ai.conversation.id`; null: the session stands for it. */
  readonly conversationId: string | null;
  readonly userId: string | null;
  /** What this span says of the whole trace. */
  readonly traceName: string | null;
  readonly tags: readonly string[];
  readonly metadata: Attributes | null;
  readonly experimentName: string | null;
  readonly variant: string | null;
  readonly promptName: string | null;
  readonly promptVersion: string | null;
  readonly judgments: readonly SpanJudgment[];
  /** What is left of the attributes: those that are not shown elsewhere. */
  readonly attributes: Attributes;
  /** The JSON text of an object: the other attributes as they were sent, each by its name. null: there are none, or none came. */
  readonly read: string | null;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly source: SpanSource | null;
}

/** What log records add to a span, which may have come already or come later. Absent: nothing is known. */
export interface SpanAmendment {
  readonly traceId: string;
  readonly spanId: string;
  /** When the first of the records happened: integer microseconds since the epoch. */
  readonly atUs: number;
  readonly input?: readonly ChatMessage[];
  readonly output?: readonly ChatMessage[];
  /** What the records tell beside the messages; it fills what the span does not say itself. */
  readonly fields?: AmendedFields;
}

/** What log records tell of a model call beside its messages. */
export type AmendedFields = Partial<
  Pick<Span, 'model' | 'provider' | 'modelParameters' | 'usage' | 'usageReading' | 'finishReason' | 'tools' | 'timeToFirstTokenMs'>
>;

/** Everything absent: a start for those who make spans. */
export const emptySpan: Span = {
  traceId: '',
  spanId: '',
  parentId: null,
  name: '',
  kind: 'SPAN',
  startUs: 0,
  endUs: null,
  isError: false,
  errorType: null,
  errorMessage: null,
  service: null,
  environment: null,
  release: null,
  appVersion: null,
  model: null,
  provider: null,
  modelParameters: null,
  usage: { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null },
  usageReading: null,
  reportedCostUsd: null,
  timeToFirstTokenMs: null,
  finishReason: null,
  input: null,
  output: null,
  tools: null,
  toolName: null,
  toolCallId: null,
  sessionId: null,
  conversationId: null,
  userId: null,
  traceName: null,
  tags: [],
  metadata: null,
  experimentName: null,
  variant: null,
  promptName: null,
  promptVersion: null,
  judgments: [],
  attributes: {},
  read: null,
  events: [],
  links: [],
  source: null,
};

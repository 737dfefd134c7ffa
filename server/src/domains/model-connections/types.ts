export const connectionKinds = ['OPENAI_COMPATIBLE', 'ANTHROPIC'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** How a model is given tools: by the server's own fields, or in the text of the conversation. */
export const toolProtocols = ['NATIVE', 'TEXT'] as const;
export type ToolProtocol = (typeof toolProtocols)[number];

/** A connection with its key, ready to be asked. Never given to a caller of the API. */
export interface OpenConnection {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly toolProtocol: ToolProtocol;
  /** Provider as the price book names it; empty: not known. */
  readonly provider: string;
}

/** A model that may be used. */
export interface ConnectedModel {
  /** As `connection/model`. */
  readonly ref: string;
  readonly connection: string;
  readonly model: string;
  readonly provider: string;
}

/** Why a model is the one that answers. */
export const choiceReasons = ['ASKED', 'PREFERENCE', 'WORKSPACE', 'ENVIRONMENT', 'FIRST'] as const;
export type ChoiceReason = (typeof choiceReasons)[number];

/** A tool as a model is shown it. */
export interface ChatTool {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of an object. */
  readonly parameters: object;
}

export type ChatMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly ChatCall[] }
  | { readonly role: 'tool'; readonly id: string; readonly name: string; readonly text: string };

export interface ChatCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What a call is ended by when the server takes too long, in milliseconds. */
export interface ChatLimits {
  /** Until the first part of the answer: a local server may have to load the model. */
  readonly firstPartMs: number;
  /** Between two parts. */
  readonly silenceMs: number;
  readonly totalMs: number;
}

/** How an answer is drawn; what is absent is left to the server. Not every server takes each of them. */
export interface ChatSampling {
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  /** Texts at which the answer ends. */
  readonly stop?: readonly string[];
}

export interface ChatRequest {
  /** As `connection/model`; absent: that of the person, of the workspace, of the environment, else the first there is. */
  readonly model?: string | undefined;
  readonly instructions: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
  /** Absent: 4,000. */
  readonly maxOutputTokens?: number;
  readonly sampling?: ChatSampling;
  /** A JSON Schema of an object that the answer is to fit. Whether it does is for the caller to check. */
  readonly outputSchema?: object;
  /** False: where the model fails, no other one is asked. */
  readonly fallsBack?: boolean;
  readonly signal?: AbortSignal;
  /** What asks, for the ledger: "assistant", "playground". */
  readonly purpose: string;
  /** What it is for, such as the id of a turn. */
  readonly reference?: string;
  readonly limits?: Partial<ChatLimits>;
}

/** Why a model gave no answer, or only the beginning of one. */
export const chatFailures = [
  'NO_MODEL',
  'MODEL_NOT_FOUND',
  'BUDGET_SPENT',
  'KEY_REFUSED',
  'KEY_UNREADABLE',
  'RATE_LIMITED',
  'REQUEST_REFUSED',
  'SERVER_FAILED',
  'UNREACHABLE',
  'ADDRESS_REFUSED',
  'NO_ANSWER',
  'STALLED',
  'TOO_LONG',
  'CUT_OFF',
  'STOPPED',
] as const;
export type ChatFailure = (typeof chatFailures)[number];

/** What ended an answer: the model itself, its wish to call tools, the limit of tokens, a filter of the server, or what is not known. */
export type EndReason = 'stop' | 'tools' | 'length' | 'filtered' | 'unknown';

/** A piece of an answer. The last one is `end` or `failed`; nothing is thrown. */
export type ChatPart =
  /** Which model answers. Another one comes where the first failed before its first word. */
  | { readonly kind: 'model'; readonly model: string; readonly reason: ChoiceReason | 'FALLBACK' }
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'call' } & ChatCall)
  /** A call that can't be made: its arguments are no JSON object, or no tool has the name. */
  | { readonly kind: 'badCall'; readonly id: string; readonly name: string; readonly text: string; readonly error: string }
  | {
      readonly kind: 'end';
      readonly reason: EndReason;
      readonly usage: ChatUsage;
      readonly model: string;
      /** What of the sampling the server's API has no place for, such as "seed": it was left out. */
      readonly ignored: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly code: ChatFailure;
      readonly message: string;
      readonly retryAfterMs: number | null;
      /** Of what came before the failure; null: no server was asked. */
      readonly usage: ChatUsage | null;
      /** As `connection/model`; null: none was found. */
      readonly model: string | null;
    };

/** What a call took. */
export interface ChatUsage {
  /** Cached ones included. */
  readonly inputTokens: number;
  /** Those of reasoning included. */
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
  /** Whether the tokens are estimated from the length of the texts: the server reported none. */
  readonly isEstimated: boolean;
  /** US dollars by the price book; null: no price is known for the model. */
  readonly costUsd: number | null;
  readonly durationMs: number;
  /** Until the first part of the answer; null: there was none. */
  readonly firstPartMs: number | null;
}

/** Most connections of a workspace. */
export const maxConnections = 50;
/** Most models that a connection may allow, or that are kept of what a server lists. */
export const maxModels = 500;
export const maxFallbacks = 5;
/** The connection that the environment makes has this name in every workspace. */
export const environmentName = 'environment';

/** A row of the ledger: one call of a model. */
export interface LedgerCall {
  /** Name of the connection, which may be gone. */
  readonly connection: string;
  readonly model: string;
  readonly outcome: 'DONE' | 'STOPPED' | 'FAILED';
  /** What it failed with; null: it has not failed. */
  readonly code: string | null;
  /** Null: the call was ended before anything was known of it. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cachedInputTokens: number | null;
  readonly isEstimated: boolean;
  /** Integer nano-dollars; null: no price is known for the model. */
  readonly nanoUsd: bigint | null;
  readonly timeToFirstPartMs: number | null;
  readonly durationMs: number;
  readonly startedAt: Date;
}

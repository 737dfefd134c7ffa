import type { EndReason } from '../model-connections/types.ts';

export const playgroundRoles = ['SYSTEM', 'USER', 'ASSISTANT', 'TOOL', 'PLACEHOLDER'] as const;
/** PLACEHOLDER: a place that a row fills with messages of its own. */
export type PlaygroundRole = (typeof playgroundRoles)[number];

/** A call of a tool in a message that stands in the prompt. */
export interface PromptCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A message of the prompt; `{{name}}` in its text is filled in from the row. */
export interface PlaygroundMessage {
  readonly role: PlaygroundRole;
  readonly text: string;
  /** ASSISTANT: tools that it called. */
  readonly toolCalls: readonly PromptCall[];
  /** TOOL: the call whose result this is; null for other roles. */
  readonly toolCallId: string | null;
  /** TOOL: name of the tool; PLACEHOLDER: name of the place; null for other roles. */
  readonly name: string | null;
}

export interface PlaygroundTool {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of an object. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What is sent to each model, before the values of a row are filled in. */
export interface PlaygroundPrompt {
  readonly messages: readonly PlaygroundMessage[];
  readonly tools: readonly PlaygroundTool[];
  /** JSON Schema that answers are to fit; null: answers are text. */
  readonly outputSchema: Readonly<Record<string, unknown>> | null;
  /** Null: that of the server. The same for the next ones. */
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly seed: number | null;
  readonly maxOutputTokens: number | null;
  /** Texts at which the answer ends. */
  readonly stop: readonly string[];
}

/** Values of variables by name. */
export type PlaygroundRow = Readonly<Record<string, string>>;

export const sourceKinds = ['PROMPT', 'SPAN', 'MESSAGE'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What a prompt was taken from. */
export interface PlaygroundSource {
  readonly kind: SourceKind;
  readonly promptName: string | null;
  readonly promptVersion: number | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly messageExternalId: string | null;
}

/** A prompt with what it came with, to be edited and run. */
export interface PlaygroundDraft {
  readonly title: string;
  readonly prompt: PlaygroundPrompt;
  readonly rows: readonly PlaygroundRow[];
  /** As `connection/model`; null: the model is not connected, or none was named. */
  readonly model: string | null;
  readonly source: PlaygroundSource;
  /** What could not be taken over, a sentence each. */
  readonly notes: readonly string[];
  /** The user of the application; null: of none. */
  readonly userId: string | null;
}

export const answerStatuses = ['WAITING', 'RUNNING', 'DONE', 'STOPPED', 'FAILED'] as const;
export type AnswerStatus = (typeof answerStatuses)[number];
export const isUnderWay = (status: AnswerStatus): boolean => status === 'WAITING' || status === 'RUNNING';

/** A call of a tool in an answer. */
export interface StepCall {
  readonly id: string;
  readonly name: string;
  /** Null: they can't be read, and `text` has them as they came. */
  readonly arguments: Readonly<Record<string, unknown>> | null;
  readonly text: string | null;
  /** Why the call can't be made; null: it can. */
  readonly error: string | null;
  /** Result that was typed in; null: none yet. */
  readonly result: string | null;
}

/** One call of a model. */
export interface AnswerStep {
  readonly text: string;
  readonly calls: readonly StepCall[];
  /** Null: it has not ended, or failed. */
  readonly endReason: EndReason | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
  readonly isEstimated: boolean;
  /** Null: no price is known, or no server was asked. */
  readonly costUsd: number | null;
  /** Null: no part of the answer came. */
  readonly timeToFirstTokenMs: number | null;
  /** Null: it runs still, or no server was asked. */
  readonly durationMs: number | null;
  readonly startedAt: string;
  /** Parameters that the server's API has no place for: they were left out. */
  readonly ignored: readonly string[];
}

/** What of an answer changes while it is made. */
export interface LiveAnswer {
  readonly id: string;
  readonly status: AnswerStatus;
  readonly steps: readonly AnswerStep[];
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly outputProblem: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export const maxModels = 6;
export const maxRows = 20;
export const maxMessages = 200;
export const maxTools = 64;
export const maxCalls = 64;
export const maxStops = 4;
export const maxStopLength = 100;
export const maxTitleLength = 120;
export const maxVariables = 100;
export const maxVariableLength = 100;
/** Prompt and rows together, in bytes of JSON. */
export const maxPromptBytes = 1_048_576;
/** Of one schema, in bytes of JSON. */
export const maxSchemaBytes = 65_536;
export const mostOutputTokens = 200_000;
/** What is sent where a prompt names no limit. */
export const defaultOutputTokens = 4_000;
/** Runs of one person that go on at the same time. */
export const maxRunning = 3;
/** Runs of one person that are kept; older ones go, except those that are shared. */
export const maxKeptRuns = 1_000;
/** Calls of the model for one answer, with results of tools typed in between. */
export const maxSteps = 20;
/** After so long without a sign of life an answer is lost. */
export const lostAfterMs = 60_000;

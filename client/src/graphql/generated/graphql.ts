/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which messages to look at: those that satisfy every field given, by having any one of the values in its list. What is absent, null or an empty list does not restrict. In lists of names, "" stands for messages that name none. */
export type AnalyticsFilter = {
  /** Environments. */
  environments?: Array<string> | null | undefined;
  /** Experiments. */
  experiments?: Array<string> | null | undefined;
  /** First instant, included; absent: since the beginning. */
  from?: string | null | undefined;
  /** Models. */
  models?: Array<string> | null | undefined;
  /** Providers. */
  providers?: Array<string> | null | undefined;
  /** Messages with at least one rating of these, 1 to 5. */
  ratings?: Array<number> | null | undefined;
  /** Sessions. */
  sessions?: Array<string> | null | undefined;
  /** true: messages with at least one verdict of success; false: with at least one of failure. */
  success?: boolean | null | undefined;
  /** Last instant, not included; absent: without end. */
  to?: string | null | undefined;
  /** Training methods of the models, as the list of models says: BASE, SFT, DPO, RLHF. */
  trainingMethods?: Array<string> | null | undefined;
  /** Users, by the ids they were sent with. */
  users?: Array<string> | null | undefined;
  /** Variants. */
  variants?: Array<string> | null | undefined;
  /** true: only messages that came through a widget; false: only others. */
  widget?: boolean | null | undefined;
};

/** Where a model runs. */
export type DeploymentInput = {
  /** Since when it runs there. */
  deployedAt?: string | null | undefined;
  /** Its address. */
  endpoint?: string | null | undefined;
  /** The training that made it. */
  trainingJobId?: string | null | undefined;
  /** The kind of deployment, such as serverless. */
  type?: string | null | undefined;
};

/** A judgment of a message; it says at least one of rating, success, failureTags, comment and correctedOutput. It may come before its message. */
export type EvaluationInput = {
  /** Anything to say of it, at most 1 MiB. */
  comment?: string | null | undefined;
  /** What the message should have said, at most 1 MiB. */
  correctedOutput?: string | null | undefined;
  /** When it was judged; absent: now. */
  createdAt?: string | null | undefined;
  /** The judge's name. */
  evaluator?: string | null | undefined;
  /** What the judge is; absent: a person. */
  evaluatorKind?: EvaluatorKind | null | undefined;
  /** Your id of the judgment; sending it again updates it. Absent: made from the content, so that the same judgment twice is one. */
  externalId?: string | null | undefined;
  /** What went wrong; at most 100 tags of 1 to 512 characters. */
  failureTags?: Array<string> | null | undefined;
  /** The id that the message was (or will be) sent with. */
  messageExternalId: string;
  /** From 1 (worst) to 5 (best). */
  rating?: number | null | undefined;
  /** Whether the message did what it should. */
  success?: boolean | null | undefined;
};

/** Who judged a message. */
export type EvaluatorKind =
  /** A person. */
  | 'HUMAN'
  /** A model. */
  | 'MODEL'
  /** A rule, such as a test of the outcome. */
  | 'RULE';

/** Length of the buckets of a series, in UTC. */
export type Interval =
  /** Days. */
  | 'DAY'
  /** Hours. */
  | 'HOUR'
  /** Months. */
  | 'MONTH'
  /** Weeks from Monday. */
  | 'WEEK';

/** Who said a message. */
export type MessageRole =
  /** The model. Only its messages have a cost, and analytics count them unless they say otherwise. */
  | 'ASSISTANT'
  /** The instructions that the application gave the model. */
  | 'SYSTEM'
  /** What a tool answered. */
  | 'TOOL'
  /** A user of the application. */
  | 'USER';

/** What to say of a model. A field that is absent stays as it was; one that is null is cleared. */
export type ModelInput = {
  /** The model it was made from. */
  baseModel?: string | null | undefined;
  /** Where it runs. */
  deployment?: DeploymentInput | null | undefined;
  /** What its evaluation gave. */
  evaluationResults?: unknown;
  /** As messages name it, 1 to 512 characters. */
  name: string;
  /** Its provider. */
  provider?: string | null | undefined;
  /** What it was trained on. */
  trainingDataset?: string | null | undefined;
  /** How it came to be. */
  trainingMethod?: TrainingMethod | null | undefined;
};

/** A price to set. A model’s price goes before its provider’s, that before the default; one set here before an imported one. */
export type PriceInput = {
  /** For messages created from then on; absent: always. */
  effectiveFrom?: string | null | undefined;
  /** The model, as messages name it: of scope MODEL. */
  model?: string | null | undefined;
  /** The provider, as messages name it: of scope PROVIDER, or to narrow a MODEL price. */
  provider?: string | null | undefined;
  /** Its rates. */
  rates: PriceRatesInput;
  /** What it holds for. */
  scope: PriceScope;
  /** Other rates for long inputs; at most 20. */
  tiers?: Array<PriceTierInput> | null | undefined;
};

/** US dollars per million tokens, from 0 to 1,000,000. */
export type PriceRatesInput = {
  /** Input tokens read from a cache; absent: as the input. */
  cacheReadUsdPerMillion?: number | null | undefined;
  /** Input tokens written to a cache; absent: as the input. */
  cacheWriteUsdPerMillion?: number | null | undefined;
  /** Input tokens that no cache was used for. */
  inputUsdPerMillion: number;
  /** Output tokens. */
  outputUsdPerMillion: number;
  /** Output tokens spent on reasoning; absent: as the output. */
  reasoningUsdPerMillion?: number | null | undefined;
};

/** What a price holds for. */
export type PriceScope =
  /** Every message that no other price holds for. */
  | 'DEFAULT'
  /** One model, at one provider or at any. */
  | 'MODEL'
  /** A provider's messages whose model has no price. */
  | 'PROVIDER';

/** Rates of a whole message with a long input. */
export type PriceTierInput = {
  /** Holds when a message has more input tokens than this. */
  aboveInputTokens: number;
  /** Its rates. */
  rates: PriceRatesInput;
};

/** Where a background task stands. */
export type TaskStatus =
  /** Given up; `error` says why. */
  | 'FAILED'
  /** Waiting for its turn. */
  | 'QUEUED'
  /** Being worked on. */
  | 'RUNNING'
  /** Done. */
  | 'SUCCEEDED';

/** How a model came to be. */
export type TrainingMethod =
  /** As its maker released it. */
  | 'BASE'
  /** Tuned on preferences, directly. */
  | 'DPO'
  /** Tuned by reinforcement on human feedback. */
  | 'RLHF'
  /** Fine-tuned on examples. */
  | 'SFT';

export type ShellQueryVariables = Exact<{ [key: string]: never; }>;


export type ShellQuery = { workspace: { id: string, name: string, slug: string, messageCount: number, firstMessageAt: string | null } };

export type FilterChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type FilterChoicesQuery = { filterOptions: { models: Array<string>, providers: Array<string>, trainingMethods: Array<string>, sessions: Array<string>, experiments: Array<string>, variants: Array<string>, environments: Array<string> } };

export type PaletteChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type PaletteChoicesQuery = { models: Array<{ id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null }> };

export type MessageArrivedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MessageArrivedSubscription = { messageIngested: { id: string } };

export type KeyRowFragment = { id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null };

export type KeysQueryVariables = Exact<{ [key: string]: never; }>;


export type KeysQuery = { apiKeys: Array<{ id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null }>, workspace: { id: string, name: string, messageCount: number, firstMessageAt: string | null } };

export type CreateKeyMutationVariables = Exact<{
  name: string;
}>;


export type CreateKeyMutation = { createApiKey: { secret: string, apiKey: { id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null } } };

export type RevokeKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeKeyMutation = { revokeApiKey: { id: string, name: string, prefix: string, createdAt: string, lastUsedAt: string | null, revokedAt: string | null } };

export type FirstMessageSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FirstMessageSubscription = { messageIngested: { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, conversation: { id: string, externalId: string } } };

export type JudgementFragment = { id: string, externalId: string, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string };

export type TurnFragment = { id: string, externalId: string, role: MessageRole, content: string, createdAt: string, model: string | null, provider: string | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, latencyMs: number | null, timeToFirstTokenMs: number | null, errorType: string | null, costUsd: number | null, traceId: string | null, metadata: unknown, toolCalls: Array<{ id: string | null, name: string, success: boolean | null, durationMs: number | null, error: string | null, arguments: unknown, result: unknown }>, evaluations: Array<{ id: string, externalId: string, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string }> };

export type ConversationQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ConversationQuery = { conversation: { id: string, externalId: string, sessionId: string | null, experimentName: string | null, variant: string | null, widget: boolean, userId: string | null, environment: string | null, startedAt: string, lastMessageAt: string, messageCount: number, costUsd: number | null, messages: { edges: Array<{ cursor: string, node: { id: string, externalId: string, role: MessageRole, content: string, createdAt: string, model: string | null, provider: string | null, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, latencyMs: number | null, timeToFirstTokenMs: number | null, errorType: string | null, costUsd: number | null, traceId: string | null, metadata: unknown, toolCalls: Array<{ id: string | null, name: string, success: boolean | null, durationMs: number | null, error: string | null, arguments: unknown, result: unknown }>, evaluations: Array<{ id: string, externalId: string, rating: number | null, success: boolean | null, failureTags: Array<string>, comment: string | null, correctedOutput: string | null, evaluator: string | null, evaluatorKind: EvaluatorKind, createdAt: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type WhyThisCostQueryVariables = Exact<{
  externalId: string;
}>;


export type WhyThisCostQuery = { message: { id: string, inputTokens: number | null, outputTokens: number | null, cacheReadTokens: number | null, cacheWriteTokens: number | null, reasoningTokens: number | null, cost: { totalUsd: number | null, inputUsd: number | null, cacheReadUsd: number | null, cacheWriteUsd: number | null, outputUsd: number | null, reasoningUsd: number | null, note: string, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null } } | null };

export type RateMutationVariables = Exact<{
  evaluations: Array<EvaluationInput> | EvaluationInput;
}>;


export type RateMutation = { evaluateMessages: { accepted: number, updated: number, rejected: Array<{ index: number, field: string, reason: string }> } };

export type ConversationMovedSubscriptionVariables = Exact<{
  conversationId?: string | null | undefined;
}>;


export type ConversationMovedSubscription = { messageIngested: { id: string } };

export type MessageRowFragment = { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, inputTokens: number | null, outputTokens: number | null, latencyMs: number | null, costUsd: number | null, errorType: string | null, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, rating: number | null, success: boolean | null }>, toolCalls: Array<{ name: string, success: boolean | null }> };

export type MessagePageQueryVariables = Exact<{
  filter?: AnalyticsFilter | null | undefined;
  search?: string | null | undefined;
  roles?: Array<MessageRole> | MessageRole | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MessagePageQuery = { messages: { edges: Array<{ cursor: string, node: { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, inputTokens: number | null, outputTokens: number | null, latencyMs: number | null, costUsd: number | null, errorType: string | null, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, rating: number | null, success: boolean | null }>, toolCalls: Array<{ name: string, success: boolean | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type NewerMessagesQueryVariables = Exact<{
  filter?: AnalyticsFilter | null | undefined;
  search?: string | null | undefined;
  roles?: Array<MessageRole> | MessageRole | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type NewerMessagesQuery = { messages: { edges: Array<{ cursor: string, node: { id: string, externalId: string, role: MessageRole, model: string | null, createdAt: string, contentPreview: string, inputTokens: number | null, outputTokens: number | null, latencyMs: number | null, costUsd: number | null, errorType: string | null, conversation: { id: string, externalId: string }, evaluations: Array<{ id: string, rating: number | null, success: boolean | null }>, toolCalls: Array<{ name: string, success: boolean | null }> } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } };

export type ModelCardFragment = { id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null };

export type ModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsQuery = { models: Array<{ id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null }> };

export type ModelsUseQueryVariables = Exact<{
  filter: AnalyticsFilter;
}>;


export type ModelsUseQuery = { analytics: { byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }> } };

export type ModelPageQueryVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
}>;


export type ModelPageQuery = { models: Array<{ id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null }>, filterOptions: { models: Array<string> }, analytics: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, ratings: Array<{ rating: number, count: number }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null } }>, errors: Array<{ errorType: string, count: number, share: number }>, failureTags: Array<{ tag: string, count: number }> } };

export type ModelChangedSubscriptionVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
}>;


export type ModelChangedSubscription = { analyticsChanged: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, ratings: Array<{ rating: number, count: number }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null } }>, errors: Array<{ errorType: string, count: number, share: number }>, failureTags: Array<{ tag: string, count: number }> } };

export type ModelScreenFragment = { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, ratings: Array<{ rating: number, count: number }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null } }>, errors: Array<{ errorType: string, count: number, share: number }>, failureTags: Array<{ tag: string, count: number }> };

export type SaveModelMutationVariables = Exact<{
  model: ModelInput;
}>;


export type SaveModelMutation = { saveModel: { id: string, name: string, provider: string | null, trainingMethod: TrainingMethod | null, baseModel: string | null, trainingDataset: string | null, evaluationResults: unknown, firstSeenAt: string | null, deployment: { trainingJobId: string | null, endpoint: string | null, type: string | null, deployedAt: string | null } | null, price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null } };

export type DeleteModelMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteModelMutation = { deleteModel: boolean };

type Numbers_MethodOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_ModelOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_Overview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_OverviewBucket_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_ProviderOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_SessionOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

type Numbers_VariantOverview_Fragment = { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

export type NumbersFragment =
  | Numbers_MethodOverview_Fragment
  | Numbers_ModelOverview_Fragment
  | Numbers_Overview_Fragment
  | Numbers_OverviewBucket_Fragment
  | Numbers_ProviderOverview_Fragment
  | Numbers_SessionOverview_Fragment
  | Numbers_VariantOverview_Fragment
;

export type BucketFragment = { startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } };

export type ModelBucketFragment = { startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null };

export type ModelRowFragment = { model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> };

export type ToolRowFragment = { name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null } };

export type FirstScreenFragment = { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }>, ratings: Array<{ rating: number, count: number }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null } }>, errors: Array<{ errorType: string, count: number, share: number }>, failureTags: Array<{ tag: string, count: number }> };

export type OverviewQueryVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
}>;


export type OverviewQuery = { filterOptions: { models: Array<string> }, analytics: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }>, ratings: Array<{ rating: number, count: number }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null } }>, errors: Array<{ errorType: string, count: number, share: number }>, failureTags: Array<{ tag: string, count: number }> } };

export type OverviewChangedSubscriptionVariables = Exact<{
  filter: AnalyticsFilter;
  compare: boolean;
}>;


export type OverviewChangedSubscription = { analyticsChanged: { interval: Interval, overview: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }, previous?: { messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } } | null, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, previousSeries?: Array<{ startedAt: string, isPartial: boolean, messageCount: number, conversationCount: number, userCount: number, inputTokens: number | string, outputTokens: number | string, cacheReadTokens: number | string, costUsd: number | null, costPerMessageUsd: number | null, pricedCount: number, evaluatedCount: number, ratedCount: number, judgedCount: number, successShare: number | null, averageRating: number | null, errorShare: number | null, errorCount: number, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p90Ms: number | null, p95Ms: number | null, p99Ms: number | null } }>, seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }>, byModel: Array<{ model: string | null, provider: string | null, trainingMethod: TrainingMethod | null, messageCount: number, costUsd: number | null, costPerMessageUsd: number | null, judgedCount: number, successShare: number | null, ratedCount: number, averageRating: number | null, errorShare: number | null, successInterval: { low: number, high: number } | null, latencyMs: { p50Ms: number | null, p95Ms: number | null }, series: Array<{ startedAt: string, isPartial: boolean, messageCount: number }> }>, ratings: Array<{ rating: number, count: number }>, tools: Array<{ name: string, callCount: number, failureCount: number, successShare: number | null, durationMs: { p50Ms: number | null, p95Ms: number | null } }>, errors: Array<{ errorType: string, count: number, share: number }>, failureTags: Array<{ tag: string, count: number }> } };

export type SuccessByModelQueryVariables = Exact<{
  filter: AnalyticsFilter;
  interval: Interval;
}>;


export type SuccessByModelQuery = { analytics: { seriesByModel: Array<{ model: string, buckets: Array<{ startedAt: string, isPartial: boolean, messageCount: number, costUsd: number | null, judgedCount: number, successShare: number | null, successInterval: { low: number, high: number } | null }> }> } };

export type RatesFragment = { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null };

export type PriceLineFragment = { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> };

export type TaskFragment = { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null };

export type PriceBookQueryVariables = Exact<{ [key: string]: never; }>;


export type PriceBookQuery = { prices: Array<{ id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> }>, models: Array<{ id: string, name: string, provider: string | null, firstSeenAt: string | null, price: { id: string } | null }>, backgroundTasks: Array<{ id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null }> };

export type UnpricedQueryVariables = Exact<{
  filter: AnalyticsFilter;
}>;


export type UnpricedQuery = { analytics: { byModel: Array<{ model: string | null, provider: string | null, messageCount: number, pricedCount: number }> } };

export type SavePriceMutationVariables = Exact<{
  price: PriceInput;
}>;


export type SavePriceMutation = { savePrice: { price: { id: string, scope: PriceScope, provider: string | null, model: string | null, effectiveFrom: string | null, source: string, createdAt: string, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null }, tiers: Array<{ aboveInputTokens: number, rates: { inputUsdPerMillion: number, outputUsdPerMillion: number, cacheReadUsdPerMillion: number | null, cacheWriteUsdPerMillion: number | null, reasoningUsdPerMillion: number | null } }> } | null, task: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null } | null } };

export type DeletePriceMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePriceMutation = { deletePrice: { price: { id: string } | null, task: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null } | null } };

export type ImportPricesMutationVariables = Exact<{
  table: unknown;
}>;


export type ImportPricesMutation = { importPrices: { added: number, changed: number, unchanged: number, skipped: Array<{ model: string, reason: string }>, task: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null } | null } };

export type TaskChangedSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type TaskChangedSubscription = { backgroundTaskChanged: { id: string, kind: string, status: TaskStatus, totalCount: number, doneCount: number, progressShare: number, createdAt: string, finishedAt: string | null, error: string | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const KeyRowFragmentDoc = new TypedDocumentString(`
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}
    `, {"fragmentName":"KeyRow"}) as unknown as TypedDocumentString<KeyRowFragment, unknown>;
export const JudgementFragmentDoc = new TypedDocumentString(`
    fragment Judgement on Evaluation {
  id
  externalId
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}
    `, {"fragmentName":"Judgement"}) as unknown as TypedDocumentString<JudgementFragment, unknown>;
export const TurnFragmentDoc = new TypedDocumentString(`
    fragment Turn on Message {
  id
  externalId
  role
  content
  createdAt
  model
  provider
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  reasoningTokens
  latencyMs
  timeToFirstTokenMs
  errorType
  costUsd
  traceId
  metadata
  toolCalls {
    id
    name
    success
    durationMs
    error
    arguments
    result
  }
  evaluations {
    ...Judgement
  }
}
    fragment Judgement on Evaluation {
  id
  externalId
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}`, {"fragmentName":"Turn"}) as unknown as TypedDocumentString<TurnFragment, unknown>;
export const MessageRowFragmentDoc = new TypedDocumentString(`
    fragment MessageRow on Message {
  id
  externalId
  role
  model
  createdAt
  contentPreview(maxLength: 200)
  inputTokens
  outputTokens
  latencyMs
  costUsd
  errorType
  conversation {
    id
    externalId
  }
  evaluations {
    id
    rating
    success
  }
  toolCalls {
    name
    success
  }
}
    `, {"fragmentName":"MessageRow"}) as unknown as TypedDocumentString<MessageRowFragment, unknown>;
export const RatesFragmentDoc = new TypedDocumentString(`
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
    `, {"fragmentName":"Rates"}) as unknown as TypedDocumentString<RatesFragment, unknown>;
export const PriceLineFragmentDoc = new TypedDocumentString(`
    fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}`, {"fragmentName":"PriceLine"}) as unknown as TypedDocumentString<PriceLineFragment, unknown>;
export const ModelCardFragmentDoc = new TypedDocumentString(`
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`, {"fragmentName":"ModelCard"}) as unknown as TypedDocumentString<ModelCardFragment, unknown>;
export const NumbersFragmentDoc = new TypedDocumentString(`
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
    `, {"fragmentName":"Numbers"}) as unknown as TypedDocumentString<NumbersFragment, unknown>;
export const BucketFragmentDoc = new TypedDocumentString(`
    fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}`, {"fragmentName":"Bucket"}) as unknown as TypedDocumentString<BucketFragment, unknown>;
export const ToolRowFragmentDoc = new TypedDocumentString(`
    fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
}
    `, {"fragmentName":"ToolRow"}) as unknown as TypedDocumentString<ToolRowFragment, unknown>;
export const ModelScreenFragmentDoc = new TypedDocumentString(`
    fragment ModelScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  ratings {
    rating
    count
  }
  tools {
    ...ToolRow
  }
  errors {
    errorType
    count
    share
  }
  failureTags {
    tag
    count
  }
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
}`, {"fragmentName":"ModelScreen"}) as unknown as TypedDocumentString<ModelScreenFragment, unknown>;
export const ModelBucketFragmentDoc = new TypedDocumentString(`
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
    `, {"fragmentName":"ModelBucket"}) as unknown as TypedDocumentString<ModelBucketFragment, unknown>;
export const ModelRowFragmentDoc = new TypedDocumentString(`
    fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
    `, {"fragmentName":"ModelRow"}) as unknown as TypedDocumentString<ModelRowFragment, unknown>;
export const FirstScreenFragmentDoc = new TypedDocumentString(`
    fragment FirstScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
  }
  byModel {
    ...ModelRow
  }
  ratings {
    rating
    count
  }
  tools {
    ...ToolRow
  }
  errors {
    errorType
    count
    share
  }
  failureTags {
    tag
    count
  }
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
}`, {"fragmentName":"FirstScreen"}) as unknown as TypedDocumentString<FirstScreenFragment, unknown>;
export const TaskFragmentDoc = new TypedDocumentString(`
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
}
    `, {"fragmentName":"Task"}) as unknown as TypedDocumentString<TaskFragment, unknown>;
export const ShellDocument = new TypedDocumentString(`
    query Shell {
  workspace {
    id
    name
    slug
    messageCount
    firstMessageAt
  }
}
    `) as unknown as TypedDocumentString<ShellQuery, ShellQueryVariables>;
export const FilterChoicesDocument = new TypedDocumentString(`
    query FilterChoices {
  filterOptions {
    models
    providers
    trainingMethods
    sessions
    experiments
    variants
    environments
  }
}
    `) as unknown as TypedDocumentString<FilterChoicesQuery, FilterChoicesQueryVariables>;
export const PaletteChoicesDocument = new TypedDocumentString(`
    query PaletteChoices {
  models {
    id
    name
    provider
    trainingMethod
  }
}
    `) as unknown as TypedDocumentString<PaletteChoicesQuery, PaletteChoicesQueryVariables>;
export const MessageArrivedDocument = new TypedDocumentString(`
    subscription MessageArrived {
  messageIngested {
    id
  }
}
    `) as unknown as TypedDocumentString<MessageArrivedSubscription, MessageArrivedSubscriptionVariables>;
export const KeysDocument = new TypedDocumentString(`
    query Keys {
  apiKeys {
    ...KeyRow
  }
  workspace {
    id
    name
    messageCount
    firstMessageAt
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<KeysQuery, KeysQueryVariables>;
export const CreateKeyDocument = new TypedDocumentString(`
    mutation CreateKey($name: String!) {
  createApiKey(name: $name) {
    secret
    apiKey {
      ...KeyRow
    }
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<CreateKeyMutation, CreateKeyMutationVariables>;
export const RevokeKeyDocument = new TypedDocumentString(`
    mutation RevokeKey($id: ID!) {
  revokeApiKey(id: $id) {
    ...KeyRow
  }
}
    fragment KeyRow on ApiKey {
  id
  name
  prefix
  createdAt
  lastUsedAt
  revokedAt
}`) as unknown as TypedDocumentString<RevokeKeyMutation, RevokeKeyMutationVariables>;
export const FirstMessageDocument = new TypedDocumentString(`
    subscription FirstMessage {
  messageIngested {
    id
    externalId
    role
    model
    createdAt
    contentPreview(maxLength: 120)
    conversation {
      id
      externalId
    }
  }
}
    `) as unknown as TypedDocumentString<FirstMessageSubscription, FirstMessageSubscriptionVariables>;
export const ConversationDocument = new TypedDocumentString(`
    query Conversation($id: String!, $first: Int, $after: String) {
  conversation(id: $id) {
    id
    externalId
    sessionId
    experimentName
    variant
    widget
    userId
    environment
    startedAt
    lastMessageAt
    messageCount
    costUsd
    messages(first: $first, after: $after) {
      edges {
        cursor
        node {
          ...Turn
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Judgement on Evaluation {
  id
  externalId
  rating
  success
  failureTags
  comment
  correctedOutput
  evaluator
  evaluatorKind
  createdAt
}
fragment Turn on Message {
  id
  externalId
  role
  content
  createdAt
  model
  provider
  inputTokens
  outputTokens
  cacheReadTokens
  cacheWriteTokens
  reasoningTokens
  latencyMs
  timeToFirstTokenMs
  errorType
  costUsd
  traceId
  metadata
  toolCalls {
    id
    name
    success
    durationMs
    error
    arguments
    result
  }
  evaluations {
    ...Judgement
  }
}`) as unknown as TypedDocumentString<ConversationQuery, ConversationQueryVariables>;
export const WhyThisCostDocument = new TypedDocumentString(`
    query WhyThisCost($externalId: String!) {
  message(externalId: $externalId) {
    id
    inputTokens
    outputTokens
    cacheReadTokens
    cacheWriteTokens
    reasoningTokens
    cost {
      totalUsd
      inputUsd
      cacheReadUsd
      cacheWriteUsd
      outputUsd
      reasoningUsd
      note
      price {
        ...PriceLine
      }
    }
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<WhyThisCostQuery, WhyThisCostQueryVariables>;
export const RateDocument = new TypedDocumentString(`
    mutation Rate($evaluations: [EvaluationInput!]!) {
  evaluateMessages(evaluations: $evaluations) {
    accepted
    updated
    rejected {
      index
      field
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<RateMutation, RateMutationVariables>;
export const ConversationMovedDocument = new TypedDocumentString(`
    subscription ConversationMoved($conversationId: String) {
  messageIngested(conversationId: $conversationId) {
    id
  }
}
    `) as unknown as TypedDocumentString<ConversationMovedSubscription, ConversationMovedSubscriptionVariables>;
export const MessagePageDocument = new TypedDocumentString(`
    query MessagePage($filter: AnalyticsFilter, $search: String, $roles: [MessageRole!], $first: Int, $after: String) {
  messages(
    filter: $filter
    search: $search
    roles: $roles
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        ...MessageRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MessageRow on Message {
  id
  externalId
  role
  model
  createdAt
  contentPreview(maxLength: 200)
  inputTokens
  outputTokens
  latencyMs
  costUsd
  errorType
  conversation {
    id
    externalId
  }
  evaluations {
    id
    rating
    success
  }
  toolCalls {
    name
    success
  }
}`) as unknown as TypedDocumentString<MessagePageQuery, MessagePageQueryVariables>;
export const NewerMessagesDocument = new TypedDocumentString(`
    query NewerMessages($filter: AnalyticsFilter, $search: String, $roles: [MessageRole!], $last: Int, $before: String) {
  messages(
    filter: $filter
    search: $search
    roles: $roles
    last: $last
    before: $before
  ) {
    edges {
      cursor
      node {
        ...MessageRow
      }
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    fragment MessageRow on Message {
  id
  externalId
  role
  model
  createdAt
  contentPreview(maxLength: 200)
  inputTokens
  outputTokens
  latencyMs
  costUsd
  errorType
  conversation {
    id
    externalId
  }
  evaluations {
    id
    rating
    success
  }
  toolCalls {
    name
    success
  }
}`) as unknown as TypedDocumentString<NewerMessagesQuery, NewerMessagesQueryVariables>;
export const ModelsDocument = new TypedDocumentString(`
    query Models {
  models {
    ...ModelCard
  }
}
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
export const ModelsUseDocument = new TypedDocumentString(`
    query ModelsUse($filter: AnalyticsFilter!) {
  analytics(filter: $filter) {
    byModel {
      ...ModelRow
    }
  }
}
    fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}`) as unknown as TypedDocumentString<ModelsUseQuery, ModelsUseQueryVariables>;
export const ModelPageDocument = new TypedDocumentString(`
    query ModelPage($filter: AnalyticsFilter!, $compare: Boolean!) {
  models {
    ...ModelCard
  }
  filterOptions {
    models
  }
  analytics(filter: $filter) {
    ...ModelScreen
  }
}
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
fragment ModelScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  ratings {
    rating
    count
  }
  tools {
    ...ToolRow
  }
  errors {
    errorType
    count
    share
  }
  failureTags {
    tag
    count
  }
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<ModelPageQuery, ModelPageQueryVariables>;
export const ModelChangedDocument = new TypedDocumentString(`
    subscription ModelChanged($filter: AnalyticsFilter!, $compare: Boolean!) {
  analyticsChanged(filter: $filter) {
    ...ModelScreen
  }
}
    fragment ModelScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  ratings {
    rating
    count
  }
  tools {
    ...ToolRow
  }
  errors {
    errorType
    count
    share
  }
  failureTags {
    tag
    count
  }
}
fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
}`) as unknown as TypedDocumentString<ModelChangedSubscription, ModelChangedSubscriptionVariables>;
export const SaveModelDocument = new TypedDocumentString(`
    mutation SaveModel($model: ModelInput!) {
  saveModel(model: $model) {
    ...ModelCard
  }
}
    fragment ModelCard on Model {
  id
  name
  provider
  trainingMethod
  baseModel
  trainingDataset
  evaluationResults
  firstSeenAt
  deployment {
    trainingJobId
    endpoint
    type
    deployedAt
  }
  price {
    ...PriceLine
  }
}
fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}`) as unknown as TypedDocumentString<SaveModelMutation, SaveModelMutationVariables>;
export const DeleteModelDocument = new TypedDocumentString(`
    mutation DeleteModel($id: ID!) {
  deleteModel(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteModelMutation, DeleteModelMutationVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($filter: AnalyticsFilter!, $compare: Boolean!) {
  filterOptions {
    models
  }
  analytics(filter: $filter) {
    ...FirstScreen
  }
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
}
fragment FirstScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
  }
  byModel {
    ...ModelRow
  }
  ratings {
    rating
    count
  }
  tools {
    ...ToolRow
  }
  errors {
    errorType
    count
    share
  }
  failureTags {
    tag
    count
  }
}`) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const OverviewChangedDocument = new TypedDocumentString(`
    subscription OverviewChanged($filter: AnalyticsFilter!, $compare: Boolean!) {
  analyticsChanged(filter: $filter) {
    ...FirstScreen
  }
}
    fragment Numbers on OverviewNumbers {
  messageCount
  conversationCount
  userCount
  inputTokens
  outputTokens
  cacheReadTokens
  costUsd
  costPerMessageUsd
  pricedCount
  evaluatedCount
  ratedCount
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  averageRating
  errorShare
  errorCount
  latencyMs {
    p50Ms
    p90Ms
    p95Ms
    p99Ms
  }
}
fragment Bucket on OverviewBucket {
  startedAt
  isPartial
  ...Numbers
}
fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}
fragment ModelRow on ModelOverview {
  model
  provider
  trainingMethod
  messageCount
  costUsd
  costPerMessageUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
  ratedCount
  averageRating
  errorShare
  latencyMs {
    p50Ms
    p95Ms
  }
  series {
    startedAt
    isPartial
    messageCount
  }
}
fragment ToolRow on ToolUse {
  name
  callCount
  failureCount
  successShare
  durationMs {
    p50Ms
    p95Ms
  }
}
fragment FirstScreen on Analytics {
  interval
  overview {
    ...Numbers
  }
  previous @include(if: $compare) {
    ...Numbers
  }
  series {
    ...Bucket
  }
  previousSeries @include(if: $compare) {
    ...Bucket
  }
  seriesByModel(top: 6) {
    model
    buckets {
      ...ModelBucket
    }
  }
  byModel {
    ...ModelRow
  }
  ratings {
    rating
    count
  }
  tools {
    ...ToolRow
  }
  errors {
    errorType
    count
    share
  }
  failureTags {
    tag
    count
  }
}`) as unknown as TypedDocumentString<OverviewChangedSubscription, OverviewChangedSubscriptionVariables>;
export const SuccessByModelDocument = new TypedDocumentString(`
    query SuccessByModel($filter: AnalyticsFilter!, $interval: Interval!) {
  analytics(filter: $filter) {
    seriesByModel(interval: $interval, top: 6) {
      model
      buckets {
        ...ModelBucket
      }
    }
  }
}
    fragment ModelBucket on OverviewBucket {
  startedAt
  isPartial
  messageCount
  costUsd
  judgedCount
  successShare
  successInterval {
    low
    high
  }
}`) as unknown as TypedDocumentString<SuccessByModelQuery, SuccessByModelQueryVariables>;
export const PriceBookDocument = new TypedDocumentString(`
    query PriceBook {
  prices {
    ...PriceLine
  }
  models {
    id
    name
    provider
    firstSeenAt
    price {
      id
    }
  }
  backgroundTasks {
    ...Task
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}
fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
}`) as unknown as TypedDocumentString<PriceBookQuery, PriceBookQueryVariables>;
export const UnpricedDocument = new TypedDocumentString(`
    query Unpriced($filter: AnalyticsFilter!) {
  analytics(filter: $filter) {
    byModel {
      model
      provider
      messageCount
      pricedCount
    }
  }
}
    `) as unknown as TypedDocumentString<UnpricedQuery, UnpricedQueryVariables>;
export const SavePriceDocument = new TypedDocumentString(`
    mutation SavePrice($price: PriceInput!) {
  savePrice(price: $price) {
    price {
      ...PriceLine
    }
    task {
      ...Task
    }
  }
}
    fragment Rates on PriceRates {
  inputUsdPerMillion
  outputUsdPerMillion
  cacheReadUsdPerMillion
  cacheWriteUsdPerMillion
  reasoningUsdPerMillion
}
fragment PriceLine on Price {
  id
  scope
  provider
  model
  effectiveFrom
  source
  createdAt
  rates {
    ...Rates
  }
  tiers {
    aboveInputTokens
    rates {
      ...Rates
    }
  }
}
fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
}`) as unknown as TypedDocumentString<SavePriceMutation, SavePriceMutationVariables>;
export const DeletePriceDocument = new TypedDocumentString(`
    mutation DeletePrice($id: ID!) {
  deletePrice(id: $id) {
    price {
      id
    }
    task {
      ...Task
    }
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
}`) as unknown as TypedDocumentString<DeletePriceMutation, DeletePriceMutationVariables>;
export const ImportPricesDocument = new TypedDocumentString(`
    mutation ImportPrices($table: JSON!) {
  importPrices(table: $table) {
    added
    changed
    unchanged
    skipped {
      model
      reason
    }
    task {
      ...Task
    }
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
}`) as unknown as TypedDocumentString<ImportPricesMutation, ImportPricesMutationVariables>;
export const TaskChangedDocument = new TypedDocumentString(`
    subscription TaskChanged($id: ID!) {
  backgroundTaskChanged(id: $id) {
    ...Task
  }
}
    fragment Task on BackgroundTask {
  id
  kind
  status
  totalCount
  doneCount
  progressShare
  createdAt
  finishedAt
  error
}`) as unknown as TypedDocumentString<TaskChangedSubscription, TaskChangedSubscriptionVariables>;
import type { Sample } from '../analytics/pure/comparison.ts';

export const promptTypes = ['TEXT', 'CHAT'] as const;
/** One text, or a list of messages. */
export type PromptType = (typeof promptTypes)[number];

/** A message of a chat prompt, or a place that the application fills with messages of its own. */
export type PromptMessage = { readonly role: string; readonly content: string } | { readonly placeholder: string };

export type PromptContent = string | readonly PromptMessage[];

/** One version of a prompt, as it was saved. */
export interface PromptVersion {
  readonly id: string;
  readonly promptId: string;
  readonly name: string;
  readonly type: PromptType;
  readonly tags: readonly string[];
  /** From 1. */
  readonly version: number;
  readonly content: PromptContent;
  /** Any JSON. */
  readonly config: unknown;
  /** Sorted; `latest` among them where it is the version with the greatest number. */
  readonly labels: readonly string[];
  readonly commitMessage: string | null;
  /** Null: an API key, or a local caller without an account. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

/** Which version is asked for: by its number, or by a label. */
export type VersionChoice = { readonly version: number } | { readonly label: string };

/** The label that the server itself keeps at the version with the greatest number. */
export const latestLabel = 'latest';
/** The label that applications get without naming one. */
export const defaultLabel = 'production';
/** Labels that only who may release sets, moves and takes away (RELEASE_PROMPTS). */
export const protectedLabels: readonly string[] = [defaultLabel];

export const maxPrompts = 2_000;
export const maxVersions = 5_000;
export const maxNameLength = 255;
export const maxLabelLength = 36;
export const maxLabels = 50;
export const maxTagLength = 100;
export const maxTags = 50;
export const maxMessages = 200;
export const maxRoleLength = 100;
export const maxCommitMessageLength = 500;
export const maxCommentLength = 10_000;
export const maxComments = 1_000;
/** How many prompts may lead from one to the next. */
export const maxDepth = 5;

/** What one version did in production. */
export interface VersionSample {
  /** As spans name it: of a prompt of this registry a number. */
  readonly version: string;
  readonly sample: Sample;
  readonly traceCount: number;
  readonly inputTokens: bigint;
  readonly outputTokens: bigint;
  /** Null: no message has a known price. */
  readonly costUsd: number | null;
  readonly firstUsedAt: Date;
  readonly lastUsedAt: Date;
}

/** How much a prompt was used, all versions together. */
export interface PromptUsage {
  readonly messageCount: number;
  readonly successCount: number;
  readonly failureCount: number;
  /** Null: no message has a known price. */
  readonly costUsd: number | null;
  readonly lastUsedAt: Date;
}

/** What the facts know of one answer that was made with a version. */
export interface MeasuredUse {
  readonly messageId: bigint;
  readonly at: Date;
  /** '': not reported. */
  readonly model: string;
  readonly latencyMs: number | null;
  /** '': it did not fail. */
  readonly errorType: string;
  readonly successCount: number;
  readonly failureCount: number;
}

/** The same, with the names by which it is found. */
export interface PromptUse extends MeasuredUse {
  readonly externalId: string;
  /** Null: it was sent without a trace. */
  readonly traceId: string | null;
  readonly spanId: string | null;
}
export const maxUses = 50;

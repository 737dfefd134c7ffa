import type { ActionProposal, ToolError } from '../assistant-tools/types.ts';

export const turnKinds = ['MODEL', 'COMMAND', 'PLAN'] as const;
export type TurnKind = (typeof turnKinds)[number];

export const turnStatuses = ['RUNNING', 'DONE', 'STOPPED', 'FAILED'] as const;
export type TurnStatus = (typeof turnStatuses)[number];

export const ratings = ['GOOD', 'BAD'] as const;
export type Rating = (typeof ratings)[number];

export const proposalStates = ['OPEN', 'DONE', 'DECLINED', 'REFUSED', 'UNDONE'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** What a person looks at while asking: data, never an instruction. */
export interface Place {
  /** Path and search of the page. */
  readonly path: string;
  readonly title: string;
  /** What is selected there, such as a range of time. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** A value in a text that stands in a cell of a result. */
export interface TextNumber {
  /** Place in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Such as "r1". */
  readonly handle: string;
  /** Such as "r1.facts.messageCount". */
  readonly cell: string;
}

/** Text of an answer, in Markdown without pictures and without addresses of other sites. */
export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  readonly numbers: readonly TextNumber[];
  /** Sentences that are not shown, because they state a number that stands in no result. */
  readonly withheldCount: number;
}

/** A tool that was run. */
export interface ToolPart {
  readonly kind: 'tool';
  readonly callId: string;
  readonly tool: string;
  readonly title: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly state: 'RUNNING' | 'DONE' | 'FAILED';
  /** By which the whole result is asked for; null: it has none yet. */
  readonly handle: string | null;
  readonly durationMs: number | null;
  /** Rows of its table; null: it has none. */
  readonly rowCount: number | null;
  /** Rows that there are in all. */
  readonly totalCount: number | null;
  readonly notes: readonly string[];
  readonly error: ToolError | null;
}

/** A change that waits for the person, or what became of it. */
export interface ProposalPart {
  readonly kind: 'proposal';
  readonly proposal: ActionProposal;
  readonly state: ProposalState;
  /** Why it was refused; null: it was not. */
  readonly message: string | null;
}

/** What became of a card. */
export interface SettledCard {
  readonly proposalId: string;
  readonly state: ProposalState;
  readonly message: string | null;
}

/** Something that the product itself has to state, such as that no model is connected. */
export interface NoticePart {
  readonly kind: 'notice';
  readonly code: string;
  readonly message: string;
  /** A page that helps; null: none does. */
  readonly path: string | null;
}

export type TurnPart = TextPart | ToolPart | ProposalPart | NoticePart;

/** What of a turn changes while it runs. */
export interface LiveTurn {
  readonly id: string;
  readonly status: TurnStatus;
  readonly parts: readonly TurnPart[];
  readonly model: string | null;
  readonly modelReason: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** As text, since it goes between servers as JSON; null: one of the calls has no price. */
  readonly nanoUsd: string | null;
  readonly callCount: number;
  readonly hasReadPayload: boolean;
  readonly endedAt: string | null;
}

export const maxAskedLength = 8_000;
export const maxTitleLength = 120;
/** Turns of a branch that are shown. */
export const maxTurns = 200;
export const maxConversations = 5_000;
export const maxSteps = 8;
export const maxRunMs = 300_000;
/** After so long without a sign of life a turn is lost. */
export const lostAfterMs = 60_000;

import type { ToolName } from '../tools.ts';

/** What a judge finds wrong with a reply. */
export type FailureTag =
  | 'outdated_policy'
  | 'wrong_information'
  | 'ignored_question'
  | 'incomplete'
  | 'unfriendly_tone'
  | 'tool_unavailable';

/**
 * One thing that the customer says, and the assistant's answer. Texts hold slots in braces; several texts are alternatives, of
 * which the nth reply answers the nth question (where there are fewer replies, they begin again).
 */
export interface Step {
  readonly user: readonly string[];
  readonly tools?: readonly ToolName[];
  readonly reply: readonly string[];
}

/** A reply that does not give what was asked for. */
export interface Miss {
  readonly tag: FailureTag;
  readonly reply: string;
}

/** What a customer comes for, and how the conversation goes. The last step decides whether it ends well. */
export interface Intent {
  readonly name: string;
  /** How often, against the other intents. */
  readonly share: number;
  readonly language: 'en' | 'de' | 'es';
  readonly steps: readonly [Step, ...Step[]];
  readonly misses: readonly [Miss, ...Miss[]];
}

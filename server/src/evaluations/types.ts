/** Who judged: a person, a model, or a rule. */
export const evaluatorKinds = ['HUMAN', 'MODEL', 'RULE'] as const;
export type EvaluatorKind = (typeof evaluatorKinds)[number];

/** One judgment of one message, as the API takes it; absent and null are the same. */
export interface EvaluationInput {
  messageExternalId: string;
  rating?: number | null | undefined;
  success?: boolean | null | undefined;
  failureTags?: readonly string[] | null | undefined;
  comment?: string | null | undefined;
  correctedOutput?: string | null | undefined;
  evaluator?: string | null | undefined;
  evaluatorKind?: EvaluatorKind | null | undefined;
  createdAt?: Date | null | undefined;
  externalId?: string | null | undefined;
}

/** An evaluation that can be stored as it is. null: not said. */
export interface CheckedEvaluation {
  /** As sent, or made from the whole content: the same judgment sent twice is one, different judgments are several. */
  externalId: string;
  messageExternalId: string;
  rating: number | null;
  success: boolean | null;
  failureTags: readonly string[] | null;
  comment: string | null;
  correctedOutput: string | null;
  evaluator: string | null;
  evaluatorKind: EvaluatorKind | null;
  createdAt: Date | null;
}

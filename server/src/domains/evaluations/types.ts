/** Who judged: a person, a model, or a rule. */
export const evaluatorKinds = ['HUMAN', 'MODEL', 'RULE'] as const;
export type EvaluatorKind = (typeof evaluatorKinds)[number];

/** One judgment of a message, a span, a trace or a session, as the API takes it; absent and null are the same. */
export interface EvaluationInput {
  /** Optional where a trace or a session is named. */
  messageExternalId?: string | null | undefined;
  /** Of any form (domains/messages/pure/trace-ids.ts); so is `spanId`, which stands with a trace. */
  traceId?: string | null | undefined;
  spanId?: string | null | undefined;
  sessionId?: string | null | undefined;
  name?: string | null | undefined;
  value?: number | null | undefined;
  label?: string | null | undefined;
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

/** An evaluation that can be stored as it is. null: not reported. */
export interface CheckedEvaluation {
  /** As sent, or made from the whole content: the same judgment sent twice is one, different judgments are several. */
  externalId: string;
  /** Of a span: the id of the reply that the span becomes, if it is a model call. null: of a whole trace, or of a session. */
  messageExternalId: string | null;
  /** 32 hex digits. */
  traceId: string | null;
  /** 16 hex digits; only with a trace. */
  spanId: string | null;
  sessionId: string | null;
  name: string | null;
  value: number | null;
  label: string | null;
  rating: number | null;
  success: boolean | null;
  failureTags: readonly string[] | null;
  comment: string | null;
  correctedOutput: string | null;
  evaluator: string | null;
  evaluatorKind: EvaluatorKind | null;
  createdAt: Date | null;
  /** The annotation queue in which it was made; absent: none. */
  queueId?: string;
}

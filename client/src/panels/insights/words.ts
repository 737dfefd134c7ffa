import type { InsightKind, InsightReason } from '../../graphql/generated/graphql.ts';

/** What an insight is about, in a word or two. */
export const insightKinds: Readonly<Record<InsightKind, string>> = {
  CHANGE: 'week over week',
  INCIDENT: 'anomaly',
  DRIFT: 'drift',
  NEW_TOPIC: 'new topic',
  GROWING_TOPIC: 'growing topic',
  SENTIMENT: 'sentiment',
  UNTRUSTED_JUDGE: 'judge',
  COST_OUTLOOK: 'cost',
};

/** Why an insight is dismissed, and what that teaches. */
export const insightReasons: Readonly<Record<InsightReason, { readonly name: string; readonly says: string }>> = {
  NOT_IMPORTANT: { name: 'Not important', says: 'Insights like it count half for 90 days.' },
  KNOWN: { name: 'Known already', says: 'It is not shown again; others like it are.' },
  WRONG: { name: 'Wrong', says: 'Insights like it count two fifths for 90 days.' },
};

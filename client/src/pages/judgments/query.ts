import type { AnalyticsFilter } from '../../graphql/generated/graphql.ts';
import type { JudgmentKind } from './routes.ts';

const kinds: Record<JudgmentKind, AnalyticsFilter> = {
  poor: { judgedPoorly: true },
  failed: { success: false },
  rated: { ratings: [1, 2] },
  judged: { evaluated: true },
};

/** What the page asks for: the view's filter, and how messages were judged. What the view itself says of ratings and verdicts stays. */
export const judgedFilter = (filter: AnalyticsFilter, kind: JudgmentKind): AnalyticsFilter => ({ ...kinds[kind], ...filter });

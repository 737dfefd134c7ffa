import { period } from './generated.ts';

/** What the Overview page asks for before anything is on the screen. */
export const firstScreen = /* GraphQL */ `
  query FirstScreen($filter: AnalyticsFilter!) {
    analytics(filter: $filter) {
      overview {
        ...Numbers
      }
      previous {
        ...Numbers
      }
      series {
        startedAt
        isPartial
        ...Numbers
      }
      byModel {
        model
        provider
        trainingMethod
        ...Numbers
      }
      ratings {
        rating
        count
      }
      tools {
        name
        callCount
        failureCount
        successShare
        durationMs {
          p50Ms
          p95Ms
        }
      }
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
    averageRating
    errorShare
    errorCount
    latencyMs {
      p50Ms
      p90Ms
      p95Ms
      p99Ms
      averageMs
    }
  }
`;

export const firstScreenVariables = { filter: { from: period.from.toISOString(), to: period.to.toISOString() } };

export interface ScreenNumbers {
  messageCount: number;
  conversationCount: number;
  userCount: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
  evaluatedCount: number;
  averageRating: number | null;
  successShare: number | null;
  errorCount: number;
  latencyMs: { p50Ms: number | null; p90Ms: number | null; p95Ms: number | null; p99Ms: number | null };
}

export interface FirstScreen {
  overview: ScreenNumbers;
  previous: ScreenNumbers;
  series: (ScreenNumbers & { startedAt: string })[];
  byModel: (ScreenNumbers & { model: string })[];
  ratings: { rating: number; count: number }[];
  tools: { name: string; callCount: number; failureCount: number; durationMs: { p50Ms: number | null; p95Ms: number | null } }[];
}

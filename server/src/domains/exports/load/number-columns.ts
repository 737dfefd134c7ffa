import type { Overview, Quantiles } from '../../analytics/load/report.ts';
import type { ColumnOf, ColumnKind, Value } from '../pure/table.ts';

/** A number of the Overview, by its name in the API. */
export interface NumberColumn extends ColumnOf<Overview> {
  readonly unit: string;
}

const column = (name: string, kind: ColumnKind, unit: string, of: (numbers: Overview) => Value): NumberColumn => ({ name, kind, unit, of });

const times = (name: string, of: (numbers: Overview) => Quantiles): NumberColumn[] =>
  (['p50Ms', 'p90Ms', 'p95Ms', 'p99Ms', 'averageMs'] as const).map((level) =>
    column(`${name}${level[0]?.toUpperCase()}${level.slice(1)}`, 'float', 'ms', (numbers) => of(numbers)[level]),
  );

/** Every number that the screen has of a group of messages. */
export const numberColumns: readonly NumberColumn[] = [
  column('messageCount', 'integer', '', ({ messageCount }) => messageCount),
  column('conversationCount', 'integer', '', ({ conversationCount }) => conversationCount),
  column('userCount', 'integer', '', ({ userCount }) => userCount),
  column('inputTokens', 'integer', 'tokens', ({ inputTokens }) => inputTokens),
  column('outputTokens', 'integer', 'tokens', ({ outputTokens }) => outputTokens),
  column('cacheReadTokens', 'integer', 'tokens', ({ cacheReadTokens }) => cacheReadTokens),
  column('cacheWriteTokens', 'integer', 'tokens', ({ cacheWriteTokens }) => cacheWriteTokens),
  column('reasoningTokens', 'integer', 'tokens', ({ reasoningTokens }) => reasoningTokens),
  column('costUsd', 'float', 'usd', ({ costUsd }) => costUsd),
  column('costPerMessageUsd', 'float', 'usd', ({ costPerMessageUsd }) => costPerMessageUsd),
  column('costPerSuccessUsd', 'float', 'usd', ({ costPerSuccessUsd }) => costPerSuccessUsd),
  column('pricedCount', 'integer', '', ({ pricedCount }) => pricedCount),
  column('evaluatedCount', 'integer', '', ({ evaluatedCount }) => evaluatedCount),
  column('ratedCount', 'integer', '', ({ ratedCount }) => ratedCount),
  column('judgedCount', 'integer', '', ({ judgedCount }) => judgedCount),
  column('successShare', 'float', 'share', ({ successShare }) => successShare),
  column('successIntervalLow', 'float', 'share', ({ successInterval }) => successInterval?.low ?? null),
  column('successIntervalHigh', 'float', 'share', ({ successInterval }) => successInterval?.high ?? null),
  column('averageRating', 'float', 'rating', ({ averageRating }) => averageRating),
  column('errorCount', 'integer', '', ({ errorCount }) => errorCount),
  column('errorShare', 'float', 'share', ({ errorShare }) => errorShare),
  ...times('latency', ({ latencyMs }) => latencyMs),
  ...times('timeToFirstToken', ({ timeToFirstTokenMs }) => timeToFirstTokenMs),
];

import type { TokensPanelFragment } from '../../../graphql/generated/graphql.ts';
import { PeriodChanges } from '../../analytics/change.tsx';
import { TokensChart } from '../../analytics/time-panels.tsx';
import { hintOver, timeOf } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

/** What goes in, what of it comes from a cache, and what comes out. */
export const tokens = analyticsPanel<TokensPanelFragment, TokensPanelFragment>({
  id: 'tokens',
  title: 'Tokens',
  section: 'cost',
  about: 'Input, cached input and output tokens over time',
  flag: 'withTokens',
  size: { columns: 6, heightPx: 200 },
  filters: 'all',
  permission: 'READ',
  signal: 'TOKENS',
  empty: { says: 'No message here says how many tokens it used.', how: 'Send inputTokens and outputTokens with each assistant message.' },
  read: (data) => (Number(data.overview.inputTokens) + Number(data.overview.outputTokens) === 0 ? null : data),
  hint: (value) => hintOver('in, cached of in, out', value),
  aside: ({ tokenChange }) => <PeriodChanges of={tokenChange} />,
  draw: (value, view, heightPx) => <TokensChart {...timeOf(value, view)} height={heightPx} />,
  table: ({ series }) => [
    ['startedAt', 'inputTokens', 'cacheReadTokens', 'outputTokens'],
    ...series.map((one) => [one.startedAt, Number(one.inputTokens), Number(one.cacheReadTokens), Number(one.outputTokens)]),
  ],
});

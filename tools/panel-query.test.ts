import { expect, test } from 'vitest';
import { panelFragments, panelQuery } from './panel-query.ts';

const text = `fragment RatingsPanel on Analytics { ratings { count } }
fragment JobsPanel on Query { messages(filter: $failures) { edges { cursor } } }
fragment RowOfPanel on OverviewBucket { startedAt }`;

test('each panel is a fragment with a variable of its own, where its type is', () => {
  const printed = panelQuery(panelFragments(text), text);
  expect(printed).toContain('$withJobs: Boolean! = false');
  expect(printed).toContain('    ...RatingsPanel @include(if: $withRatings)');
  expect(printed).toContain('\n  ...JobsPanel @include(if: $withJobs)');
  expect(printed).toContain('$failures: AnalyticsFilter!');
  expect(printed).not.toContain('slaMs');
  expect(printed).not.toContain('RowOf');
});

import { expect, test } from 'vitest';
import { parseSearch, writeSearch } from '../../../controls/search.ts';
import { readTracePageView, readZoom, zoomText } from './trace-view.ts';
import type { TracePageView } from './trace-view.ts';

const views: readonly TracePageView[] = [
  {},
  { span: '00f067aa0ba902b7', tab: 'diff' },
  { q: 'two words & more', color: 'cost', critical: '1', errors: '1', zoom: '1200.5-3400' },
];

test.each(views)('a view comes back from the address as it was: %j', (view) => {
  expect(readTracePageView(parseSearch(writeSearch({ ...view })))).toEqual(view);
});

test.each(['?tab=chat', '?tab=nothing', '?zoom=5-5', '?zoom=9-3', '?zoom=a-b', '?critical=yes', '?color=kind', '?span='])(
  '%s asks for nothing special',
  (search) => {
    expect(readTracePageView(parseSearch(search))).toEqual({});
  },
);

test.each([[[0, 10]], [[-5, 20.125]], [[1e6, 1.5e6]]] as const)('a stretch of %j is written and read', (zoom) =>
  expect(readZoom(zoomText(zoom))).toEqual(zoom),
);

import { expect, test } from 'vitest';
import { addedSearch, viewsOf } from './remembered-search.ts';

const own = ['closed', 'sla'];
const kept = { closed: 'cost', range: '7d' };

test.each([
  ['an address that names nothing opens with all that was kept', {}, kept],
  ['one with filters of its own keeps them', { model: 'a' }, { closed: 'cost' }],
  ['one that names something of the page comes as it is', { sla: '500' }, {}],
])('%s', (_claim, here, added) => expect(addedSearch(here, kept, own)).toEqual(added));

test.each([
  [null, {}],
  ['analytics', {}],
  [{ analytics: 'closed=cost', traces: 3 }, { analytics: 'closed=cost' }],
])('%j is read as kept addresses', (value, read) => expect(viewsOf(value)).toEqual(read));

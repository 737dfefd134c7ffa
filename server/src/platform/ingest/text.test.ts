import { expect, test } from 'vitest';
import { badLine } from './text.ts';

test.each(['a\u202eb', 'a\u2066b', 'a\u200bb', 'a\u200db', 'a\nb', 'a\u2028b', '\ufeffa'])('%j can not be read as one line', (text) =>
  expect(badLine(text)).toContain('can’t be seen'),
);
test.each(['Zoë’s key', '鍵 1', '👩\u200d🔬', 'می\u200cخواهم', 'a\u00a0b'])('%j can', (text) => expect(badLine(text)).toBeNull());

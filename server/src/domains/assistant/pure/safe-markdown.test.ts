import { expect, test } from 'vitest';
import { safeMarkdown } from './safe-markdown.ts';

test.each([
  ['plain **bold** and [traces](/traces?from=1)', 'plain **bold** and [traces](/traces?from=1)'],
  ['![x](https://evil.example/p.png)', 'x'],
  ['![x][1]', 'x'],
  ['![x](https://evil.example/p', 'x'],
  ['[1]: https://evil.example/p', ''],
  ['<img src="https://evil.example/p.png">a', 'a'],
  ['<img src=x onerror=alert(1)', ''],
  ['[here](https://evil.example/login)', 'here `https://evil.example/login`'],
  ['[here](//evil.example)', 'here `//evil.example`'],
  ['[here](/\\\\evil.example)', 'here `/\\\\evil.example`'],
  ['[here](javascript:alert(1))', 'here `javascript:alert(1`)'],
  ['see https://evil.example/a now', 'see `https://evil.example/a` now'],
  ['see www.evil.example now', 'see `www.evil.example` now'],
  ['<https://evil.example/a>', '`https://evil.example/a`'],
  ['`![x](https://a.example)`', '`![x](https://a.example)`'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
])('%s becomes %s', (text, safe) => {
  expect(safeMarkdown(text)).toBe(safe);
});

// By patterns that try each bracket with each end, the third took minutes.
test.each(['![', '[', '[](', '![] ', '[\n', '<a'])('an answer that repeats %j without end is read at once', (piece) => {
  const text = piece.repeat(40_000);
  expect(safeMarkdown(text).length).toBeLessThanOrEqual(text.length);
});

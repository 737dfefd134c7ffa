import { expect, test } from 'vitest';
import { ansiParts, plainText } from './ansi.ts';
import { MOST_PAGES, openLog, PAGE_LINES } from './log-book.ts';
import { wholeLog } from './save-log.ts';
import { isAtEnd, LINE_PX, MOST_PX, paceOf, scrolledPx, scrollTopOf, windowAt } from './log-scroll.ts';

test.each([
  ['plain', 'step 1', [{ text: 'step 1', look: {} }]],
  [
    'a colour and its end',
    '\u001b[31mloss\u001b[0m 1',
    [
      { text: 'loss', look: { color: 'red' } },
      { text: ' 1', look: {} },
    ],
  ],
  ['several codes at once', '\u001b[1;32;44mok', [{ text: 'ok', look: { isBold: true, color: 'green', background: 'blue' } }]],
  [
    'no code is the end',
    '\u001b[1mA\u001b[mB',
    [
      { text: 'A', look: { isBold: true } },
      { text: 'B', look: {} },
    ],
  ],
  [
    'one of 256',
    '\u001b[38;5;196mred\u001b[39m.',
    [
      { text: 'red', look: { color: 'red' } },
      { text: '.', look: { color: undefined } },
    ],
  ],
  ['a colour of its own', '\u001b[38;2;20;40;250mb', [{ text: 'b', look: { color: 'blue' } }]],
  ['with colons', '\u001b[38:5:46mg', [{ text: 'g', look: { color: 'green' } }]],
  ['the bright black of dim lines', '\u001b[90m#', [{ text: '#', look: { color: 'white' } }]],
  [
    'moves of the cursor are left out',
    'a\u001b[2K\u001b[1Gb',
    [
      { text: 'a', look: {} },
      { text: 'b', look: {} },
    ],
  ],
  [
    'titles and links are left out',
    '\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b',
    [
      { text: 'a', look: {} },
      { text: 'b', look: {} },
    ],
  ],
  [
    'a cut sequence',
    'a\u001b[3',
    [
      { text: 'a', look: {} },
      { text: '[3', look: {} },
    ],
  ],
])('a line of a terminal: %s', (_name, line, parts) => {
  if (line.endsWith('\u001b[3')) expect(plainText(line)).toBe('a[3');
  else expect(ansiParts(line)).toEqual(parts);
});

test.each([
  ['what a carriage return overwrote is gone', '  1%|   \r 50%|##  \r100%|####', '100%|####'],
  ['a return at the end overwrites nothing', 'done\r', 'done'],
  ['bells and other control characters are not shown', 'a\u0007b\u0008\tc', 'ab\tc'],
])('%s', (_name, line, text) => {
  expect(plainText(line)).toBe(text);
});

test('a short log is scrolled as it is', () => {
  const size = { count: 1_000, viewPx: 400 };
  expect([scrolledPx(size), paceOf(size)]).toEqual([20_000, 1]);
  expect(windowAt(0, size)).toEqual({ first: 0, end: 40, topPx: 0 });
  expect(windowAt(10_010, size)).toEqual({ first: 480, end: 541, topPx: 9_600 });
  expect(windowAt(19_600, size)).toMatchObject({ end: 1_000 });
  expect([isAtEnd(19_600, size), isAtEnd(19_580, size)]).toEqual([true, false]);
});

test('a log of fewer lines than the window stands at its beginning and its end', () => {
  const size = { count: 3, viewPx: 400 };
  expect(windowAt(0, size)).toEqual({ first: 0, end: 3, topPx: 0 });
  expect([isAtEnd(0, size), scrollTopOf(2, size)]).toEqual([true, 0]);
});

test.each([1_000_000, 50_000_000])('each of %i lines is reached, the first and the last at the ends of the scroll bar', (count) => {
  const size = { count, viewPx: 617 };
  expect(scrolledPx(size)).toBe(MOST_PX);
  expect(windowAt(0, size)).toMatchObject({ first: 0, topPx: 0 });
  const bottom = windowAt(MOST_PX - 617, size);
  expect(bottom.end).toBe(count);
  expect(bottom.topPx + (count - bottom.first) * LINE_PX, 'the last line ends at the edge').toBeCloseTo(MOST_PX, 3);
  for (const index of [0, 1, 17, 54_321, count / 2, count - 2, count - 1]) {
    const at = scrollTopOf(index, size);
    const { first, end, topPx } = windowAt(at, size);
    expect(index >= first && index < end).toBe(true);
    const linePx = topPx + (index - first) * LINE_PX - at;
    expect(linePx >= -0.001 && linePx <= 617 - LINE_PX + 0.001, `line ${index} stands at ${linePx}`).toBe(true);
  }
});

/** A log of `lines`, and what was asked of it. */
function source(lines: number, cut = Infinity) {
  const asked: (readonly [after: number, count: number])[] = [];
  const held = { lines, failure: null as string | null };
  const book = openLog(async (after, count) => {
    asked.push([after, count]);
    if (held.failure !== null) return { failure: held.failure };
    const there = Math.min(held.lines, cut);
    return Array.from({ length: Math.max(0, Math.min(count, there - after)) }, (_, place) => ({
      line: after + place + 1,
      text: `line ${after + place + 1}`,
    }));
  });
  return { book, asked, held };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('only pages in view are read, and each once', async () => {
  const { book, asked } = source(1_000_000);
  book.show(700_001, 700_060, 1_000_000);
  await settled();
  expect(asked).toEqual([[700_000, PAGE_LINES]]);
  expect([book.text(700_001), book.text(700_500), book.text(700_501)]).toEqual(['line 700001', 'line 700500', undefined]);
  book.show(700_480, 700_540, 1_000_000);
  await settled();
  book.show(700_001, 700_060, 1_000_000);
  await settled();
  expect(asked).toHaveLength(2);
});

test('a log that grows is read from where it ended', async () => {
  const { book, asked, held } = source(120);
  book.show(90, 121, 120);
  await settled();
  held.lines = 130;
  book.show(100, 131, 130);
  await settled();
  expect(asked).toEqual([
    [0, PAGE_LINES],
    [120, PAGE_LINES - 120],
  ]);
  expect(book.text(130)).toBe('line 130');
});

test('lines that are announced and not there yet are asked for once until more are announced', async () => {
  const { book, asked } = source(100, 50);
  for (const _again of [1, 2, 3]) {
    book.show(1, 101, 100);
    await settled();
  }
  expect(asked).toEqual([
    [0, PAGE_LINES],
    [50, PAGE_LINES - 50],
  ]);
  book.show(1, 102, 101);
  await settled();
  expect(asked).toHaveLength(3);
});

test('lines that never came, although later ones did, are known to be missing', async () => {
  const there = [1, 2, 3, 100, 101];
  const book = openLog(async (after) => there.filter((line) => line > after).map((line) => ({ line, text: `line ${line}` })));
  book.show(1, 60, 101);
  expect(book.text(50)).toBeUndefined();
  await settled();
  expect([book.text(3), book.text(4), book.text(99), book.text(100), book.text(102)]).toEqual([
    'line 3',
    null,
    null,
    'line 100',
    undefined,
  ]);
});

test('a failure stops the reading until it is tried again', async () => {
  const { book, asked, held } = source(100);
  held.failure = 'away';
  book.show(1, 50, 100);
  await settled();
  book.show(10, 60, 100);
  await settled();
  expect([asked.length, book.failure()]).toEqual([1, 'away']);
  held.failure = null;
  book.retry();
  await settled();
  expect([book.failure(), book.text(1)]).toEqual([null, 'line 1']);
});

test('of a long way through a log only so many pages are kept', async () => {
  const { book } = source(1_000_000);
  for (let page = 0; page < MOST_PAGES + 5; page += 1) {
    book.show(page * PAGE_LINES + 1, page * PAGE_LINES + 40, 1_000_000);
    await settled();
  }
  expect([book.text(1), book.text((MOST_PAGES + 4) * PAGE_LINES + 1) !== undefined]).toEqual([undefined, true]);
});

test('a log is saved whole, in order and once, also where lines are missing', async () => {
  const there = Array.from({ length: 47_003 }, (_, place) => place + 1).filter((line) => line % 4_999 !== 0);
  const shares: number[] = [];
  const read = async (after: number, count: number) =>
    there
      .filter((line) => line > after)
      .slice(0, count)
      .map((line) => ({ line, text: `line ${line}` }));
  const whole = await wholeLog(read, 47_003, (share) => shares.push(share), new AbortController().signal);
  expect(whole).toBeInstanceOf(Blob);
  expect(await (whole as Blob).text()).toBe(there.map((line) => `line ${line}\n`).join(''));
  expect(shares.at(-1)).toBe(1);
  const control = new AbortController();
  control.abort();
  expect(await wholeLog(read, 100, () => undefined, control.signal)).toBeNull();
  expect(
    await wholeLog(
      async () => ({ failure: 'away' }),
      100,
      () => undefined,
      new AbortController().signal,
    ),
  ).toEqual({ failure: 'away' });
});

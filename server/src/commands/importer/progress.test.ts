import { expect, test } from 'vitest';
import { createProgress, type Screen } from './progress.ts';

function written(isTerminal: boolean, use: (progress: ReturnType<typeof createProgress>) => void, name = 'a.csv'): string {
  let text = '';
  const screen: Screen = { isTerminal, columns: 80, write: (more) => (text += more) };
  let nowMs = 0;
  use(createProgress(screen, name, () => (nowMs += 6_000)));
  return text;
}

test.each([
  ['turns the line around', 'a\u202eb', 'a⟨U+202E⟩b'],
  ['moves the cursor', 'a\u001b[2Jb', 'a⟨U+001B⟩[2Jb'],
  ['begins another line', 'a\r\nb', 'a  b'],
])('a value that %s is shown and does not do it, in a line and in a name', (_what, value, shown) => {
  expect(written(false, (progress) => progress.line(`row 3: ${value}`))).toBe(`row 3: ${shown}\n`);
  expect(written(true, (progress) => progress.show(0.5, 10), value)).toContain(`${shown}  [`);
});

test('joiners within a word and letters of any script stay as they are', () => {
  expect(written(false, (progress) => progress.line('می\u200cخواهم 👩\u200d💻 naïve'))).toBe('می\u200cخواهم 👩\u200d💻 naïve\n');
});

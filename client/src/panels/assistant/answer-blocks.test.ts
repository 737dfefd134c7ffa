import { expect, test } from 'vitest';
import { blocksOf, markNumbers } from './answer-blocks.ts';

test('blocks end at blank lines, not within code or items of a list, and together are the text', () => {
  const text = 'One.\n\n- a\n\n  still a\n- b\n\n```\nx\n\ny\n```\n\nLast';
  const blocks = blocksOf(text, []);
  expect(blocks.map((block) => block.text.trim())).toEqual(['One.', '- a\n\n  still a\n- b', '```\nx\n\ny\n```', 'Last']);
  expect(blocks.map((block) => block.text).join('')).toBe(text);
});

test('places of numbers are those within their block', () => {
  const text = 'There are 42.\n\nAnd 7 more.';
  const at = text.indexOf('7');
  const [first, second] = blocksOf(text, [
    { start: 10, end: 12, handle: 'r1', cell: 'r1.facts.all' },
    { start: at, end: at + 1, handle: 'r2', cell: 'r2.facts.more' },
  ]);
  expect(first?.numbers).toEqual([{ start: 10, end: 12, handle: 'r1', cell: 'r1.facts.all' }]);
  expect(second?.text.slice(second.numbers[0]?.start, second.numbers[0]?.end)).toBe('7');
});

const marked = (value: string, offset: number, numbers: Parameters<typeof markNumbers>[0], length = value.length) => {
  const tree = {
    type: 'root',
    children: [{ type: 'text', value, position: { start: { offset }, end: { offset: offset + length } } }],
  };
  markNumbers(numbers)()(tree);
  return tree.children as { type: string; value?: string; data?: { hProperties?: { value: string } } }[];
};

test('a value of a cell becomes an element of its own; in a text with escapes, where places are not known, none does', () => {
  const numbers = [{ start: 5, end: 7, handle: 'r1', cell: 'r1.facts.all' }];
  const parts = marked('is 42 now', 2, numbers);
  expect(parts.map(({ type, value }) => value ?? type)).toEqual(['is ', 'cell', ' now']);
  expect(parts[1]?.data?.hProperties?.value).toBe('r1.facts.all');
  expect(marked('is 42 now', 2, numbers, 10)).toHaveLength(1);
  expect(marked('is 42 now', 20, numbers)).toHaveLength(1);
});

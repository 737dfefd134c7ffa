import { expect, test } from 'vitest';
import { brokenLinks, linksOf } from './links.ts';

test('relative links and pictures are found, without anchors', () => {
  expect(linksOf('[a](docs/a.md) and [b](b.md#part), <img src="c.png">, <source srcset="d.png">')).toEqual(['docs/a.md', 'b.md', 'c.png', 'd.png']);
});

test('addresses, anchors of the page and code are left out', () => {
  expect(linksOf('[a](https://example.org) [b](#here) `[c](c.md)`\n```\n[d](d.md)\n```\n')).toEqual([]);
});

test('every link of the documents leads somewhere', async () => {
  expect(await brokenLinks()).toEqual([]);
});

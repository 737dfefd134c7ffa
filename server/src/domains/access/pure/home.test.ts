import { expect, test } from 'vitest';
import { homeAt } from './home.ts';

test.each([
  ['default', 'https://lab.example.com'],
  ['support', 'https://lab.example.com/w/support'],
  ['a b/ü', 'https://lab.example.com/w/a%20b%2F%C3%BC'],
])('pages of the workspace %s begin with %s', (slug, home) => {
  expect(homeAt('https://lab.example.com', slug)).toBe(home);
});

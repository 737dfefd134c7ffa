import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Read as texts: the panels themselves draw, and need a browser.
const folder = import.meta.dirname;
const registry = readFileSync(join(folder, 'registry.ts'), 'utf8');
const files = [...registry.matchAll(/from '\.\/(\w+\/[\w-]+\.tsx)'/g)].map(([, path = '']) => path);
const texts = files.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const query = readFileSync(join(folder, 'panels.graphql'), 'utf8');
const fieldOf = (text: string, name: string): string => new RegExp(String.raw`^  ${name}: '([^']*)'`, 'm').exec(text)?.[1] ?? '';

test('there are panels of every section', () => {
  expect(files.length).toBeGreaterThan(20);
  expect([...new Set(texts.map(({ text }) => fieldOf(text, 'section')))].sort()).toEqual([
    'activity',
    'cost',
    'models',
    'operations',
    'overview',
    'performance',
    'quality',
  ]);
});

test('ids and flags are unique, and each flag asks for the fragment that stands beside the panel', () => {
  expect(new Set(texts.map(({ text }) => fieldOf(text, 'id'))).size).toBe(texts.length);
  for (const { path, text } of texts) {
    const name = fieldOf(text, 'flag').replace(/^with/, '');
    const isOfAnalytics = text.includes('analyticsPanel<');
    const fragment = readFileSync(join(folder, path.replace(/\.tsx$/, '.graphql')), 'utf8');
    expect([path, fragment.includes(`fragment ${name}Panel on ${isOfAnalytics ? 'Analytics' : 'Query'} `)]).toEqual([path, true]);
    expect(query).toContain(`...${name}Panel @include(if: $with${name})`);
  }
});

test('the server takes these panels on boards, and no others', () => {
  const types = readFileSync(join(folder, '../../../../server/src/domains/boards/types.ts'), 'utf8');
  const list = /export const panelIds = \[([^\]]*)\]/.exec(types)?.[1] ?? '';
  expect([...list.matchAll(/'([^']+)'/g)].map(([, id]) => id).sort()).toEqual(texts.map(({ text }) => fieldOf(text, 'id')).sort());
});

test('a panel that is not about the filter says so', () => {
  for (const { path, text } of texts)
    if (fieldOf(text, 'filters') === 'none') expect([path, text.includes('whatever the filters')]).toEqual([path, true]);
});

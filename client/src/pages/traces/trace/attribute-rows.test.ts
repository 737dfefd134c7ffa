import { expect, test } from 'vitest';
import { attributeRows, found, sentRows } from './attribute-rows.ts';

test('nested fields are named by their path, lists stay whole, texts stay bare', () => {
  expect(attributeRows({ 'http.route': '/chat', b: { c: 1, d: { e: null } }, a: ['x', 2], empty: {} })).toEqual([
    { name: 'a', text: '["x",2]' },
    { name: 'b.c', text: '1' },
    { name: 'b.d.e', text: 'null' },
    { name: 'empty', text: '{}' },
    { name: 'http.route', text: '/chat' },
  ]);
});

test.each([null, undefined, 'text', {}])('%j has no fields', (value) => expect(attributeRows(value)).toEqual([]));

test('is searched in names and values, in any case; groups without a hit go', () => {
  const groups = [
    { title: 'Attributes', rows: attributeRows({ 'http.route': '/Chat', n: 1 }) },
    { title: 'Resource', rows: attributeRows({ 'service.name': 'api' }) },
  ];
  expect(found(groups, 'chat').map(({ title, rows }) => [title, rows.length])).toEqual([['Attributes', 1]]);
  expect(found(groups, 'SERVICE')[0]?.title).toBe('Resource');
  expect(found([{ title: 'Attributes', rows: attributeRows({ city: 'Zu\u0308rich' }) }], 'ZÜRICH')).toHaveLength(1);
  expect(found(groups, ' ')).toHaveLength(2);
});

test('attributes as sent keep their names; what a field shows is marked, and a text that is stored once has its length', () => {
  const sent = {
    'gen_ai.request.model': 'gpt-4o',
    'acme.plan': 'gold',
    'gen_ai.prompt': { shownAs: 'input', length: 1234 },
    'llm.input_messages.*': { shownAs: 'input', count: 12 },
    list: [1, 2],
  };
  expect(sentRows(sent, { 'acme.plan': 'gold', list: [1, 2] })).toEqual([
    { name: 'acme.plan', text: 'gold', shownAs: '' },
    { name: 'gen_ai.prompt', text: '1234 characters, shown as input', shownAs: 'read' },
    { name: 'gen_ai.request.model', text: 'gpt-4o', shownAs: 'read' },
    { name: 'list', text: '[1,2]', shownAs: '' },
    { name: 'llm.input_messages.*', text: '12 attributes, shown as input', shownAs: 'read' },
  ]);
  expect(sentRows(null, null)).toEqual([]);
});

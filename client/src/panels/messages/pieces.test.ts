import { expect, test } from 'vitest';
import { pieces } from './pieces.ts';

test('a message that is JSON is one indented block', () => {
  expect(pieces(' {"bags":2} ')).toEqual([{ kind: 'code', text: '{\n  "bags": 2\n}' }]);
});

test('fenced blocks are code, what stands around them is text', () => {
  expect(pieces('Look:\n```json\n{ "a": 1 }\n```\nDone.')).toEqual([
    { kind: 'text', text: 'Look:' },
    { kind: 'code', text: '{ "a": 1 }' },
    { kind: 'text', text: 'Done.' },
  ]);
});

test('a fence that never closes keeps its text', () => {
  expect(pieces('```\nhalf')).toEqual([{ kind: 'code', text: 'half' }]);
});

test('what only begins like JSON stays text', () => expect(pieces('[sic] well')).toEqual([{ kind: 'text', text: '[sic] well' }]));

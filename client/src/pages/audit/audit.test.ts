import { expect, test } from 'vitest';
import { auditFilterOf, exportPath, isNarrowed, readAuditView } from './audit-view.ts';
import { deedWords, thingWords, valueText, wordsOf } from '../../panels/audit/audit-words.ts';
import { actorWords } from '../../panels/audit/actor-words.ts';

const hour = Date.parse('2026-11-29T12:00:00Z');

test('what an address asks of the trail; what can’t be understood is left out', () => {
  const view = readAuditView({ outcome: 'refused', type: 'Price', q: ['gpt', 'other'], entry: 'x', actor: '', sort: '1' });
  expect(view).toEqual({ outcome: 'refused', type: 'Price', q: 'gpt', entry: 'x', thing: undefined, actor: undefined, action: undefined });
  expect(readAuditView({ outcome: 'sometimes' }).outcome).toBeUndefined();
  expect(auditFilterOf({ ...view, range: '24h' }, hour)).toEqual({
    from: '2026-11-28T13:00:00.000Z',
    to: '2026-11-29T13:00:00.000Z',
    search: 'gpt',
    outcome: 'REFUSED',
    targetType: 'Price',
  });
});

test('all time and no filter ask for everything', () => {
  expect(auditFilterOf({ range: 'all' }, hour)).toEqual({});
  expect(isNarrowed({ range: '24h', entry: 'x' })).toBe(false);
  expect(isNarrowed({ thing: 'x' })).toBe(true);
});

test('the export asks for what the list shows', () => {
  expect(exportPath('csv', {})).toBe('/v1/audit.csv');
  expect(exportPath('jsonl', { search: 'a & b', outcome: 'DONE' })).toBe('/v1/audit.jsonl?search=a+%26+b&outcome=DONE');
});

test.each([
  ['TrainingConfiguration', 'training configuration'],
  ['ApiKey', 'API key'],
  ['savePrice', 'save price'],
  ['downloadAuditLog', 'download audit log'],
])('%s reads as %s', (name, words) => expect(wordsOf(name)).toBe(words));

test('an entry reads as a sentence', () => {
  expect(actorWords({ kind: 'PERSON', name: 'Ann' })).toBe('Ann');
  expect(actorWords({ kind: 'KEY', name: 'bot' })).toBe('Key bot');
  expect(deedWords({ outcome: 'DONE', change: 'CHANGED', action: 'savePrice' })).toBe('changed');
  expect(deedWords({ outcome: 'REFUSED', change: null, action: 'deleteWorkspace' })).toBe('was refused: delete workspace');
  expect(deedWords({ outcome: 'DONE', change: null, action: 'signIn' })).toBe('signed in');
  expect(deedWords({ outcome: 'REFUSED', change: null, action: 'GET /v1/exports/3A' })).toBe('was refused: GET /v1/exports/3A');
  expect(deedWords({ outcome: 'DONE', change: null, action: 'downloadUserExport' })).toBe('downloaded');
  expect(deedWords({ outcome: 'DONE', change: null, action: 'downloadAuditLog' })).toBe('downloaded the audit log');
  expect(deedWords({ outcome: 'REFUSED', change: null, action: 'signIn' })).toBe('was refused: sign in');
  expect(thingWords({ targetType: 'Price', targetName: 'gpt-4o', count: 1, outcome: 'DONE' })).toBe('price gpt-4o');
  expect(thingWords({ targetType: 'Price', targetName: null, count: 48, outcome: 'DONE' })).toBe('48 × price');
  expect(thingWords({ targetType: null, targetName: null, count: 9, outcome: 'REFUSED' })).toBe('');
});

test.each([
  [null, null],
  ['text', 'text'],
  [0, '0'],
  [false, 'false'],
  [{ a: [1, 2] }, '{ "a": [ 1, 2 ] }'],
])('the value %j is shown as %j', (value, text) => expect(valueText(value)).toBe(text));

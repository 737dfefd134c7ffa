import { expect, test } from 'vitest';
import { changedFields, fieldsOfNewPhase } from './changes.ts';
import { rampShare } from './ramp.ts';
import { experimentActs, transition } from './transition.ts';
import { experimentStates, type Definition } from '../types.ts';

test('an act leads from a state to another, or is not possible', () => {
  const table = experimentStates.map((state) => [state, ...experimentActs.map((act) => transition(state, act))]);
  expect(table).toEqual([
    // START PAUSE RESUME STOP ARCHIVE SHIP
    ['DRAFT', 'RUNNING', null, null, null, 'ARCHIVED', null],
    ['RUNNING', null, 'PAUSED', null, 'STOPPED', null, 'STOPPED'],
    ['PAUSED', null, null, 'RUNNING', 'STOPPED', null, 'STOPPED'],
    ['STOPPED', null, null, null, null, 'ARCHIVED', 'STOPPED'],
    ['ARCHIVED', null, null, null, null, null, null],
  ]);
});

test('a ramp lets units in by its steps', () => {
  const ramp = [
    { share: 0.05, afterMinutes: 0 },
    { share: 0.2, afterMinutes: 60 },
    { share: 0.5, afterMinutes: 1_440 },
  ];
  const start = new Date('2026-01-01T00:00:00Z');
  const after = (minutes: number) => rampShare(ramp, start, new Date(start.getTime() + minutes * 60_000));
  expect([0, 59.9, 60, 1_439, 1_440, 9_999].map(after)).toEqual([0.05, 0.05, 0.2, 0.2, 0.5, 0.5]);
  expect(rampShare([], start, start)).toBeNull();
});

test('what units see begins a new phase; names, metrics and allocation do not', () => {
  const variant = { key: 'a', name: null, weight: 1, value: 'a', model: null, promptName: null, promptVersion: null, parameters: null };
  const before = {
    name: 'Greeting',
    unit: 'USER',
    variants: [variant],
    allocation: 0.5,
    targeting: { condition: { b: 1, a: 2 }, environments: [], channels: [] },
    layer: null,
    metrics: [],
  } as unknown as Definition;
  const with_ = (change: Partial<Definition>): Definition => ({ ...before, ...change });
  expect(fieldsOfNewPhase(before, with_({ variants: [{ ...variant, weight: 0.9 }] }))).toEqual(['variants']);
  expect(fieldsOfNewPhase(before, with_({ unit: 'SESSION', layer: { key: 'l', start: 0, end: 1 } }))).toEqual(['unit', 'layer']);
  expect(fieldsOfNewPhase(before, with_({ variants: [{ ...variant, name: 'A' }], allocation: 1, name: 'x' }))).toEqual([]);
  // In a flag nothing is compared, so that its value may change.
  const other = with_({ variants: [{ ...variant, value: 'other', weight: 0.9 }], layer: { key: 'l', start: 0, end: 1 } });
  expect([fieldsOfNewPhase(before, other, 'FLAG'), fieldsOfNewPhase(before, other)]).toEqual([[], ['variants', 'layer']]);
  expect(fieldsOfNewPhase(before, with_({ variants: [{ ...variant, key: 'z' }], unit: 'SESSION' }), 'FLAG')).toEqual(['variants', 'unit']);
  expect(changedFields(before, with_({ targeting: { channels: [], environments: [], condition: { a: 2, b: 1 } }, name: 'x' }))).toEqual([
    'name',
  ]);
});

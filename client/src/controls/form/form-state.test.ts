import { describe, expect, test } from 'vitest';
import { changed, fieldWords, formOf, isChanged, pathIn, problemsOf, refused, saved, saving } from './form-state.ts';
import type { Checked } from './form-state.ts';

interface Draft {
  readonly name: string;
  readonly rates: { readonly input: string };
  readonly tiers: readonly { readonly above: string }[];
}

const start: Draft = { name: '', rates: { input: '' }, tiers: [{ above: '' }] };
const check = ({ name }: Draft): Checked<string> =>
  name === '' ? { ok: false, problems: { name: 'Give a name.' } } : { ok: true, value: name };
const none = { fields: {}, whole: null };

test('problems show once the reader has tried to save, and go when they are mended', () => {
  const form = formOf(start);
  expect(problemsOf(form, check)).toEqual(none);
  const tried = { ...form, isTried: true };
  expect(problemsOf(tried, check)).toEqual({ fields: { name: 'Give a name.' }, whole: null });
  expect(problemsOf(changed(tried, { name: 'a' }), check)).toEqual(none);
});

test('what a form says as a whole stands above its fields', () => {
  const backwards = (): Checked<string> => ({ ok: false, problems: {}, whole: 'The end must be after the beginning.' });
  expect(problemsOf({ ...formOf(start), isTried: true }, backwards)).toEqual({ fields: {}, whole: 'The end must be after the beginning.' });
});

describe('what the server refuses', () => {
  const sent = saving(changed(formOf(start), { name: 'a' }));

  test('is marked at the field that it names, keeps the draft, and goes when the field is changed', () => {
    const back = refused(sent, { message: 'is taken.', field: 'input.name' }, {});
    expect(back).toMatchObject({ isSaving: false, draft: { name: 'a' } });
    expect(problemsOf(back, check)).toEqual({ fields: { name: 'Is taken.' }, whole: null });
    expect(problemsOf(changed(back, { rates: { input: '1' } }), check).fields).toEqual({ name: 'Is taken.' });
    expect(problemsOf(changed(back, { name: 'b' }), check)).toEqual(none);
  });

  test('is shown as a whole, with its field, where the form has no such field', () => {
    expect(problemsOf(refused(sent, { message: 'is too long.', field: 'workspace' }, {}), check)).toEqual({
      fields: {},
      whole: 'Workspace: is too long.',
    });
    expect(problemsOf(refused(sent, { message: 'The disk is full.', field: null }, {}), check)).toEqual({
      fields: {},
      whole: 'The disk is full.',
    });
  });

  test('is forgotten with the next try', () => {
    expect(problemsOf(saving(refused(sent, { message: 'No.', field: null }, {})), check)).toEqual(none);
  });
});

test.each([
  ['input.tiles', 'Tiles'],
  ['input.tiles.0', 'Tile 1'],
  ['input.tiles.11.minWidth', 'Tile 12, min width'],
  ['entries.2', 'Entry 3'],
  ['input', 'Input'],
])('%s is named %s where the form has no such field', (field, words) => expect(fieldWords(field)).toBe(words));

test.each([
  ['name', 'name'],
  ['input.name', 'name'],
  ['price.rates.input', 'rates.input'],
  ['rates.input', 'rates.input'],
  ['price.tiers.0.above', 'tiers.0.above'],
  ['price.tiers.1.above', null],
  ['rates.output', null],
  ['maskingKinds', 'name'],
  ['input.maskingKinds', 'name'],
])('the API’s %s is the form’s %s', (field, path) => expect(pathIn(start, field, { maskingKinds: 'name' })).toBe(path));

test('after saving, what is there now is the beginning; what was typed meanwhile stays', () => {
  const sent = saving(changed(formOf(start), { name: 'a' }));
  const now = { ...sent.draft, name: 'A' };
  expect(isChanged(sent)).toBe(true);
  const done = saved(sent, sent.draft, now);
  expect(done).toMatchObject({ start: now, draft: now, isSaving: false, isTried: false });
  expect(isChanged(done)).toBe(false);
  const typed = changed(sent, { name: 'ab' });
  expect(saved(typed, sent.draft, now)).toMatchObject({ start: now, draft: { name: 'ab' } });
});

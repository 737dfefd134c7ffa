import { describe, expect, test } from 'vitest';
import {
  choiceOf,
  choose,
  draftOfStored,
  fieldOf,
  fittingOf,
  fix,
  isSame,
  isWithoutText,
  keptUnder,
  metadataOf,
  storedOf,
  suggestedDraft,
} from './plan.ts';

const names = ['question', 'answer', 'note'];
const draft = suggestedDraft(names);

describe('columns', () => {
  test('are suggested by name, and the rest is kept', () => {
    expect(draft).toEqual({ fields: { question: 'prompt', answer: 'content', note: 'comment' }, constants: [], keepsUnknown: true });
  });

  test('a field has one column, the last one chosen, or one value', () => {
    expect(choose(draft, 'note', 'content').fields).toEqual({ question: 'prompt', note: 'content' });
    expect(choose(draft, 'answer', '').fields).toEqual({ question: 'prompt', note: 'comment' });
    const fixed = fix({ ...draft, constants: [{ field: '', value: '' }] }, 0, { field: 'content', value: 'Yes' });
    expect(fixed).toEqual({
      fields: { question: 'prompt', note: 'comment' },
      constants: [{ field: 'content', value: 'Yes' }],
      keepsUnknown: true,
    });
    expect(choose(fixed, 'answer', 'content').constants).toEqual([]);
  });

  test('become a mapping that names all; values that are not filled in yet are none', () => {
    const constants = [
      { field: 'model', value: ' gpt-4 ' },
      { field: 'provider', value: ' ' },
      { field: '', value: 'x' },
    ];
    expect(choiceOf('COLUMNS', { ...draft, constants, keepsUnknown: false }, names)).toEqual({
      way: 'COLUMNS',
      mapping: {
        columns: { prompt: 'question', content: 'answer', comment: 'note' },
        isComplete: true,
        constants: { model: 'gpt-4' },
        otherColumns: 'LEAVE_OUT',
      },
    });
    expect(choiceOf('FORMAT', draft, names).mapping.columns).toEqual({});
  });

  test('without a text among them are known', () => {
    expect(isWithoutText(draft)).toBe(false);
    expect(isWithoutText({ ...draft, fields: { note: 'model' } })).toBe(true);
    expect(isWithoutText({ ...draft, fields: {}, constants: [{ field: 'content', value: 'x' }] })).toBe(false);
  });

  test('one can be kept as metadata under its own name', () => {
    const kept = choose(draft, 'note', metadataOf('note'));
    expect(storedOf(kept, names).columns).toContainEqual({ field: 'metadata.note', column: 'note' });
    expect([keptUnder('metadata.note'), keptUnder('comment')]).toEqual(['note', null]);
  });
});

describe('a saved mapping', () => {
  const stored = (...columns: [column: string, field: string][]) => ({
    columns: columns.map(([column, field]) => ({ column, field })),
    constants: [{ field: 'model', value: 'gpt-4' }],
    keepsUnknown: false,
  });

  test('is taken as far as the file has its columns, which are named where it has not', () => {
    expect(draftOfStored(stored(['note', 'content'], ['gone', 'prompt']), names)).toEqual({
      draft: { fields: { note: 'content' }, constants: [{ field: 'model', value: 'gpt-4' }], keepsUnknown: false },
      missing: ['gone'],
    });
  });

  test('takes no field that there is none of, nor one for a column that is named as a member of every object', () => {
    const odd = ['constructor', 'note', 'toString'];
    const { draft: taken } = draftOfStored(stored(['note', '__proto__'], ['toString', 'prompt']), odd);
    expect(odd.map((name) => fieldOf(taken, name))).toEqual([undefined, undefined, 'prompt']);
    expect(storedOf(taken, odd).columns).toEqual([{ field: 'prompt', column: 'toString' }]);
  });

  test('is found for a file with its columns: of several the one that names most', () => {
    const [one, two, other] = [
      stored(['note', 'content']),
      stored(['note', 'content'], ['question', 'prompt']),
      stored(['gone', 'content']),
    ];
    expect(fittingOf([one, two, other], names)).toBe(two);
    expect(fittingOf([other], names)).toBeNull();
  });

  test('is the same as a draft that reads a file in the same way', () => {
    const { draft: taken } = draftOfStored(stored(['note', 'content']), names);
    expect(isSame(taken, { ...taken, constants: [...taken.constants, { field: '', value: '' }] }, names)).toBe(true);
    expect(isSame(taken, choose(taken, 'note', 'prompt'), names)).toBe(false);
  });
});

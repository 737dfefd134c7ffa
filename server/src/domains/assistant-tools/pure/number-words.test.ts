import { expect, test } from 'vitest';
import { numberWordsIn } from './number-words.ts';

const found = (text: string): (string | null)[][] => numberWordsIn(text).map(({ text: shown, digits }) => [shown, digits]);

test.each([
  ['There were twelve messages.', 'twelve', '12'],
  ['Twenty-one jobs failed.', 'Twenty-one', '21'],
  ['It took three hundred and five seconds.', 'three hundred and five', '305'],
  ['two million tokens', 'two million', '2000000'],
  ['four thousand two hundred', 'four thousand two hundred', '4200'],
  ['A dozen users', 'dozen', '12'],
  ['Only one message failed.', 'one', '1'],
  ['The rate is zero.', 'zero', '0'],
  ['about half of them', 'half', null],
  ['two thirds of the replies', 'two thirds', null],
  ['It doubled.', 'doubled', null],
  ['a tenfold rise', 'tenfold', null],
  ['thousands of errors', 'thousands', null],
  ['twice as many', 'twice', null],
  ['Es waren zwölf Nachrichten.', 'zwölf', '12'],
  ['dreiundzwanzig Fehler', 'dreiundzwanzig', null],
  ['Il y a quinze messages.', 'quinze', '15'],
  ['Hay doce mensajes.', 'doce', '12'],
])('%j has the number %j', (text, shown, digits) => {
  expect(found(text)).toEqual([[shown, digits]]);
});

test('numbers beside each other are found one by one', () => {
  expect(found('between two and three models, five or six jobs')).toEqual([
    ['two', '2'],
    ['three', '3'],
    ['five', '5'],
    ['six', '6'],
  ]);
});

test.each([
  'One of them is slow, and no one knows why.',
  'This one is better than the other one.',
  'The first model and the second one.',
  'The last quarter was better.',
  'A two-sided test, a zero-shot prompt and a one-off.',
  'Once it was fast; often it is not, and someone weighs tender attention.',
  'The value is null.',
  'Unfold the threshold and the scaffold.',
  'It is a cent; done, stone, bone, tone, phone.',
  'Several models, a few jobs, both sessions.',
])('%j has none', (text) => {
  expect(found(text)).toEqual([]);
});

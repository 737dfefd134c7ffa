import { expect, test } from 'vitest';
import { callText, commandOf, commandsOf, matching } from './commands.ts';

const operation = (name: string, about: string) => ({ name, about, acts: false, parameters: { type: 'object' } });
const commands = commandsOf([
  {
    name: 'datetime',
    title: 'Clock',
    description: '',
    group: 'GENERAL',
    acts: false,
    operations: [operation('now', 'present time'), operation('convert', 'a time in another zone')],
  },
  {
    name: 'cost_by_model',
    title: 'Costs',
    description: 'Costs now and before.',
    group: 'PRODUCTION',
    acts: false,
    operations: [operation('', 'costs')],
  },
]);

test('commands stand by group, and those whose name begins with what is typed come first', () => {
  expect(commands.map(({ text }) => text)).toEqual(['cost_by_model', 'datetime now', 'datetime convert']);
  expect(matching(commands, '/').map(({ text }) => text)).toHaveLength(3);
  expect(matching(commands, '/now').map(({ text }) => text)).toEqual(['datetime now', 'cost_by_model']);
  expect(matching(commands, '/zone time').map(({ text }) => text)).toEqual(['datetime convert']);
  expect(matching(commands, '/nothing')).toEqual([]);
});

test('a call is found again with its arguments', () => {
  expect(commandOf(commands, 'datetime', { operation: 'convert', zone: 'UTC' })).toMatchObject({
    command: { text: 'datetime convert' },
    args: { zone: 'UTC' },
  });
  expect(commandOf(commands, 'cost_by_model', { operation: 'sum' })).toMatchObject({ args: { operation: 'sum' } });
  expect(commandOf(commands, 'datetime', {})).toBeNull();
});

test.each([
  [{ operation: 'list_jobs', status: 'running' }, '/t list_jobs status=running'],
  [{ name: 'a b', limit: 3, isWhole: false }, '/t name="a b" limit=3 isWhole=false'],
  [{ models: ['a', 'b'], steps: [1, 2] }, '/t models=a,b steps=1,2'],
  [{ models: ['a,b'] }, '/t models="[\\"a,b\\"]"'],
  [{ models: ['a b', 'c'] }, '/t models="a b,c"'],
  [{ name: 'say "x"' }, '/t name="say \\"x\\""'],
  [{ operation: 'set', parameters: { rate: 0.1 } }, '/t set parameters="{\\"rate\\":0.1}"'],
  [{ models: [] }, '/t models=[]'],
  [{ name: "it's" }, '/t name="it\'s"'],
])('%j is written %s', (args, text) => expect(callText('t', args)).toBe(text));

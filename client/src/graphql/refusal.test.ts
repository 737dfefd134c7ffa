import { CombinedError } from '@urql/core';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { refusalOf } from './refusal.ts';

const refused = (message: string, extensions: Record<string, unknown>) =>
  new CombinedError({ graphQLErrors: [new GraphQLError(message, { extensions })] });

test.each([
  [
    'an extension with a path',
    refused('Give a name.', { code: 'BAD_USER_INPUT', field: 'input.name' }),
    { message: 'Give a name.', field: 'input.name' },
  ],
  [
    'an extension with a place in a list',
    refused('It must rise.', { code: 'BAD_USER_INPUT', field: 'price.tiers[1].aboveInputTokens' }),
    { message: 'It must rise.', field: 'price.tiers.1.aboveInputTokens' },
  ],
  [
    'an extension beside a message that names the field too',
    refused('name: is empty', { code: 'BAD_USER_INPUT', field: 'input.name' }),
    { message: 'is empty.', field: 'input.name' },
  ],
  [
    'an extension with a reason',
    refused('input.rates.inputUsdPerMillion is -1; at least 0', {
      code: 'BAD_PRICE',
      field: 'input.rates.inputUsdPerMillion',
      reason: 'is -1; at least 0',
    }),
    { message: 'is -1; at least 0.', field: 'input.rates.inputUsdPerMillion' },
  ],
  [
    'an extension of another code beside a message that names the field too',
    refused('input.tiles[1]: lies on tiles[0]', { code: 'BAD_BOARD', field: 'input.tiles[1]' }),
    { message: 'lies on tiles[0].', field: 'input.tiles.1' },
  ],
  [
    'an extension of another code',
    refused('It is 12 days.', { code: 'BAD_RETENTION', field: 'traceRetentionDays' }),
    { message: 'It is 12 days.', field: 'traceRetentionDays' },
  ],
  [
    'a field before a colon',
    refused('maskingKinds: has "X"; known are EMAIL', { code: 'BAD_USER_INPUT' }),
    { message: 'has "X"; known are EMAIL.', field: 'maskingKinds' },
  ],
  [
    'words with a colon in them',
    refused('The table could not be read: it is empty', { code: 'BAD_USER_INPUT' }),
    { message: 'The table could not be read: it is empty.', field: null },
  ],
  [
    'a field before a colon of another code',
    refused('timeout: 20 s', { code: 'STORE_TIMEOUT' }),
    { message: 'timeout: 20 s.', field: null },
  ],
  ['no code', refused('No.', {}), { message: 'No.', field: null }],
])('%s', (_, error, expected) => expect(refusalOf(error)).toMatchObject(expected));

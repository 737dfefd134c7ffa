import { expect, test } from 'vitest';
import { createLogger } from './log.ts';
import { StoreUnavailable } from './store/unavailable.ts';

function messagesAt(level: string): string[] {
  const messages: string[] = [];
  const logger = createLogger(level, { write: (line) => void messages.push((JSON.parse(line) as { msg: string }).msg) });
  logger.error({ err: new StoreUnavailable('PostgreSQL') }, 'a loop');
  logger.warn({ err: new Error('wrapped', { cause: new StoreUnavailable('ClickHouse') }) }, 'a request');
  logger.child({ part: 'x' }).error({ err: new StoreUnavailable('PostgreSQL') }, 'a child');
  logger.error({ err: new Error('bug') }, 'a bug');
  logger.error('words');
  logger.info({ count: 1 }, 'fields');
  return messages;
}

test('what fails because a store is away is no record of its own', () => {
  expect(messagesAt('info')).toEqual(['a bug', 'words', 'fields']);
});

test('at debug all of it is there', () => {
  expect(messagesAt('debug')).toEqual(['a loop', 'a request', 'a child', 'a bug', 'words', 'fields']);
});

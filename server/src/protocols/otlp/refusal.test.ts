import pino from 'pino';
import { expect, test } from 'vitest';
import { NotFound } from '../../platform/graphql/errors.ts';
import { IngestBusy } from '../../platform/ingest/errors.ts';
import { refusalOf } from './refusal.ts';

const logged: string[] = [];
const logger = pino({}, { write: (line) => logged.push(line) });

test('when too much waits to be written, an exporter learns when to retry', () => {
  expect(refusalOf(new IngestBusy('Too much waits.', 7), logger)).toEqual({
    httpStatus: 503,
    headers: { 'retry-after': '7' },
    code: 14,
    message: expect.stringContaining('Too much waits.'),
  });
});
test('an unexpected error is logged under an id and not sent, and the exporter may retry', () => {
  const refusal = refusalOf(new Error('password=hunter2'), logger);
  expect(refusal).toMatchObject({ httpStatus: 503, headers: { 'retry-after': expect.any(String) }, code: 14 });
  expect(refusal.message).not.toContain('hunter2');
  const errorId = /under ([0-9a-f-]+)/.exec(refusal.message)?.[1] as string;
  expect(logged.join()).toContain(errorId);
  expect(logged.join()).toContain('hunter2');
});
test('a failure that a caller can act on keeps its words', () => {
  expect(refusalOf(new NotFound('Span', 'x'), logger)).toMatchObject({
    httpStatus: 400,
    code: 3,
    message: 'Span "x" was not found in this workspace.',
  });
});

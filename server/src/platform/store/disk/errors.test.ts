import { expect, test } from 'vitest';
import { diskFullOf } from './errors.ts';

test.each([
  ['PostgreSQL, which could not extend a table', Object.assign(new Error('could not extend file "base/16384/16521"'), { code: '53100' })],
  ['ClickHouse', Object.assign(new Error('Cannot reserve 1.00 MiB, not enough space'), { code: '243' })],
  [
    'ClickHouse in this process',
    new Error('CHDB_INSERT spans.insert: Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space. (NOT_ENOUGH_SPACE)'),
  ],
  ['the system', Object.assign(new Error('write'), { code: 'ENOSPC' })],
])('a write that %s refuses for want of room names the disk', (_name, error) => {
  expect(diskFullOf(error)).toMatchObject({ code: 'DISK_FULL', retryAfterS: 30 });
});
test.each([[new Error('something else')], [Object.assign(new Error('duplicate key'), { code: '23505' })], [null], [undefined], ['text']])(
  '%s is about something else',
  (error) => {
    expect(diskFullOf(error)).toBeNull();
  },
);

import { expect, test } from 'vitest';
import { walSettings } from './wal.ts';

const MB = 1024 * 1024;
const GB = 1024 * MB;

test.each([
  ['on a large disk is 4 GB', 252 * GB, 77 * GB, '4096MB', '80MB'],
  ['on a small disk is a tenth of it', 10 * GB, 9 * GB, '1024MB', '80MB'],
  ['on a large disk that is nearly full is half of what is free', 252 * GB, GB, '512MB', '80MB'],
  ['is never less than four segments', 400 * MB, 30 * MB, '64MB', '64MB'],
])("PostgreSQL's log %s", (_name, sizeBytes, freeBytes, largest, kept) => {
  expect(walSettings({ sizeBytes, freeBytes })).toEqual({ max_wal_size: largest, min_wal_size: kept });
});

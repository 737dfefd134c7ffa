import { benchmarkRows } from './benchmark-rows.ts';
import { datasetReaders } from './datasets.ts';
import { langsmithReader } from './langsmith.ts';
import { completionsReader } from './logs.ts';
import { opikReaders } from './opik.ts';
import { phoenixReaders } from './phoenix.ts';
import type { Reader } from './reader.ts';
import { weaveReader } from './weave.ts';

/** Every known shape of a JSON object, asked in this order. */
export const readers: readonly Reader[] = [
  benchmarkRows,
  ...phoenixReaders,
  langsmithReader,
  weaveReader,
  ...opikReaders,
  completionsReader,
  ...datasetReaders,
];

export const readerOf = (names: ReadonlySet<string>): Reader | undefined =>
  names.has('externalId') || names.has('messageExternalId') ? undefined : readers.find(({ matches }) => matches(names));

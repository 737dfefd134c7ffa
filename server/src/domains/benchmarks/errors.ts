import { BadInput } from '../../platform/graphql/errors.ts';

/** A run of a benchmark that cannot be saved, or a comparison of runs that cannot be made. */
export class BadBenchmark extends BadInput {
  override readonly code = 'BAD_BENCHMARK';
}

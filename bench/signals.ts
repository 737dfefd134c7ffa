import { nab } from './signals/nab.ts';
import { synthetic } from './signals/synthetic.ts';

/**
 * What signals find and foresee. Without parts: metrics that are generated here. `--nab DIR`: the Numenta Anomaly Benchmark, a folder laid
 * out as its repository. The last line is for programs.
 */
export function run(parts: readonly string[]): void {
  if (parts.length === 0) return synthetic();
  const [option, folder] = parts;
  if (option === '--nab' && folder !== undefined) return nab(folder);
  throw new Error(`bench signals takes --nab DIR; it was given ${parts.join(' ')}`);
}

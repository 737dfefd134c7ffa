import { forecastDaily, forecastM3, forecastM4 } from './signals/forecast.ts';
import { nab } from './signals/nab.ts';
import { service } from './signals/service.ts';
import { synthetic } from './signals/synthetic.ts';

const usage =
  'bench signals takes nothing, or one of: --service · --nab DIR · --forecast TRAIN.csv TEST.csv --period P · --m3 FILE.json · --daily FILE.csv …';

/**
 * What signals find and foresee. Without parts: metrics that are generated here. `--service`: what it costs to watch 500
 * series. `--nab`: the Numenta Anomaly Benchmark, a folder laid out
 * as its repository. `--forecast`: files of M4. `--m3`, `--daily`: other series. The last line of the first two is for programs.
 */
export async function run(parts: readonly string[]): Promise<void> {
  const [option, ...rest] = parts;
  const [first, second, periodOption, period] = rest;
  if (option === undefined) return synthetic();
  if (option === '--service') return service();
  if (option === '--nab' && first !== undefined) return nab(first);
  if (option === '--m3' && first !== undefined) return forecastM3(first);
  if (option === '--daily' && first !== undefined) return forecastDaily(rest);
  if (option === '--forecast' && first !== undefined && second !== undefined && periodOption === '--period' && Number(period) >= 1)
    return forecastM4(first, second, Math.round(Number(period)));
  throw new Error(`${usage}; it was given ${parts.join(' ')}`);
}

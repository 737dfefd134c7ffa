import { accuracyOf, overall, type Accuracy } from './forecast/accuracy.ts';
import { dailyTasks, m3Tasks, m4Tasks } from './forecast/series.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function figuresOf({ series, sMape, mase, naiveSMape, naiveMase, within95, values }: Accuracy) {
  return {
    sMape: sMape / series,
    mase: mase / series,
    owa: (sMape / naiveSMape + mase / naiveMase) / 2,
    coverage95: within95 / values,
  };
}

function competition(groups: ReadonlyMap<string, Accuracy>): void {
  for (const [name, sums] of [...groups].toSorted(([one], [other]) => Number(one === overall) - Number(other === overall))) {
    const { sMape, mase, owa, coverage95 } = figuresOf(sums);
    console.log(
      `  ${name.padEnd(10)} ${String(sums.series).padStart(5)} series  sMAPE ${sMape.toFixed(3)}  MASE ${mase.toFixed(3)}  OWA ${owa.toFixed(3)}  within 95 %: ${percent(coverage95)}`,
    );
  }
}

/** The two files of a frequency of M4. The last line is for programs. */
export async function forecastM4(train: string, test: string, period: number): Promise<void> {
  const groups = await accuracyOf(m4Tasks(train, test, period));
  competition(groups);
  const { sMape, mase, owa, coverage95 } = figuresOf(groups.get(overall) as Accuracy);
  console.log(
    `forecast sMAPE ${sMape.toFixed(3)} MASE ${mase.toFixed(3)} OWA ${owa.toFixed(3)} coverage95 ${(100 * coverage95).toFixed(1)}%`,
  );
}

export async function forecastM3(path: string): Promise<void> {
  competition(await accuracyOf(m3Tasks(path)));
}

/** Daily series at rolling origins: errors beside those of the seasonal naive forecast. */
export async function forecastDaily(paths: readonly string[]): Promise<void> {
  for (const [name, { series, error, seasonalNaiveError, actual, within95, values }] of await accuracyOf(paths.flatMap(dailyTasks))) {
    if (name === overall) continue;
    console.log(
      `  ${name.padEnd(50)} ${String(series).padStart(3)} origins  WAPE ${percent(error / actual)}  seasonal naive ${percent(seasonalNaiveError / actual)}  within 95 %: ${percent(within95 / values)}`,
    );
  }
}

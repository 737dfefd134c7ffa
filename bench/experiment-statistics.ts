import { cupedArms } from '../server/src/platform/statistics/arms.ts';
import { effectOf, welchTest, type Effect } from '../server/src/platform/statistics/effect.ts';
import { plannedTest } from '../server/src/platform/statistics/planned.ts';
import { sequentialTest } from '../server/src/platform/statistics/sequential.ts';
import { drawsOf, Gathered } from './experiment-statistics/draws.ts';
import { fixedInterval, scenarios, type Scenario } from './experiment-statistics/scenarios.ts';

/** What is reported comes from other seeds than those that anything was chosen with: `bench experiment-statistics -- tune`. */
const seeds = { tune: 1_000_000, report: 7_000_000 };
const days = 30;

/**
 * Simulated experiments: what the statistics find where nothing is, how often intervals hold the truth, and what they find where it is.
 * `parts`: sections by name, all without one; `quick`, a tenth of the experiments; `tune`, a tenth from other seeds.
 */
export function run(parts: readonly string[]): void {
  const isTuning = parts.includes('tune');
  const seed = isTuning ? seeds.tune : seeds.report;
  const fewer = isTuning || parts.includes('quick') ? 10 : 1;
  const sections = {
    'false-positives': () => falsePositives(seed, 10_000 / fewer),
    coverage: () => coverage(seed, 10_000 / fewer),
    power: () => power(seed, 5_000 / fewer),
    cuped: () => cuped(seed, 5_000 / fewer),
  };
  const asked = Object.entries(sections).filter(([name]) => parts.includes(name));
  for (const [, section] of asked.length > 0 ? asked : Object.entries(sections)) section();
}

const percent = (count: number, of: number): string => `${((100 * count) / of).toFixed(2)} %`;

/** A/A experiments of which each is looked at daily: how many find a difference at any look. */
function falsePositives(seed: number, count: number): void {
  const tests = {
    'fixed-horizon test, looked at daily': (effect: Effect) => welchTest(effect),
    'always-valid (GrowthBook’s formula)': (effect: Effect, planned: number) => sequentialTest(effect, { tuning: planned }),
    'always-valid, one-sided (guardrails)': (effect: Effect, planned: number) => sequentialTest(effect, { tuning: planned, side: 'BELOW' }),
    'always-valid, planned end': (effect: Effect, planned: number) => plannedTest(effect, { plannedUnits: planned }),
  };
  for (const name of ['share, rare: 2 %', 'mean, heavy tail: log-normal, σ = 1', 'ratio by users: successes of conversations']) {
    const scenario = scenarios.find((one) => one.name === name) as Scenario;
    const found = new Map<string, number>();
    const isFoundAtOnce = { count: 0 };
    for (let index = 0; index < count; index += 1) {
      const hits = new Set<string>();
      looks(scenario, seed + index, true, (effect, planned, day, base, variant) => {
        const arms = scenario.plainArms?.(base, variant);
        const rivals = arms?.ok === true ? effectOf(arms.value) : null;
        for (const [test, of] of Object.entries(tests)) {
          // Its boundary has to be solved for, so that a tenth of the experiments is enough.
          if (test.includes('one-sided') && index % 10 !== 0) continue;
          const result = of(test.startsWith('fixed') && rivals?.ok === true ? rivals.value : effect, planned);
          if (!result.ok || result.value.pValue >= 0.05) continue;
          hits.add(test);
          if (day === days && test.startsWith('fixed')) isFoundAtOnce.count += 1;
        }
      });
      for (const hit of hits) found.set(hit, (found.get(hit) ?? 0) + 1);
    }
    console.log(`\nfalse positives of ${count} A/A experiments, ${days} daily looks: ${name}, ${scenario.units.join(' + ')} units`);
    console.log(`  ${'fixed-horizon test, looked at once'.padEnd(40)} ${percent(isFoundAtOnce.count, count)}`);
    for (const test of Object.keys(tests))
      console.log(`  ${test.padEnd(40)} ${percent(found.get(test) ?? 0, test.includes('one-sided') ? count / 10 : count)}`);
  }
}

/** One experiment, unit by unit, with what is known at the end of each day. `isSame`: both variants are the base. */
function looks(
  scenario: Scenario,
  seed: number,
  isSame: boolean,
  at: (effect: Effect, planned: number, day: number, base: Gathered, variant: Gathered) => void,
): void {
  const draws = drawsOf(seed);
  const [base, variant] = [new Gathered(), new Gathered()];
  const planned = scenario.units[0] + scenario.units[1];
  for (let day = 1; day <= days; day += 1) {
    for (const [place, arm] of [base, variant].entries()) {
      const until = Math.round(((scenario.units[place] as number) * day) / days);
      while (arm.n < until) arm.add(...scenario.draw(draws, place === 1 && !isSame));
    }
    const arms = scenario.arms(base, variant);
    const effect = arms.ok ? effectOf(arms.value) : arms;
    if (effect.ok) at(effect.value, planned, day, base, variant);
  }
}

/** How often intervals hold the true effect: the fixed one at the end, the sequential ones at all looks together. */
function coverage(seed: number, count: number): void {
  console.log(
    `\ncoverage of 95 % intervals, ${count} experiments each; always-valid ones at all ${days} looks together (mixture, planned end)`,
  );
  for (const scenario of scenarios) {
    let [fixed, mixture, planned] = [0, 0, 0];
    for (let index = 0; index < count; index += 1) {
      let [isMixtureRight, isPlannedRight] = [true, true];
      let isFixedRight = false;
      const holds = (interval: { low: number; high: number } | null): boolean =>
        interval !== null && interval.low <= scenario.truth && scenario.truth <= interval.high;
      looks(scenario, seed + 100_000 + index, false, (effect, units, day, base, variant) => {
        const [one, other] = [sequentialTest(effect, { tuning: units }), plannedTest(effect, { plannedUnits: units })];
        isMixtureRight &&= one.ok && holds(one.value.interval);
        isPlannedRight &&= other.ok && holds(other.value.interval);
        if (day === days) isFixedRight = holds(fixedInterval(scenario, base, variant));
      });
      fixed += isFixedRight ? 1 : 0;
      mixture += isMixtureRight ? 1 : 0;
      planned += isPlannedRight ? 1 : 0;
    }
    console.log(`  ${scenario.name.padEnd(48)} ${percent(fixed, count)}   ${percent(mixture, count)}   ${percent(planned, count)}`);
  }
}

/** An effect of 0.05 standard deviations, 10,000 units each, 100 looks: how often it is found, and how soon. */
function power(seed: number, count: number): void {
  const [units, lookCount] = [10_000, 100];
  const found = {
    'fixed-horizon test, looked at once': [] as number[],
    'always-valid (GrowthBook’s formula)': [] as number[],
    'always-valid, planned end': [] as number[],
  };
  for (let index = 0; index < count; index += 1) {
    const { normal } = drawsOf(seed + 200_000 + index);
    const stops = new Map<string, number>();
    let sum = 0;
    for (let look = 1; look <= lookCount; look += 1) {
      // The sum of a look's units, drawn at once: exact for normal values of a known spread.
      const [n, more] = [(units * look) / lookCount, units / lookCount];
      sum += 0.05 * more + Math.sqrt(2 * more) * normal();
      const effect: Effect = { value: sum / n, variance: 2 / n, n: 2 * n, freedom: 2 * n - 2, perAbsolute: 1 };
      const results = {
        'fixed-horizon test, looked at once': look === lookCount ? welchTest(effect) : null,
        'always-valid (GrowthBook’s formula)': sequentialTest(effect, { tuning: 2 * units }),
        'always-valid, planned end': plannedTest(effect, { plannedUnits: 2 * units }),
      };
      for (const [name, result] of Object.entries(results))
        if (result?.ok === true && result.value.pValue < 0.05 && !stops.has(name)) stops.set(name, n);
    }
    for (const [name, at] of stops) found[name as keyof typeof found].push(at);
  }
  console.log(`\npower at 0.05 standard deviations, ${units} units each, ${lookCount} looks, ${count} experiments`);
  for (const [name, at] of Object.entries(found)) {
    const median = at.toSorted((one, other) => one - other)[Math.floor(count / 2)];
    console.log(`  ${name.padEnd(40)} ${percent(at.length, count)}, median stop at ${median ?? 'none'} units each`);
  }
}

/** What CUPED saves, and whether it moves the estimate. */
function cuped(seed: number, count: number): void {
  const [rho, units, truth] = [0.7, 500, 0.2];
  const [plain, adjusted] = [new Gathered(), new Gathered()];
  const claimed = new Gathered();
  for (let index = 0; index < count; index += 1) {
    const { normal } = drawsOf(seed + 300_000 + index);
    const arms = [new Gathered(), new Gathered()] as const;
    for (const [place, arm] of arms.entries())
      for (let unit = 0; unit < units; unit += 1) {
        const before = normal();
        arm.add(rho * before + Math.sqrt(1 - rho * rho) * normal() + place * truth, before);
      }
    const found = cupedArms(arms[0].pair, arms[1].pair);
    if (!found.ok) throw new Error(found.problem);
    plain.add(arms[1].pair.meanY - arms[0].pair.meanY);
    adjusted.add(found.value.variant.mean - found.value.base.mean);
    claimed.add(found.value.varianceSaved);
  }
  const spread = ({ pair }: Gathered): number => pair.squaresY / (pair.n - 1);
  const error = Math.sqrt(spread(adjusted) / count);
  console.log(
    `\nCUPED at ρ = ${rho}, ${count} experiments of 2 × ${units}: ${((1 - spread(adjusted) / spread(plain)) * 100).toFixed(1)} % less variance (it reports ${(claimed.pair.meanY * 100).toFixed(1)} %); mean estimate ${adjusted.pair.meanY.toFixed(5)} of a true ${truth} (standard error ${error.toFixed(5)})`,
  );
}

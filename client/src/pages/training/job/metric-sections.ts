/** What one chart shows: a metric, its evaluation, or both together. */
export interface MetricChart {
  readonly key: string;
  readonly title: string;
  readonly train: string | null;
  readonly eval: string | null;
  /** A metric of the machine: along time. */
  readonly isSystem: boolean;
}

export interface MetricSection {
  readonly name: string;
  readonly charts: readonly MetricChart[];
}

const EVAL = 'eval_';
const SYSTEM = 'system/';
/** Names with a number at their end make a section of their own from here on. */
const LEAST_NUMBERED = 3;

/** A chart of each metric, a training metric together with its evaluation; sections by the beginning of the names, the machine last. */
export function metricSections(names: readonly string[], systemNames: readonly string[], pattern = ''): MetricSection[] {
  const evaluations = new Set(names.filter((name) => name.startsWith(EVAL)));
  const known = evaluations.size === 0 ? evaluations : new Set(names);
  const isShown = matcher(pattern);
  const charts: (MetricChart & { readonly stem: string | null })[] = [];
  const numbered = new Map<string, number>();
  for (const name of names) {
    const isEval = evaluations.has(name);
    if (isEval && known.has(name.slice(EVAL.length))) continue;
    const evaluation = evaluations.size > 0 && evaluations.has(EVAL + name) ? EVAL + name : null;
    if (!isShown(name) && (evaluation === null || !isShown(evaluation))) continue;
    const stem = stemOf(name);
    if (stem !== null) numbered.set(stem, (numbered.get(stem) ?? 0) + 1);
    charts.push({ key: name, title: name, train: isEval ? null : name, eval: isEval ? name : evaluation, isSystem: false, stem });
  }
  const grouped = Map.groupBy(charts, (chart) => sectionOf(chart, numbered));
  const sections = [...grouped.keys()].toSorted(byPlace).map((name) => ({ name, charts: (grouped.get(name) ?? []).toSorted(byName) }));
  const machine = systemNames
    .filter(isShown)
    .map((name) => ({ key: name, title: name.slice(SYSTEM.length), train: name, eval: null, isSystem: true }));
  return machine.length === 0 ? sections : [...sections, { name: 'machine', charts: machine }];
}

function sectionOf({ key, train, stem }: MetricChart & { readonly stem: string | null }, numbered: ReadonlyMap<string, number>): string {
  if (train === null) return key.includes('/') ? key.slice(EVAL.length, key.indexOf('/')) : 'eval';
  const slash = key.indexOf('/');
  if (slash > 0) return key.slice(0, slash);
  return stem !== null && (numbered.get(stem) ?? 0) >= LEAST_NUMBERED ? stem : 'general';
}

/** `acc` of `acc_3`. */
function stemOf(name: string): string | null {
  return /^([^/]*[^\d/_.-])[_.-]?\d+$/.exec(name)?.[1] ?? null;
}

/** General first, evaluations second, the rest by name. */
function byPlace(one: string, other: string): number {
  const place = (name: string) => (name === 'general' ? 0 : name === 'eval' ? 1 : 2);
  return place(one) - place(other) || inOrder.compare(one, other);
}

/** `acc_2` before `acc_10`. Made once: there may be thousands of names. */
const inOrder = new Intl.Collator('en', { numeric: true });
const byName = (one: MetricChart, other: MetricChart) => inOrder.compare(one.key, other.key);

/** `*` stands for any text and `?` for one character; without either, the text may stand anywhere in a name. */
export function matcher(pattern: string): (name: string) => boolean {
  const text = pattern.trim().toLowerCase();
  if (text === '') return () => true;
  if (!/[*?]/.test(text)) return (name) => name.toLowerCase().includes(text);
  const source = text
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const whole = new RegExp(`^${source}$`, 'is');
  return (name) => whole.test(name);
}

export type MetricGoal = 'lower' | 'higher' | 'none';

/** Which way a metric should go, by its name; `none` where the name does not say. */
export function goalOf(name: string): MetricGoal {
  if (/loss|perplexity|(^|[_/])ppl($|_)|error|(^|[_/])[wc]er$/i.test(name)) return 'lower';
  if (/accurac|(^|[_/])acc($|_)|reward|margin|(^|[_/])f1($|_)|bleu|rouge|chrf|exact_match|(^|[_/])score/i.test(name)) return 'higher';
  return 'none';
}

/** Set by the trainer, or a count: nothing in it to smooth. */
export const isPlan = (name: string): boolean => /(^|[_/])(lr|learning_rate)($|[_/-])|^epoch$|num_tokens|tokens_seen|momentum$/i.test(name);

const throughput = [/tokens_per_second/, /tokens_per_sec/, /throughput/, /samples_per_second/, /steps_per_second/, /it_per_sec/];
const gpuUse = [/gpu\/mean_utilization$/, /gpu[./]\d+[./](utilization|gpu)$/, /gpu.*util/];

/** The first metric that one of the patterns names, in the order of the patterns. */
function firstOf(names: readonly string[], patterns: readonly RegExp[]): string | null {
  // Of thousands of names few are looked at by each pattern.
  const any = new RegExp(patterns.map(({ source }) => source).join('|'));
  const named = names.filter((name) => any.test(name) && !name.startsWith(EVAL));
  for (const pattern of patterns) {
    const found = named.find((name) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return null;
}

export interface FirstCharts {
  readonly loss: MetricChart | null;
  /** What everyone looks at next, at most four. */
  readonly row: readonly MetricChart[];
}

/** The charts that stand first: loss with its evaluation; then learning rate, gradient norm, reward, throughput, GPU. */
export function firstCharts(names: readonly string[], systemNames: readonly string[]): FirstCharts {
  const known = new Set(names);
  const chart = (name: string | null, title: string): MetricChart[] => {
    if (name === null || !known.has(name)) return [];
    return [{ key: name, title, train: name, eval: known.has(EVAL + name) ? EVAL + name : null, isSystem: false }];
  };
  const gpu = firstOf(systemNames, gpuUse);
  const row = [
    ...chart('learning_rate', 'Learning rate'),
    ...chart('grad_norm', 'Gradient norm'),
    ...chart(['rewards/margins', 'reward'].find((name) => known.has(name)) ?? null, 'Reward'),
    ...(gpu === null ? [] : [{ key: gpu, title: 'GPU', train: gpu, eval: null, isSystem: true }]),
    ...chart(firstOf(names, throughput), 'Throughput'),
  ];
  const [loss] = chart(known.has('loss') ? 'loss' : null, 'Loss');
  const evaluated = known.has('eval_loss') ? { key: 'eval_loss', title: 'Loss', train: null, eval: 'eval_loss', isSystem: false } : null;
  return { loss: loss ?? evaluated, row: row.slice(0, 4) };
}

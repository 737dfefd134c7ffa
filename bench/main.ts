const benches = {
  start: 'from the command to ready',
  'first-load': 'JavaScript and largest paint of the Overview page',
  access: 'what row-level security costs an ingest and a query',
  ingest: 'messages a second, and how soon they are counted',
  spans: 'spans a second by OTLP, memory, and disk per span, beside a raw insert',
  trickle: 'CPU of small requests, and of equal live subscriptions beside them',
  training: 'points of training a second, long curves, many jobs and metrics, and how soon a viewer has a point',
  gpu: 'a fine-tune on a GPU under a runner, changed while it runs; five minutes, skipped without a GPU',
  masking: 'what masking costs a text of 2 kB',
  'open-trace': 'a trace of 100, 10,000 and 50,000 spans, by the API and on the page',
  'trace-list': 'a page of traces, listed and searched, of 5 million spans',
  overview: 'the Overview page’s first screen at 1 and 10 million messages',
  dashboard: 'every panel of the dashboard at 1 million messages, filters, and raw rows counted in a browser',
  search: 'a page of messages found by text, of 1 million',
  datasets: 'a million chats imported into a dataset: rows a second, memory, and how soon rows are read; BENCH_ROWS makes it smaller',
  exports: 'a million messages as CSV, JSON Lines and Parquet: rows a second, and memory',
  'experiment-statistics':
    'statistics of experiments on simulated data: false positives, coverage, power, CUPED; one minute of processor time',
  cohorts: 'how soon a rule is counted among a million users, and the memory of a targeted cohort',
  experiments:
    'variants a second beside GrowthBook, durable exposures, and results of a million units; one part of it: experiments -- results',
  assistant: 'what the product adds to the time of a model, 50 conversations at once, and the suite of texts with exact answers',
  signals:
    'anomalies and forecasts: synthetic metrics; signals --service; signals --nab DIR; signals --forecast TRAIN.csv TEST.csv --period P',
  drift: 'false alarms of drift at nominal 5 %, beside Evidently’s rules; drift --power DIR: published drifts of LLMDrift',
  meaning:
    'how many texts are read a second; meaning --goemotions FILE.tsv; --sentiment TEXTS LABELS; --satisfaction FILE; causes: --robustspot DIR',
  studies: 'regret of methods of studies on 12 functions; studies --python PROGRAM: beside Optuna; --seeds N; --tables FOLDER',
  judges: 'how often the mean of a judge of known noise holds the truth: corrected by people, and as it is; 1,000 runs each',
  alerts: 'from the end of the minute that shows an event until a webhook has the notice',
  charts: 'ui-kit beside Recharts, ECharts, uPlot and Chart.js; one part of it: charts -- mount',
} as const;

type Name = keyof typeof benches;

const isBench = (name: string): name is Name => Object.hasOwn(benches, name);

// Words before a `--` name benches, those behind it the parts of the one that is named; an option begins its parts, too.
const words = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
const dashes = words.findIndex((word) => word.startsWith('--'));
const end = dashes < 0 ? words.length : dashes;
const asked = words.slice(0, end);
const parts = words.slice(words[end] === '--' ? end + 1 : end);
const unknown = asked.filter((name) => !isBench(name));
const withParts: readonly string[] = [
  'charts',
  'training',
  'experiment-statistics',
  'experiments',
  'signals',
  'assistant',
  'meaning',
  'drift',
  'studies',
];
if (unknown.length > 0 || (parts.length > 0 && !withParts.includes(asked.join()))) {
  console.error(
    unknown.length > 0
      ? `There is no bench ${unknown.join(', ')}. There are:`
      : 'Only charts, training, experiment-statistics, experiments, signals, assistant, meaning, drift and studies have parts. There are:',
  );
  for (const [name, about] of Object.entries(benches)) console.error(`  ${name.padEnd(12)} ${about}`);
  process.exit(2);
}
// One after the other: two at once would measure each other.
for (const name of asked.length > 0 ? (asked as Name[]) : (Object.keys(benches) as Name[])) {
  console.log(`\n── ${name}: ${benches[name]}`);
  const { run } = (await import(`./${name}.ts`)) as { run: (parts: readonly string[]) => Promise<void> | void };
  await run(parts);
}
// Engines in this process keep it alive.
process.exit(0);

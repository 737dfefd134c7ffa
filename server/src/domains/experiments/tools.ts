import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { BadToolArgument, defineReference, defineTool, NoData, type ActingOperation, type Arguments } from '../../platform/tools/tool.ts';

interface Row {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly hypothesis: string;
  readonly startedAt: string | null;
  readonly stoppedAt: string | null;
  readonly shippedVariant: string | null;
  readonly isEnabled: boolean;
  readonly possibleActs: readonly string[];
  readonly variants: readonly { readonly key: string; readonly weight: number }[];
}
const fields = 'id key name kind state hypothesis startedAt stoppedAt shippedVariant isEnabled possibleActs variants { key weight }';

interface VariantResult {
  readonly variant: string;
  readonly isBase: boolean;
  readonly n: number;
  readonly value: number | null;
  readonly lift: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pValue: number | null;
  readonly chanceToWin: number | null;
  readonly verdict: string | null;
}
interface Results {
  readonly verdict: string;
  readonly sentence: string;
  readonly variant: string | null;
  readonly daysLeft: number | null;
  readonly reasons: readonly string[];
  readonly sampleRatio: { readonly isMismatch: boolean; readonly pValue: number | null };
  readonly metrics: readonly {
    readonly name: string;
    readonly metric: string;
    readonly role: string;
    readonly unit: string;
    readonly variants: readonly VariantResult[];
  }[];
}

export const experimentReference = defineReference({
  kind: 'experiment',
  title: 'experiments and flags',
  document: '{ experiments { key name } }',
  found: ({ experiments }: { experiments: readonly { key: string; name: string }[] }) => ({
    items: experiments.map(({ key, name }) => ({ id: key, names: [key, name], count: null })),
    total: experiments.length,
  }),
});

const experiment = { type: 'string', isRequired: true, description: 'Experiment or flag: its key or name' } as const;
const there = (found: Row | null, args: Arguments): Row => {
  if (found === null) throw new NoData(`The experiment ${JSON.stringify(args['experiment'])} was deleted meanwhile.`);
  return found;
};

/** What the state of an experiment becomes by each act, and the act that takes it back; null: none does. */
const acts = {
  start: { field: 'startExperiment', after: 'RUNNING', undo: null, act: 'START' },
  pause: { field: 'pauseExperiment', after: 'PAUSED', undo: 'resumeExperiment', act: 'PAUSE' },
  resume: { field: 'resumeExperiment', after: 'RUNNING', undo: 'pauseExperiment', act: 'RESUME' },
  stop: { field: 'stopExperiment', after: 'STOPPED', undo: null, act: 'STOP' },
} as const;

const acting = (name: keyof typeof acts): ActingOperation => {
  const { field, after, undo, act } = acts[name];
  return {
    about: `propose to ${name} an experiment`,
    words: [name],
    document: `query ($experiment: String!) { experiment(key: $experiment) { ${fields} } }`,
    arguments: { experiment },
    references: { experiment: 'experiment' },
    mutation: `mutation ($id: ID!) { ${field}(id: $id) { id key state } }`,
    propose: ({ experiment: found }: { experiment: Row | null }, args: Arguments) => {
      const one = there(found, args);
      if (!one.possibleActs.some((possible) => possible.toUpperCase().startsWith(act)))
        throw new BadToolArgument(
          'experiment',
          `The experiment ${JSON.stringify(one.key)} is ${one.state}: it cannot be ${after.toLowerCase()} now. Possible: ${one.possibleActs.join(', ')}.`,
        );
      return {
        title: `${name[0]?.toUpperCase()}${name.slice(1)} the ${one.kind.toLowerCase()} ${JSON.stringify(one.key)}`,
        variables: { id: one.id },
        changes: [{ path: 'state', before: one.state, after }],
        touches: [{ what: 'experiments', count: 1 }],
        undo: undo === null ? null : { document: `mutation ($id: ID!) { ${undo}(id: $id) { id state } }`, variables: { id: one.id } },
      };
    },
  };
};

export const experimentsTool = defineTool({
  name: 'experiments',
  title: 'Experiments',
  description:
    'Experiments and flags: the list by state, results of one with lift, interval, chance to win and verdict; proposes to start, pause, resume or stop one.',
  group: 'experiments',
  words: ['experiment', 'a/b', 'ab test', 'variant', 'flag', 'winner', 'significant', 'lift', 'result', 'test'],
  operations: {
    list: {
      about: 'experiments and flags',
      words: ['list', 'running', 'which', 'draft', 'stopped'],
      document: `query ($kind: ExperimentKind) { experiments(kind: $kind) { ${fields} } }`,
      computed: ['kind'],
      arguments: {
        kind: { type: 'string', values: ['EXPERIMENT', 'FLAG'], description: 'Only experiments, or only flags' },
        state: { type: 'string', values: ['DRAFT', 'RUNNING', 'PAUSED', 'STOPPED', 'ARCHIVED'], description: 'Only those in this state' },
      },
      variables: ({ kind }) => ({ kind }),
      shape: ({ experiments }: { experiments: readonly Row[] }, { state }) => {
        const rows = experiments.filter((row) => state === undefined || row.state === state);
        return {
          facts: [fact('experimentCount', 'Experiments and flags', rows.length)],
          table: tableOf(rows, (at) => [
            at.text('key', 'Key', (row) => row.key),
            at.text('name', 'Name', (row) => row.name),
            at.text('kind', 'Kind', (row) => row.kind),
            at.text('state', 'State', (row) => row.state),
            at.text('variants', 'Variants', (row) => row.variants.map(({ key }) => key).join(', ')),
            at.time('startedAt', 'Started', (row) => row.startedAt),
            at.time('stoppedAt', 'Stopped', (row) => row.stoppedAt),
            at.text('shipped', 'Shipped variant', (row) => row.shippedVariant),
          ]),
          links: [pageLink('Experiments', '/experiments')],
        };
      },
    },
    results: {
      about: 'results of an experiment: lift, interval, p-value, chance to win, verdict',
      words: ['result', 'winner', 'winning', 'verdict', 'significant', 'lift', 'chance'],
      document: `query ($experiment: String!) {
        experiment(key: $experiment) {
          ${fields}
          results {
            verdict sentence variant daysLeft reasons sampleRatio { isMismatch pValue }
            metrics { name metric role unit variants { variant isBase n value lift low high pValue chanceToWin verdict } }
          }
        }
      }`,
      arguments: { experiment },
      references: { experiment: 'experiment' },
      shape: ({ experiment: found }: { experiment: (Row & { results: Results }) | null }, args) => {
        const { results, ...one } = there(found, args) as Row & { results: Results };
        const rows = results.metrics.flatMap((metric) => metric.variants.map((variant) => ({ ...metric, ...variant })));
        return {
          facts: [
            fact('state', 'State', one.state),
            fact('verdict', 'Verdict', results.verdict),
            fact('variant', 'Variant of the verdict', results.variant),
            fact('sentence', 'Verdict in words', results.sentence),
            fact('daysLeft', 'Days left', results.daysLeft, { unit: 'days' }),
            fact('unitCount', 'Units', Math.max(0, ...results.metrics.map(({ variants }) => variants.reduce((sum, { n }) => sum + n, 0)))),
            fact('sampleRatioMismatch', 'Split is not as planned', results.sampleRatio.isMismatch ? 'yes' : 'no'),
          ],
          table: tableOf(rows, (at) => [
            at.text('metric', 'Metric', (row) => row.name),
            at.text('role', 'Role', (row) => row.role),
            at.text('variant', 'Variant', (row) => (row.isBase ? `${row.variant} (base)` : row.variant)),
            at.number('n', 'Units', (row) => row.n),
            at.number('value', 'Value', (row) => row.value),
            at.share('lift', 'Lift', (row) => row.lift),
            at.share('low', 'Lift, low end', (row) => row.low),
            at.share('high', 'Lift, high end', (row) => row.high),
            at.number('pValue', 'p-value', (row) => row.pValue),
            at.share('chanceToWin', 'Chance to win', (row) => row.chanceToWin),
            at.text('verdict', 'Verdict', (row) => row.verdict),
          ]),
          chart: { kind: 'interval', x: 'variant', y: ['lift', 'low', 'high'], title: `Lifts of ${one.name}` },
          links: [pageLink(`Experiment ${one.name}`, `/experiments/${encodeURIComponent(one.key)}`)],
        };
      },
    },
    start: acting('start'),
    pause: acting('pause'),
    resume: acting('resume'),
    stop: acting('stop'),
  },
});

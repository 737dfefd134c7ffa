import { sendOperation, type ServerAddress } from 'importer/client';
import { z } from 'zod';
import { Random } from './random.ts';

const trialCount = 60;
/** The study stays open, so that the page shows what would be tried next. */
const maxTrials = 100;

const CREATE = `mutation ($input: CreateStudyInput!) { createStudy(input: $input) { id } }`;
const ASK = `mutation ($input: AskTrialsInput!) { askTrials(input: $input) { number parameters state } }`;
const TELL = `mutation ($input: TellTrialInput!) { tellTrial(input: $input) { shouldPrune pruneReason } }`;
const FIND = '{ studies { id name trialCount } }';

const Found = z.object({ studies: z.array(z.object({ id: z.string(), name: z.string(), trialCount: z.number() })) });
const Created = z.object({ createStudy: z.object({ id: z.string() }) });
const Asked = z.object({
  askTrials: z.array(
    z.object({ number: z.number(), state: z.string(), parameters: z.record(z.string(), z.union([z.number(), z.string()])) }),
  ),
});
const News = z.object({ tellTrial: z.object({ shouldPrune: z.boolean(), pruneReason: z.string().nullable() }) });

const searchSpace = [
  { name: 'learning_rate', kind: 'FLOAT', low: 1e-5, high: 1e-1, isLog: true },
  { name: 'batch_size', kind: 'INT', low: 4, high: 32, step: 4 },
  { name: 'weight_decay', kind: 'FLOAT', low: 0, high: 0.3 },
  { name: 'schedule', kind: 'CATEGORICAL', choices: ['cosine', 'linear', 'constant'] },
  { name: 'warmup_share', kind: 'FLOAT', low: 0, high: 0.3, when: { parameter: 'schedule', values: ['cosine', 'linear'] } },
];

/** What the parameters were before: the trainer's own. */
const baseline = { values: [0.412], parameters: { learning_rate: 0.0005, batch_size: 12, weight_decay: 0.01, schedule: 'constant' } };

type Parameters = Readonly<Record<string, number | string>>;

/**
 * The loss that training would end with: a valley along the learning rate that moves with the batch size (a large batch wants a higher rate),
 * a shallow one along weight decay and warm-up, a constant for each schedule, and what measuring it again would change.
 */
function finalLoss(parameters: Parameters, noise: number): number {
  const rate = Math.log10(Number(parameters['learning_rate']));
  const batch = Math.log2(Number(parameters['batch_size']) / 12);
  const valley = 0.09 * (rate + 2.5 - 0.35 * batch) ** 2;
  const decay = 0.6 * (Number(parameters['weight_decay']) - 0.08) ** 2;
  const schedule = { cosine: 0, linear: 0.012, constant: 0.03 }[String(parameters['schedule'])] ?? 0;
  const warmup = parameters['warmup_share'] === undefined ? 0 : 0.4 * (Number(parameters['warmup_share']) - 0.1) ** 2;
  return 0.26 + Math.min(valley, 2.5) + decay + schedule + warmup + 0.004 * noise;
}

/** The loss after a share of the steps: from 4.0 down to the final one, which a low rate reaches more slowly. */
const lossAt = (share: number, final: number): number => final + (4 - final) * Math.exp(-9 * share) + 0.06 * final * (1 - share);

/**
 * Makes the study `demo: rate of sums in words` and runs 60 trials of it: asked of the server's TPE, ended early by the median of the others,
 * with the loss of `finalLoss`. Nothing is trained. Trials that a run before this one has made stay.
 */
export async function runStudy(server: ServerAddress, seed: number): Promise<void> {
  const name = `demo: rate of sums in words${seed === 1 ? '' : ` ${seed}`}`;
  const send = async <Row>(query: string, input: object | null, row: z.ZodType<Row>): Promise<Row> =>
    row.parse(await sendOperation(server, query, input === null ? {} : { input }));
  const known = (await send(FIND, null, Found)).studies.find((study) => study.name === name);
  if ((known?.trialCount ?? 0) >= trialCount) return;
  const input = {
    name,
    method: 'TPE',
    seed,
    maxTrials,
    objectives: [{ name: 'eval_loss' }],
    searchSpace,
    baseline,
    pruner: { kind: 'MEDIAN', warmupSteps: 400 },
  };
  const studyId = known?.id ?? (await send(CREATE, input, Created)).createStudy.id;
  for (;;) {
    const { askTrials } = await send(ASK, { studyId, count: 1 }, Asked);
    const [trial] = askTrials;
    if (trial === undefined) return;
    await runTrial(trial);
    if (trial.number + 1 >= trialCount) return;
  }

  async function runTrial({ number, parameters }: { readonly number: number; readonly parameters: Parameters }): Promise<void> {
    const random = new Random(seed, 'study', number);
    const noise = Array.from({ length: 6 }, () => random.uniform()).reduce((sum, one) => sum + one - 0.5, 0);
    const final = finalLoss(parameters, noise);
    for (const step of [200, 400, 600, 800]) {
      const { tellTrial } = await send(TELL, { studyId, number, step, value: lossAt(step / 1_000, final) }, News);
      if (!tellTrial.shouldPrune) continue;
      await send(TELL, { studyId, number, state: 'PRUNED', reason: tellTrial.pruneReason }, News);
      return;
    }
    await send(TELL, { studyId, number, values: [final] }, News);
  }
}

import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { costPerSuccess } from './metrics.ts';
import { dayMs } from './rhythm.ts';
import type { Story } from './story.ts';
import { demoUser } from './visits.ts';

const listText = 'query DemoExperiments { experiments { key } }';
const createText = 'mutation DemoExperiment($input: ExperimentInput!) { createExperiment(input: $input) { id } }';
const startText = 'mutation DemoStart($input: StartExperimentInput!) { startExperimentSince(input: $input) { id } }';
const exposeText = 'mutation DemoExposures($exposures: [ExposureInput!]!) { recordExposures(exposures: $exposures) { accepted } }';

const aa = 'demo-aa';
const split = 'demo-split';
const countries = ['DE', 'FR', 'NL', 'PL', 'SE'];
/** Users whose variants are asked for in one operation: it may have twenty fields. */
const usersAtOnce = 10;
const exposuresAtOnce = 1_000;

/**
 * Three experiments that began with the one of the story: that one, whose answers name their variant and which has a true effect; an A/A; and
 * one whose second variant loses a part of its exposures in an old release of a page, so that it can't be judged, and health names the release.
 * Once: keys that are known stay as they are. A key that may not start experiments sends none. `hasMetric`: the workspace has the metric that
 * the demo defines.
 */
export async function sendExperiments(
  server: ServerAddress,
  { experiment, past }: Story,
  { userCount, hasMetric }: { readonly userCount: number; readonly hasMetric: boolean },
): Promise<void> {
  const [control, confirm] = experiment.variants;
  const from = new Date(Math.max(past.fromMs, experiment.fromMs)).toISOString();
  const same = [{ key: 'a' }, { key: 'b' }];
  const inputs = [
    {
      key: experiment.name,
      name: 'demo: asks before it changes anything',
      hypothesis: 'Customers reach what they came for more often when the assistant names the change first and asks for a yes.',
      unit: 'SESSION',
      variants: [
        { key: control.name, promptName: 'support-assistant', promptVersion: 2, parameters: { temperature: 0.2, mostSentences: 5 } },
        { key: confirm.name, promptName: 'support-assistant', promptVersion: 3, parameters: { temperature: 0.2, mostSentences: 6 } },
      ],
      parametersSchema: {
        type: 'object',
        properties: { temperature: { type: 'number', minimum: 0, maximum: 2 }, mostSentences: { type: 'integer', minimum: 1 } },
        required: ['temperature', 'mostSentences'],
        additionalProperties: false,
      },
      metrics: [
        { metric: 'success_share', role: 'GOAL', minimalEffect: 0.02 },
        { metric: 'error_share', role: 'GUARDRAIL' },
        { metric: 'cost_usd', role: 'SECONDARY' },
        ...(hasMetric ? [{ metric: costPerSuccess, role: 'SECONDARY' }] : []),
        { metric: 'latency_ms', role: 'SECONDARY' },
        { metric: 'rating', role: 'SECONDARY' },
      ],
    },
    {
      key: aa,
      name: 'demo: A/A, both variants are the same',
      hypothesis: 'Nothing differs. A difference here would be one of the set-up.',
      isAa: true,
      variants: same,
      metrics: [{ metric: 'success_share', role: 'GOAL', minimalEffect: 0.05 }],
    },
    {
      key: split,
      name: 'demo: exposures of one variant are lost',
      hypothesis: 'An old release of the page loses most exposures of b: the split does not fit, and there is no verdict.',
      variants: same,
      metrics: [{ metric: 'success_share', role: 'GOAL' }],
    },
  ];
  try {
    const { experiments } = await sendOperation<{ experiments: readonly { key: string }[] }>(server, listText, {});
    const known = new Set(experiments.map(({ key }) => key));
    const fresh = inputs.filter(({ key }) => !known.has(key));
    for (const input of fresh) {
      const { createExperiment } = await sendOperation<{ createExperiment: { id: string } }>(server, createText, { input });
      await sendOperation(server, startText, { input: { ...createExperiment, since: from } });
    }
    if (fresh.some(({ key }) => key === aa || key === split)) await sendExposures(server, Date.parse(from), past.toMs, userCount);
  } catch (error) {
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
  }
}

/** Every user is exposed in the first days, to the variant that the server assigns. */
async function sendExposures(server: ServerAddress, fromMs: number, toMs: number, userCount: number): Promise<void> {
  const users = Array.from({ length: userCount }, (_, place) => demoUser(place + 1));
  const spreadMs = Math.min(2 * dayMs, (toMs - fromMs) / 4) / Math.max(1, userCount);
  const exposures: object[] = [];
  for (let first = 0; first < users.length; first += usersAtOnce) {
    const some = users.slice(first, first + usersAtOnce);
    const fields = some.flatMap((user, place) =>
      [aa, split].map((key, nth) => `u${place}e${nth}: assignVariant(experiment: "${key}", unitId: "${user}") { variant }`),
    );
    const answers = await sendOperation<Record<string, { variant: string | null }>>(
      server,
      `query DemoVariants { ${fields.join(' ')} }`,
      {},
    );
    for (const [place, unitId] of some.entries()) {
      for (const [nth, experiment] of [aa, split].entries()) {
        const variant = answers[`u${place}e${nth}`]?.variant ?? null;
        const nthUser = first + place;
        const isOld = nthUser % 3 === 0;
        const isLost = experiment === split && variant === 'b' && isOld && nthUser % 12 !== 0;
        const at = new Date(fromMs + nthUser * spreadMs).toISOString();
        const attributes = { country: countries[nthUser % countries.length] };
        if (variant !== null && !isLost)
          exposures.push({ experiment, unitId, variant, at, attributes, client: isOld ? 'shop-web/4.1' : 'shop-web/4.2' });
      }
    }
  }
  for (let first = 0; first < exposures.length; first += exposuresAtOnce)
    await sendOperation(server, exposeText, { exposures: exposures.slice(first, first + exposuresAtOnce) });
}

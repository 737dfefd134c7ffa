import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';

const listText = 'query DemoMetrics { metrics { key } }';
const createText = 'mutation DemoMetric($input: MetricInput!) { createMetric(input: $input) { key } }';

/** A metric of the workspace's own, beside the built-in ones. */
export const costPerSuccess = 'demo_cost_per_success';

const definition = {
  key: costPerSuccess,
  name: 'demo: cost of a success',
  description:
    'What the answers cost for each visit that was judged a success; the dearest users are capped, so that a few long visits do not decide.',
  kind: 'RATIO',
  measured: { measure: 'COST' },
  denominator: { measure: 'SUCCESS' },
  cap: { percentile: 0.99 },
  better: 'DOWN',
  unit: 'USD',
};

/** Defines one metric, once. Whether the workspace has it: a key that may send data alone defines none. */
export async function sendMetrics(server: ServerAddress): Promise<boolean> {
  const { metrics } = await sendOperation<{ metrics: readonly { key: string }[] }>(server, listText, {});
  if (metrics.some(({ key }) => key === costPerSuccess)) return true;
  try {
    await sendOperation(server, createText, { input: definition });
    return true;
  } catch (error) {
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
    return false;
  }
}

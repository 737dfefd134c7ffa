import type { ExperimentCardFragment, FlagValueType } from '../../graphql/generated/graphql.ts';

export interface CodeSample {
  readonly value: 'own-js' | 'own-python' | 'openfeature-node' | 'openfeature-python' | 'growthbook' | 'http';
  readonly label: string;
  readonly says: string;
  readonly code: string;
}

const kinds: Readonly<
  Record<FlagValueType, { readonly js: string; readonly python: string; readonly fallback: string; readonly pythonFallback: string }>
> = {
  BOOLEAN: { js: 'Boolean', python: 'boolean', fallback: 'false', pythonFallback: 'False' },
  STRING: { js: 'String', python: 'string', fallback: "''", pythonFallback: '""' },
  INTEGER: { js: 'Number', python: 'integer', fallback: '0', pythonFallback: '0' },
  FLOAT: { js: 'Number', python: 'float', fallback: '0', pythonFallback: '0.0' },
  JSON: { js: 'Object', python: 'object', fallback: '{}', pythonFallback: '{}' },
};

/** Code that asks for an experiment, for six clients; `<key>` stands for an API key. */
export function codeFor({ key, valueType }: Pick<ExperimentCardFragment, 'key' | 'valueType'>, address: string): readonly CodeSample[] {
  const { js, python, fallback, pythonFallback } = kinds[valueType];
  return [
    {
      value: 'own-js',
      label: 'TypeScript',
      says: 'Our own client, for pages and Node: it decides locally and reports exposures. Use a key for flags (ftc_…), which is no secret.',
      code: `import { Flags } from './flags-client/src/client.ts'; // a folder of the product, 2.5 kB, to copy

const flags = await new Flags({ url: '${address}', key: '<key>' }).start();
const value = flags.value('${key}', userId, ${fallback});`,
    },
    {
      value: 'own-python',
      label: 'Python',
      says: 'Our own client, of the standard library alone: it decides locally and reports exposures. Use a key for flags (ftc_…). pip install ./trainer',
      code: `from finetune_lab.flags import Flags

flags = Flags("${address}", "<key>")
value = flags.value("${key}", user_id, ${pythonFallback})`,
    },
    {
      value: 'openfeature-node',
      label: 'OpenFeature, Node',
      says: 'OpenFeature, by its OFREP provider: each evaluation asks this server.',
      code: `import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';

await OpenFeature.setProviderAndWait(
  new OFREPProvider({ baseUrl: '${address}', headers: [['Authorization', 'Bearer <key>'], ['X-Record-Exposure', 'true']] }),
);
const value = await OpenFeature.getClient().get${js}Value('${key}', ${fallback}, { targetingKey: userId });`,
    },
    {
      value: 'openfeature-python',
      label: 'OpenFeature, Python',
      says: 'OpenFeature, by its OFREP provider: each evaluation asks this server.',
      code: `from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

headers = {"Authorization": "Bearer <key>", "X-Record-Exposure": "true"}
api.set_provider(OFREPProvider(base_url="${address}", headers_factory=lambda: headers))
value = api.get_client().get_${python}_value("${key}", ${pythonFallback}, EvaluationContext(targeting_key=user_id))`,
    },
    {
      value: 'growthbook',
      label: 'GrowthBook',
      says: 'GrowthBook’s SDK decides in the page, without a call for each flag. Use a key for flags (ftc_…), which is no secret.',
      code: `import { GrowthBook } from '@growthbook/growthbook';

const growthbook = new GrowthBook({
  apiHost: '${address}',
  clientKey: '<key>',
  attributes: { id: userId },
  trackingCallback: (experiment, result) =>
    fetch('${address}/api/exposures', {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json', 'x-api-key': '<key>' },
      body: JSON.stringify({ experiment: experiment.key, unitId: result.hashValue, variant: result.key, phase: Number(experiment.phase) }),
    }),
});
await growthbook.init();
const value = growthbook.getFeatureValue('${key}', ${fallback});`,
    },
    {
      value: 'http',
      label: 'HTTP',
      says: 'One call assigns and records the exposure. Lists of up to 1,000 are answered in their order.',
      code: `curl ${address}/api/assign -H 'Authorization: Bearer <key>' -H 'Content-Type: application/json' \\
  -H 'X-Record-Exposure: true' -d '{"experiment": "${key}", "unitId": "user-42", "attributes": {"plan": "pro"}}'`,
    },
  ];
}

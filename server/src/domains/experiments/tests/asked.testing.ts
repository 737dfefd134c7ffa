import { expect } from 'vitest';
import type { KeyScope, Role } from '../../../platform/permissions.ts';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { createApiKey } from '../../access/commands.ts';

const fields = 'id key state phase version allocation isEnabled shippedVariant possibleActs variants { key weight value }';
export const two = [{ key: 'control' }, { key: 'warm' }];
export const keyOfId = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;
export const codeOf = (body: Loose) => body.errors?.[0].extensions.code;
/** Keys of experiments are unique in the workspace that all tests share. */
let count = 0;

/** What the tests of experiments ask a server, by a key of an editor. */
export function askedOf(served: () => TestServer) {
  const bearer = async (role: Role, scope: KeyScope = 'FULL'): Promise<Record<string, string>> => {
    const { stores, defaultWorkspaceId: workspaceId } = served();
    const { secret } = await createApiKey(stores, { workspaceId, name: `${role} ${scope}`, role, scope });
    return { authorization: `Bearer ${secret}` };
  };
  let editor: Promise<Record<string, string>> | null = null;
  const asEditor = (): Promise<Record<string, string>> => (editor ??= bearer('EDITOR'));
  const run = async (query: string, variables: object = {}, headers?: Record<string, string>): Promise<Loose> =>
    (await ask(served(), query, { headers: headers ?? (await asEditor()), variables })).body;

  async function made(input: object = {}): Promise<Loose> {
    count += 1;
    const given = { key: `greeting-${count}`, name: 'Greeting', variants: two, ...input };
    const { data, errors } = await run(`mutation ($input: ExperimentInput!) { createExperiment(input: $input) { ${fields} } }`, {
      input: given,
    });
    expect(errors).toBeUndefined();
    return data.createExperiment;
  }
  const act = async (name: string, id: string): Promise<Loose> =>
    run(`mutation ($id: ID!) { ${name}Experiment(id: $id) { ${fields} } }`, { id });
  const change = (input: object): Promise<Loose> =>
    run(
      `mutation ($input: ExperimentChangeInput!) { updateExperiment(input: $input) { ${fields} phases { number seed reason endedAt } versions { version changed } } }`,
      { input },
    );
  const assigned = async (experiment: string, unitId: string, attributes = {}): Promise<Loose> =>
    (
      await run(
        'query ($e: String!, $u: String!, $a: JSON) { assignVariant(experiment: $e, unitId: $u, attributes: $a) { variant value reason phase } }',
        { e: experiment, u: unitId, a: attributes },
      )
    ).data.assignVariant;
  const override = (id: string, unitId: string, variant: string | null): Promise<Loose> =>
    run('mutation ($input: ExperimentOverrideInput!) { setExperimentOverride(input: $input) { overrides { unitId variant } } }', {
      input: { id, unitId, variant },
    });
  const expose = (exposures: readonly object[]): Promise<Loose> =>
    run('mutation ($e: [ExposureInput!]!) { recordExposures(exposures: $e) { accepted rejected { index field reason } } }', {
      e: exposures,
    });
  const exposed = async (key: string): Promise<Loose> =>
    (await run('query ($key: String!) { experiment(key: $key) { exposures { phase variant unitCount } } }', { key })).data.experiment
      .exposures;

  async function post(path: string, body: unknown, headers?: Record<string, string>, method = 'POST') {
    const response = await fetch(`${served().url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(headers ?? (await asEditor())) },
      ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: text === '' ? null : (JSON.parse(text) as Loose) };
  }
  return { bearer, asEditor, run, made, act, change, assigned, override, expose, exposed, post, fields };
}

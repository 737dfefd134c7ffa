import { getNamedType } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { rowsOfWorkspace } from '../../../platform/store/workspace-rows.ts';
import { idOfNothing } from '../../../schema.testing.ts';
import { ask, type TestServer } from '../../../server.testing.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { createPerson } from '../../people/commands/person.ts';
import { pagedFields, places, selection, type Place } from './id-places.testing.ts';
import { Browser, password } from '../../people/tests/browser.testing.ts';

/** Two workspaces: what stands in the one, by its kind, is asked for by an owner of the other. */
export interface Neighbours {
  readonly server: TestServer;
  readonly theirWorkspaceId: string;
  readonly theirSlug: string;
  readonly theirTraceId: string;
  /** Global ids by the type's name. */
  readonly theirs: Readonly<Record<string, string>>;
  readonly ourHeaders: Record<string, string>;
  readonly theirHeaders: Record<string, string>;
}

/** Every row of a workspace, of PostgreSQL by a digest, of ClickHouse by the number. */
async function stateOf({ server: { stores }, theirWorkspaceId }: Neighbours): Promise<Record<string, unknown>> {
  const state: Record<string, unknown> = await rowsOfWorkspace(stores, theirWorkspaceId);
  await inWorkspace(theirWorkspaceId, async () => {
    for (const name of Object.keys(state).filter((table) => table.startsWith('postgres.'))) {
      const table = name.slice('postgres.'.length);
      const { rows } = await stores.postgres.query(
        `SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) AS digest FROM ${table} AS t WHERE workspace_id = '${theirWorkspaceId}'`,
      );
      state[name] = rows[0]?.['digest'];
    }
  });
  return { ...state, workspace: await stores.prisma.workspace.findUnique({ where: { id: theirWorkspaceId } }) };
}

const keyIn = (id: string): string => Buffer.from(id, 'base64').toString().split(':').slice(1).join(':');
/** The id of a thing of this type that does not exist, in the form of one that does. */
const nothingLike = (type: string, id: string): string =>
  /^\d+$/.test(keyIn(id)) ? Buffer.from(`${type}:999999999999999`).toString('base64') : idOfNothing(type);
/** Two answers are the same when only the ids in them differ. */
const without = (answer: unknown, id: string): string => JSON.stringify(answer).replaceAll(id, '<id>').replaceAll(keyIn(id), '<key>');

/** What stands in addresses of other protocols and of downloads. */
interface Things {
  readonly trace: string;
  readonly slug: string;
  readonly export: string;
  /** Of MLflow: the key of a training job. */
  readonly run: string;
  /** Of Langfuse: the external id of an evaluation. */
  readonly score: string;
}

const mlflow = '/api/2.0/mlflow';
const addresses: readonly (readonly [method: string, path: string, body: object | null])[] = [
  ['GET', '/v1/traces/{trace}', null],
  ['GET', '/v1/traces/{trace}?workspace={slug}', null],
  ['GET', '/v1/exports/{export}', null],
  ['GET', '/v1/exports/{export}?workspace={slug}', null],
  ['GET', '/v1/audit.csv?workspace={slug}', null],
  ['GET', '/v1/audit.jsonl?workspace={slug}', null],
  ['GET', '/api/public/scores/{score}', null],
  ['GET', '/api/public/v2/scores/{score}', null],
  ['DELETE', '/api/public/scores/{score}', null],
  ['GET', `${mlflow}/runs/get?run_id={run}`, null],
  ['GET', `/w/{slug}${mlflow}/runs/get?run_id={run}`, null],
  ['GET', `${mlflow}/metrics/get-history?run_id={run}&metric_key=loss`, null],
  ['GET', `${mlflow}/artifacts/list?run_id={run}`, null],
  ['POST', `${mlflow}/runs/update`, { run_id: '{run}', status: 'KILLED' }],
  ['POST', `${mlflow}/runs/delete`, { run_id: '{run}' }],
  ['POST', `${mlflow}/runs/set-tag`, { run_id: '{run}', key: 'mine', value: 'x' }],
  ['POST', `${mlflow}/runs/log-metric`, { run_id: '{run}', key: 'loss', value: 1, timestamp: 1, step: 1 }],
];

/** So long a subscription is listened to that has nothing to say. */
const silenceMs = 1_500;
/** So long for an answer that is known to come. */
const patienceMs = 20_000;

export function foreignIdTests(neighbours: () => Neighbours): void {
  describe('an id of another workspace, in every argument that takes one', () => {
    let before: Record<string, unknown>;
    let client: Client;
    /** An owner who is signed in: keys may not do all that a person may. */
    let owner: Browser;
    beforeAll(async () => {
      const { server, ourHeaders } = neighbours();
      const { stores, defaultWorkspaceId: workspaceId } = server;
      const email = 'our-owner@example.com';
      const { id: personId } = unwrap(await createPerson(stores, { name: 'Our owner', email, password }));
      await stores.prisma.member.create({ data: { workspaceId, personId, role: 'OWNER' } });
      owner = new Browser(server);
      expect((await owner.post('/sign-in', { email, password })).body.status).toBe('SIGNED_IN');
      client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket, connectionParams: ourHeaders });
      before = await stateOf(neighbours());
    });
    afterAll(() => client?.dispose());

    const answerOf = async ({ operation, variables }: Place, id: string): Promise<unknown> => {
      const { status, body } = await owner.ask(operation, variables(id));
      return { status, data: body.data, errors: body.errors };
    };
    const things = (): Things => {
      const { theirs, theirTraceId, theirSlug } = neighbours();
      const key = (kind: string) => keyIn(theirs[kind] as string);
      return {
        trace: theirTraceId,
        slug: theirSlug,
        export: key('UserExport'),
        run: key('TrainingJob').replaceAll('-', ''),
        score: 'their-evaluation',
      };
    };
    const nothing = (): Things => {
      const key = keyIn(idOfNothing('UserExport'));
      return { trace: '0'.repeat(32), slug: 'nowhere', export: key, run: key.replaceAll('-', ''), score: 'no-evaluation' };
    };
    const requestOf = async (method: string, path: string, sent: object | null, of: Things) => {
      const filled = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: keyof Things) => of[name]);
      const { server, ourHeaders } = neighbours();
      const response = await fetch(server.url + filled(path), {
        method,
        headers: { ...ourHeaders, 'content-type': 'application/json' },
        ...(sent !== null && { body: filled(JSON.stringify(sent)) }),
      });
      const text = Object.entries(of).reduce((held, [name, value]) => held.replaceAll(value, `<${name}>`), await response.text());
      return { status: response.status, text };
    };
    const listen = ({ operation, variables }: Place, id: string, forMs = silenceMs) => {
      const values = client.iterate({ query: operation, variables: variables(id) });
      const heard = Promise.race([
        values.next().then(
          ({ value }) => value as unknown,
          (error: unknown) => ({ refused: error }),
        ),
        new Promise((resolve) => setTimeout(resolve, forMs, 'silence')),
      ]);
      return heard.finally(() => values.return?.());
    };
    const say = (place: Place, id: string) => (place.kind === 'subscription' ? listen(place, id) : answerOf(place, id));
    /** The types that the place takes, as the refusal of another type names them. */
    const kindsOf = async (place: Place): Promise<string[]> => {
      const wrong = idOfNothing('Workspace');
      const refusal = JSON.stringify(await (place.kind === 'subscription' ? listen(place, wrong, patienceMs) : answerOf(place, wrong)));
      const [, one, other] = /is not of type: (\w+)|the id of an? (\w+) is taken/.exec(refusal) ?? [];
      const wanted = one ?? other;
      expect(wanted !== undefined || place.at === 'node(id)', `${place.at} names the type that it takes: ${refusal}`).toBe(true);
      return wanted === undefined ? Object.keys(neighbours().theirs) : [wanted];
    };

    test.each(places)('$kind $at does as for what does not exist', async (place) => {
      for (const kind of await kindsOf(place)) {
        const id = neighbours().theirs[kind] as string;
        expect(id, `a ${kind} of the other workspace`).toBeDefined();
        const nothing = nothingLike(kind, id);
        const [missing, foreign] = await Promise.all([say(place, nothing), say(place, id)]);
        expect(without(foreign, id)).toBe(without(missing, nothing));
        // By nothing else in the arguments: the id was looked for.
        expect(JSON.stringify(missing).match(/(?<="code":")\w+/g) ?? ['NOT_FOUND']).toEqual(['NOT_FOUND']);
      }
    });
    test.each(addresses)('%s %s does as for what does not exist', async (method, path, body) => {
      const [missing, foreign] = await Promise.all([requestOf(method, path, body, nothing()), requestOf(method, path, body, things())]);
      expect(missing.status, 'the address is there').not.toBe(405);
      expect(foreign).toEqual(missing);
      expect(missing.status).not.toBe(200);
    });
    test('no row of the other workspace is changed by all this, and none is added', async () => {
      expect(await stateOf(neighbours())).toEqual(before);
    });
    test.each(pagedFields)('a cursor of theirs leads nowhere in $name', async ({ name, type }) => {
      const { server, theirHeaders, theirs } = neighbours();
      const query = `query ($first: Int, $after: String) { page: ${name}(first: $first, after: $after)${selection(getNamedType(type), 2)} }`;
      const { data } = (await ask(server, query, { headers: theirHeaders, variables: { first: 1 } })).body;
      const first = data.page.edges[0];
      const { body } = await owner.ask(query, { first: 20, after: first?.cursor ?? 'theirs' });
      expect((body.errors ?? []).filter(({ extensions }: { extensions: { code: string } }) => extensions.code !== 'BAD_CURSOR')).toEqual(
        [],
      );
      const seen = JSON.stringify(body.data);
      const foreign = [...Object.values(theirs), ...(first === undefined ? [] : [JSON.stringify(first.node)])];
      expect(foreign.filter((text) => seen.includes(text))).toEqual([]);
    });
    test('what changes there reaches no subscription here', async () => {
      const { server, theirs, theirHeaders } = neighbours();
      const jobId = theirs['TrainingJob'] as string;
      const heard = places
        .filter(({ kind, at }) => kind === 'subscription' && at.endsWith('(jobId)'))
        .map(async (place) => [place.at, await listen(place, jobId)] as const);
      const change = `mutation ($id: ID!) {
        editTrainingJob(input: { id: $id, notes: "changed" }) { id }
        logTrainingSteps(jobId: $id, points: [{ metric: "loss", step: 1, value: 1 }]) { accepted }
        logPredictions(jobId: $id, predictions: [{ epoch: 1, sampleIndex: 0, prompt: "p", prediction: "q" }]) { accepted }
      }`;
      expect((await ask(server, change, { headers: theirHeaders, variables: { id: jobId } })).body.errors).toBeUndefined();
      const said = (await Promise.all(heard)).filter(([, value]) => value !== 'silence' && !JSON.stringify(value).includes('NOT_FOUND'));
      expect(said).toEqual([]);
    });
  });
}

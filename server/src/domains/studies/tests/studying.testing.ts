import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';

const trialFields = 'number state parameters values reason startedAt endedAt lastStep reports { step value }';

const plainSpace = [
  { name: 'rate', kind: 'FLOAT', low: 1e-5, high: 0.1, isLog: true },
  { name: 'optimizer', kind: 'CATEGORICAL', choices: ['adam', 'sgd'] },
  { name: 'momentum', kind: 'FLOAT', low: 0, high: 0.9, when: { parameter: 'optimizer', values: ['sgd'] } },
];

/** A workspace with studies of its own. An answer with an error is its extensions. */
export async function studying(server: TestServer) {
  const { id: workspaceId, secret, run } = await openTestWorkspace(server);
  const first = (body: Loose): Loose => (body.errors === undefined ? Object.values(body.data)[0] : body.errors[0].extensions);
  const create = async (input: object = {}): Promise<Loose> =>
    first(
      await run(
        'mutation ($input: CreateStudyInput!) { createStudy(input: $input) { id name method status maxTrials objectives { name direction baseline } searchSpace { name kind low high isLog step choices when { parameter values } } } }',
        { input: { name: 'rates', searchSpace: plainSpace, seed: 1, ...input } },
      ),
    );
  const asked = async (studyId: string, count?: number, requestId?: string): Promise<Loose> =>
    first(
      await run(`mutation ($input: AskTrialsInput!) { askTrials(input: $input) { ${trialFields} } }`, {
        input: { studyId, count, requestId },
      }),
    );
  const tell = async (studyId: string, number: number, news: object): Promise<Loose> =>
    first(
      await run(`mutation ($input: TellTrialInput!) { tellTrial(input: $input) { shouldPrune pruneReason trial { ${trialFields} } } }`, {
        input: { studyId, number, ...news },
      }),
    );
  const read = async (id: string, selection: string): Promise<Loose> =>
    first(await run(`query ($id: ID!) { study(id: $id) { ${selection} } }`, { id }));
  return { workspaceId, secret, run, create, ask: asked, tell, read };
}

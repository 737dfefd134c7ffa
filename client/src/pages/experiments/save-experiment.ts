import type { Client } from 'urql';
import type { Ask, Saved } from '../../controls/form/use-form.ts';
import { asDocument } from '../../graphql/document.ts';
import { CreateExperimentDocument, ExperimentPageDocument, UpdateExperimentDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentCardFragment, ExperimentKind, ExperimentPageQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { changeOf, draftOf } from './experiment-form.ts';
import type { ExperimentDraft, ExperimentValues } from './experiment-form.ts';

type SavedExperiment = Saved<ExperimentDraft, ExperimentCardFragment>;
type AskExperiment = Ask<ExperimentDraft, ExperimentCardFragment>;

/** Makes a draft of an experiment or a flag. */
export async function makeExperiment(client: Client, kind: ExperimentKind, values: ExperimentValues): Promise<SavedExperiment> {
  const sent = await send(client, CreateExperimentDocument, { input: { ...values, kind } });
  return sent.ok ? { ok: true, data: sent.data.createExperiment } : sent;
}

/**
 * Saves what was changed of an experiment since the form was opened with it. What would begin a new phase is asked first, as the server
 * finds it; where another version was saved meanwhile, the reader saves over it or goes on with it, and `onReload` gets it.
 */
export async function saveExperiment(
  client: Client,
  opened: ExperimentCardFragment,
  values: ExperimentValues,
  onReload: (stored: ExperimentCardFragment) => void,
): Promise<SavedExperiment> {
  const change = changeOf(draftOf(opened), values);
  const save = async (version: number, startsNewPhase: boolean): Promise<SavedExperiment> => {
    const input = { ...change, id: opened.id, version, startsNewPhase };
    const sent = await send(client, UpdateExperimentDocument, { input });
    if (sent.ok) return { ok: true, data: sent.data.updateExperiment };
    const { refusal } = sent;
    if (refusal.code === 'NEW_PHASE_NEEDED') return { ok: false, refusal, ask: newPhase(opened, () => save(version, true)) };
    if (refusal.code !== 'EXPERIMENT_CHANGED') return sent;
    const stored = await storedOf(client, opened.key);
    if (stored === null) return sent;
    return {
      ok: false,
      refusal,
      ask: {
        title: 'Changed meanwhile',
        words: conflictWords(stored),
        yes: 'Save over it',
        save: () => save(stored.version, startsNewPhase),
        reload: () => {
          onReload(stored);
          return draftOf(stored);
        },
      },
    };
  };
  return save(opened.version, false);
}

const newPhase = ({ kind }: Pick<ExperimentCardFragment, 'kind'>, save: AskExperiment['save']): AskExperiment => ({
  title: 'Begin a new phase?',
  words:
    kind === 'FLAG'
      ? 'The flag is served, and this change begins a new phase: units are assigned afresh, and may get another variant than until now.'
      : 'The experiment runs, and this change begins a new phase: units are assigned afresh, and results begin again. What was measured until now stays with its phase.',
  yes: 'Begin a new phase',
  save,
});

type Stored = NonNullable<ExperimentPageQuery['experiment']>;

const storedOf = async (client: Client, key: string): Promise<Stored | null> => {
  const { data } = await client.query(asDocument(ExperimentPageDocument), { key }, { requestPolicy: 'network-only' }).toPromise();
  return data?.experiment ?? null;
};

function conflictWords({ version, versions }: Stored): string {
  const by = versions.find((one) => one.version === version)?.savedBy;
  return `Version ${version} was saved${by == null ? '' : ` by ${by}`} while you edited. Save over it: of what you changed yours counts, the rest stays as it is stored. Reload: what you changed is dropped, and you go on with what is stored.`;
}

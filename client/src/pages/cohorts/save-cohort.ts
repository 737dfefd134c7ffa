import type { Client } from 'urql';
import type { Saved } from '../../controls/form/use-form.ts';
import { asDocument } from '../../graphql/document.ts';
import { CohortPageDocument, CreateCohortDocument, UpdateCohortDocument } from '../../graphql/generated/graphql.ts';
import type { CohortChangeInput, CohortInput, CohortRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { StoredRule } from '../../panels/cohorts/stored-rule.ts';
import { draftOfRule, emptyGroup, readRule, type GroupDraft } from './rule-draft.ts';

/** A cohort as it is edited. */
export interface CohortDraft {
  readonly name: string;
  readonly description: string;
  readonly rule: GroupDraft;
}

type SavedCohort = Saved<CohortDraft, CohortRowFragment>;

/** What the form begins with; null: a new cohort. */
export const draftOfCohort = (cohort: CohortRowFragment | null): CohortDraft =>
  cohort === null
    ? { name: '', description: '', rule: emptyGroup() }
    : { name: cohort.name, description: cohort.description, rule: draftOfRule(cohort.rule as StoredRule) };

export async function makeCohort(client: Client, input: CohortInput): Promise<SavedCohort> {
  const sent = await send(client, CreateCohortDocument, { input });
  return sent.ok ? { ok: true, data: sent.data.createCohort } : sent;
}

/**
 * Saves what was changed of a cohort since the form was opened with it. Where another version was saved meanwhile, the reader saves over it or
 * goes on with it, and `onReload` gets it.
 */
export async function saveCohort(
  client: Client,
  opened: CohortRowFragment,
  values: CohortInput,
  onReload: (stored: CohortRowFragment) => void,
): Promise<SavedCohort> {
  const change = changeOf(opened, values);
  const save = async (version: number): Promise<SavedCohort> => {
    const sent = await send(client, UpdateCohortDocument, { input: { ...change, id: opened.id, version } });
    if (sent.ok) return { ok: true, data: sent.data.updateCohort };
    if (sent.refusal.code !== 'COHORT_CHANGED') return sent;
    const { data } = await client.query(asDocument(CohortPageDocument), { id: opened.id }, { requestPolicy: 'network-only' }).toPromise();
    const stored = data?.cohort ?? null;
    if (stored === null) return sent;
    return {
      ok: false,
      refusal: sent.refusal,
      ask: {
        title: 'Changed meanwhile',
        words: `Version ${stored.version} was saved while you edited. Save over it: of what you changed yours counts, the rest stays as it is stored. Reload: what you changed is dropped, and you go on with what is stored.`,
        yes: 'Save over it',
        save: () => save(stored.version),
        reload: () => {
          onReload(stored);
          return draftOfCohort(stored);
        },
      },
    };
  };
  return save(opened.version);
}

/** The fields that differ from what the form was opened with. */
function changeOf(opened: CohortRowFragment, { name, description, rule }: CohortInput): Omit<CohortChangeInput, 'id' | 'version'> {
  const before = readRule(draftOfRule(opened.rule as StoredRule));
  return {
    ...(name !== opened.name && { name }),
    ...(description !== opened.description && { description }),
    ...((!before.ok || JSON.stringify(before.value) !== JSON.stringify(rule)) && { rule }),
  };
}

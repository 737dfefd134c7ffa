import type { DriftFeature, DriftRole } from '../../graphql/generated/graphql.ts';
import type { RawSearch } from '../../controls/view.ts';
import { oneOf } from '../../controls/view.ts';

export const driftRoles = ['BOTH', 'USER', 'ASSISTANT'] as const satisfies readonly DriftRole[];

const driftFeatures = [
  'PROMPT_LENGTH',
  'RESPONSE_LENGTH',
  'LANGUAGE',
  'TOPIC',
  'EMBEDDING',
  'VOCABULARY',
  'TOOL_USE',
  'MODEL_MIX',
  'REFUSAL_RATE',
  'APOLOGY_RATE',
  'JSON_VALIDITY',
  'CODE_SHARE',
  'LIST_SHARE',
  'SENTIMENT',
] as const satisfies readonly DriftFeature[];

/** What the page has in its address, beside window, comparison and filters. */
export interface DriftSearch {
  /** BOTH when absent. */
  readonly role?: DriftRole | undefined;
  /** The feature that is opened; the first of the report when absent. */
  readonly feature?: DriftFeature | undefined;
  /** Global id of the pinned baseline that is compared with; the period that is compared with everywhere when absent. */
  readonly pinned?: string | undefined;
}

/** The part of an address that is about drift. What can't be understood is left out. */
export const readDriftSearch = (search: RawSearch): DriftSearch => ({
  role: oneOf(search['role'], driftRoles),
  feature: oneOf(search['feature'], driftFeatures),
  pinned: typeof search['pinned'] === 'string' && search['pinned'] !== '' ? search['pinned'] : undefined,
});

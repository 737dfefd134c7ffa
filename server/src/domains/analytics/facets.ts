import { kept } from '../../platform/store/kept.ts';
import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { maxSearchLength } from '../../platform/graphql/search.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { raw } from '../../platform/store/sql.ts';
import { facetDimensions, factFacets, filterBeside, meaningFacets, rollupFacets, type FacetDimension } from './pure/facets.ts';
import { meaningOf, type AnalyticsFilter } from './pure/filter.ts';
import { factFacetValues, meaningFacetValues, rollupFacetValues, type FacetRow } from './queries/facets.ts';
import { methodKeyOf, type Report } from './report.ts';
import { openScope, sourceOf } from './scope.ts';

/** Values of one dimension of the filter. */
export interface Facet {
  readonly dimension: FacetDimension;
  /** Most messages first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Of all values that there are, also those that are not listed. */
  readonly valueCount: number;
}

export interface FacetPage {
  /** Absent, null or empty: every dimension. */
  readonly dimensions?: readonly FacetDimension[] | null | undefined;
  /** Absent, null or '': every value. */
  readonly prefix?: string | null | undefined;
  /** Absent, null or '': every value. */
  readonly contains?: string | null | undefined;
  readonly first: number;
}

export const maxFacetValues = 200;

export function checkFacetPage({ dimensions, prefix, contains, first }: FacetPage): Result<Required<FacetPage>, BadInput> {
  if (first < 1 || first > maxFacetValues) return fail(new BadInput('first', `${first} is not possible; 1 to ${maxFacetValues} are.`));
  for (const [field, text] of Object.entries({ prefix, contains }))
    if ((text ?? '').length > maxSearchLength)
      return fail(new BadInput(field, `has ${text?.length} characters; at most ${maxSearchLength} are possible.`));
  const asked = facetDimensions.filter((dimension) => !dimensions?.length || dimensions.includes(dimension));
  return succeed({ dimensions: asked, prefix: prefix ?? '', contains: contains ?? '', first });
}

/**
 * The values of dimensions, each with the messages that have it under the rest of the filter: what choosing it instead would give.
 * Answers are cached for ten times as long as they took, half a minute at most. `page`: one that `checkFacetPage` has passed.
 */
export async function facets({ stores, scope }: Report, { dimensions, prefix, contains, first }: FacetPage): Promise<Facet[]> {
  const { workspaceId, filter } = scope;
  const bySame = Map.groupBy(dimensions ?? [], (dimension) => JSON.stringify(filterBeside(filter, dimension)));
  const rows = await Promise.all(
    [...bySame.values()].map(async (same) => {
      const beside = filterBeside(filter, same[0] as FacetDimension);
      return answers(stores, { workspaceId, filter: beside, dimensions: same, prefix: prefix ?? '', contains: contains ?? '', first });
    }),
  );
  const byDimension = Map.groupBy(rows.flat(), ({ dimension }) => dimension);
  return (dimensions ?? []).map((dimension) => {
    const values = byDimension.get(dimension) ?? [];
    return { dimension, values: values.map(({ value, count }) => ({ value, count })), valueCount: values[0]?.valueCount ?? 0 };
  });
}

interface Asked {
  readonly workspaceId: string;
  readonly filter: AnalyticsFilter;
  readonly dimensions: readonly FacetDimension[];
  readonly prefix: string;
  readonly contains: string;
  readonly first: number;
}

const answers = kept(read);

async function read(stores: Stores, { workspaceId, filter, dimensions, ...page }: Asked): Promise<FacetRow[]> {
  const scope = await openScope(stores, workspaceId, filter, new Date());
  const source = sourceOf(scope, scope.current, { needsFacts: false });
  if (source === null || `${page.prefix}${page.contains}`.includes('\u0000')) return [];
  const methodKey = methodKeyOf(scope.models);
  const ofRollup = dimensions.flatMap((dimension) => {
    const facet =
      dimension === 'TRAINING_METHOD' ? { key: methodKey, text: raw(`toString(m.${methodKey.name})`) } : rollupFacets[dimension];
    return facet === undefined ? [] : [{ dimension, ...facet }];
  });
  const ofFacts = dimensions.flatMap((dimension) => {
    const facet = factFacets[dimension];
    return facet === undefined ? [] : [{ dimension, ...facet }];
  });
  const ofMeaning = dimensions.flatMap((dimension) => {
    const values = meaningFacets[dimension];
    return values === undefined ? [] : [{ dimension, values }];
  });
  const { clickhouse } = stores;
  const question = { workspaceId, range: scope.current.range, where: scope.conditions.where };
  const [fromRollup, fromFacts, fromMeaning] = await Promise.all([
    ofRollup.length === 0 ? [] : rollupFacetValues(clickhouse, { source, facets: ofRollup, ...page }),
    ofFacts.length === 0 ? [] : factFacetValues(clickhouse, { ...question, facets: ofFacts, ...page }),
    // Values that one message has together with what else is named of it.
    ofMeaning.length === 0 ? [] : meaningFacetValues(clickhouse, { ...question, lists: meaningOf(filter), facets: ofMeaning, ...page }),
  ]);
  return [...fromRollup, ...fromFacts, ...fromMeaning];
}

import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './run.ts';

const FOLDER = 'client/src/panels/dashboard';
/** The query that asks for any of the panels. */
export const PANEL_QUERY = `${FOLDER}/panels.graphql`;

/** What a fragment of a panel may use. */
const VARIABLES = [
  ['filter', 'AnalyticsFilter!'],
  ['compare', 'Boolean!'],
  ['compareWith', 'CompareWithInput'],
  ['slaMs', 'Int'],
  ['failures', 'AnalyticsFilter!'],
  ['groupBy', 'GroupDimension! = TRAINING_METHOD'],
] as const;

interface Fragment {
  readonly panel: string;
  readonly on: 'Analytics' | 'Query';
}

/** Fragments of panels in a text: `fragment RatingsPanel on Analytics`. */
export const panelFragments = (text: string): Fragment[] =>
  [...text.matchAll(/^fragment (\w+)Panel on (Analytics|Query)\b/gm)].map(([, panel = '', on]) => ({ panel, on: on as Fragment['on'] }));

/**
 * One query for all panels of a dashboard: each is a fragment with a variable of its own, `withRatings` for `RatingsPanel`, so that panels
 * that are looked at together are asked together, and a server that knows only the documents of this repository knows this one.
 */
export function panelQuery(fragments: readonly Fragment[], text: string): string {
  const sorted = [...fragments].sort((one, other) => (one.panel < other.panel ? -1 : 1));
  const spread = ({ panel }: Fragment) => `...${panel}Panel @include(if: $with${panel})`;
  const [ofAnalytics, ofQuery] = (['Analytics', 'Query'] as const).map((on) => sorted.filter((one) => one.on === on).map(spread));
  const used = VARIABLES.filter(([name]) => name === 'filter' || name === 'compareWith' || text.includes(`$${name}`)).map(
    ([name, type]) => `  $${name}: ${type}`,
  );
  return [
    '# Made by `codegen` of the fragments in this folder (tools/panel-query.ts).',
    'query Panels(',
    ...used,
    '  $withAnalytics: Boolean! = false',
    ...sorted.map(({ panel }) => `  $with${panel}: Boolean! = false`),
    ') {',
    '  analytics(filter: $filter, compareWith: $compareWith) @include(if: $withAnalytics) {',
    ...(ofAnalytics ?? []).map((line) => `    ${line}`),
    '  }',
    ...(ofQuery ?? []).map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

/** The text of `PANEL_QUERY`. */
export async function printedPanelQuery(): Promise<string> {
  const paths = globSync(`${FOLDER}/**/*.graphql`, { cwd: ROOT }).filter((path) => path !== PANEL_QUERY);
  const text = (await Promise.all(paths.map((path) => readFile(join(ROOT, path), 'utf8')))).join('\n');
  return panelQuery(panelFragments(text), text);
}

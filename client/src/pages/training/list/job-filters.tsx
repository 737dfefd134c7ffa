import { ChipRow } from '../../../controls/chip-row.tsx';
import type { Chip } from '../../../controls/chip-row.tsx';
import { FilterChip } from '../../../controls/filter-chip.tsx';
import type { FilterDefinition } from '../../../controls/filter-definitions.ts';
import { trainingMethods } from '../../../controls/view.ts';
import { TrainingListChoicesDocument } from '../../../graphql/generated/graphql.ts';
import type { TrainingListChoicesQuery } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { sourceWords, stateWords } from '../words.ts';
import { jobFilterKeys, trainingSources, trainingStatuses, withoutJobFilters } from './job-list-view.ts';
import type { JobFilterKey, JobListView } from './job-list-view.ts';
import { useJobListView } from './use-job-list-view.ts';

type Choices = TrainingListChoicesQuery['trainingJobOptions'] & Pick<TrainingListChoicesQuery, 'trainingConfigurations' | 'runners'>;
type Definition = FilterDefinition<JobListView, JobFilterKey>;

/** Chips that are always there. */
const always: readonly JobFilterKey[] = ['status', 'project', 'group'];

/** What narrows the list of jobs, one chip each. */
export function JobFilters() {
  const [view, change] = useJobListView();
  const { data } = useLiveQuery({ query: TrainingListChoicesDocument, variables: {} });
  const definitions = definitionsOf(data === null ? null : { ...data.trainingJobOptions, ...data });
  const chips = jobFilterKeys.map((key): Chip<JobFilterKey> => ({
    key,
    label: definitions[key].label,
    isSet: view[key] !== undefined,
    isAlways: always.includes(key),
    draw: (startsOpen) => <FilterChip definition={definitions[key]} view={view} onChange={change} startsOpen={startsOpen} />,
  }));
  return <ChipRow chips={chips} onClear={() => change(withoutJobFilters)} />;
}

function definitionsOf(choices: Choices | null): Record<JobFilterKey, Definition> {
  const many = (key: JobFilterKey, label: string, options: Definition['options'], whenNone = ''): Definition => ({
    key,
    label,
    isMany: true,
    isOpen: whenNone !== '',
    whenNone,
    options,
    read: (view) => view[key] ?? [],
    write: (chosen) => ({ [key]: chosen.length === 0 ? undefined : chosen }),
  });
  const named = (values: readonly string[] | undefined) => values?.map((value) => ({ value, label: value })) ?? null;
  const byId = (nodes: readonly { readonly id: string; readonly name: string }[] | undefined) =>
    nodes?.map(({ id, name }) => ({ value: id, label: name })) ?? null;
  return {
    status: many(
      'status',
      'Status',
      trainingStatuses.map((value) => ({ value, label: stateWords[value].label })),
    ),
    project: many('project', 'Project', named(choices?.projects), 'No job names a project.'),
    group: many('group', 'Group', named(choices?.groupNames), 'No job is in a group.'),
    method: many(
      'method',
      'Method',
      trainingMethods.map((value) => ({ value, label: value })),
    ),
    base: many('base', 'Base model', named(choices?.baseModels), 'No job names its base model.'),
    tag: many('tag', 'Tag', named(choices?.tags), 'No job carries a tag.'),
    source: many(
      'source',
      'Source',
      trainingSources.map((value) => ({ value, label: sourceWords[value] })),
    ),
    configuration: many('configuration', 'Configuration', byId(choices?.trainingConfigurations), 'There is no configuration.'),
    runner: many('runner', 'Runner', byId(choices?.runners), 'No runner has registered.'),
  };
}

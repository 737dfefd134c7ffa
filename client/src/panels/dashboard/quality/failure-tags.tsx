import { BarList } from 'ui-kit/bar-list';
import type { FailureTagsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { beforeOf } from '../../analytics/list-panels.tsx';
import { MessagesLink } from '../messages-link.tsx';
import { analyticsPanel } from '../panel.ts';

/** Why messages were judged failures. */
export const failureTags = analyticsPanel<FailureTagsPanelFragment, FailureTagsPanelFragment['failureTags']>({
  id: 'failure-tags',
  title: 'Failure tags',
  section: 'quality',
  about: 'Why messages were judged failures, most frequent first',
  flag: 'withFailureTags',
  size: { columns: 4, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  empty: { says: 'No failure here has a tag.', how: 'Tags come with evaluations: failureTags in evaluateMessages.' },
  counts: { result: 'failure' },
  read: (data) => (data.failureTags.length === 0 ? null : data.failureTags),
  hint: (tags) => (tags.length > 8 ? `the 8 most frequent of ${tags.length}` : 'why messages were judged failures'),
  draw: (tags, { previousName }) => (
    <BarList
      title="Failure tags"
      unit="count"
      labels={{ item: 'Tag', value: 'Judgements', before: previousName }}
      items={tags.slice(0, 8).map(({ tag, count, ...row }) => ({
        key: tag,
        label: <MessagesLink narrow={{ failure: [tag] }}>{tag}</MessagesLink>,
        value: count,
        ...beforeOf(row),
      }))}
    />
  ),
  table: (tags) => [['tag', 'count', 'before'], ...tags.map(({ tag, count, previousCount }) => [tag, count, previousCount ?? null])],
});

import { BarList } from 'ui-kit/bar-list';
import { format, points, useLocale } from 'ui-kit/format';
import type { ConversationGroupInput } from '../../graphql/generated/graphql.ts';
import { ConversationsLink } from './conversations-link.tsx';
import type { PanelView } from './panel.ts';
import { comparedGroups } from './performance/length-groups.ts';
import type { LengthCount } from './performance/length-groups.ts';

interface LengthBarsProps {
  readonly title: string;
  readonly lengths: readonly LengthCount[];
  /** Those of the compared period; null: nothing is compared. */
  readonly before: readonly LengthCount[] | null;
  readonly view: PanelView;
  /** The conversations of a group; `most` null: without an end. */
  readonly listOf: (least: number, most: number | null) => ConversationGroupInput;
}

/** Conversations by a number of answers, each bar beside its share in the compared period. */
export function LengthBars({ title, lengths, before, view, listOf }: LengthBarsProps) {
  const locale = useLocale();
  const groups = comparedGroups(lengths, before ?? []);
  return (
    <BarList
      title={title}
      unit="count"
      labels={{ item: 'Answers', value: 'Conversations', before: `${view.previousName}, of as many conversations` }}
      items={groups.map(({ label, from, to, count, share, before: earlier }) => ({
        key: label,
        label: (
          <ConversationsLink title={`${title}: ${label}`} of={listOf(from, to === Infinity ? null : to)} view={view} isEmpty={count === 0}>
            {label}
          </ConversationsLink>
        ),
        value: count,
        share,
        ...(before !== null && {
          before: earlier === null ? null : Math.round(earlier),
          change:
            earlier === null ? (
              'none before'
            ) : (
              <Points of={share - earlier / totalOf(lengths)} title={format(earlier / totalOf(lengths), 'share', locale)} />
            ),
        }),
      }))}
    />
  );
}

const totalOf = (lengths: readonly LengthCount[]): number =>
  Math.max(
    1,
    lengths.reduce((sum, one) => sum + one.conversationCount, 0),
  );

/** A change of a share in points. */
const Points = ({ of, title }: { readonly of: number; readonly title: string }) => (
  <span className="quiet uk-num" title={`${title} before`}>{`${of > 0 ? '+' : ''}${points(of)}`}</span>
);

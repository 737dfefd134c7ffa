import { globalId } from '../../../../platform/graphql/ids.ts';
import { addressOf, dedupKey, linesOf, titleOf, type Notice } from '../notice.ts';

/** Body of a signed webhook: `type`, `timestamp` of the transition, and `data`. The same on every attempt. */
export function webhookBody(notice: Notice): object {
  const { content, transition, key, acknowledgeUrl } = notice;
  return {
    type: `alert.${transition.toLowerCase()}`,
    timestamp: content.at,
    data: {
      key,
      title: titleOf(notice),
      sentence: linesOf(notice).join('\n'),
      workspace: content.workspace,
      rule: content.rule === null ? null : { ...content.rule, id: globalId('AlertRule', content.rule.id) },
      episodes: content.items.map((item) => ({
        id: globalId('AlertEpisode', item.episodeId),
        dedupKey: dedupKey(item.episodeId),
        series: item.series,
        sentence: item.sentence,
        value: item.value,
        peak: item.peak,
        openedAt: item.openedAt,
        resolvedAt: item.resolvedAt,
        acknowledgedBy: item.acknowledgedBy,
        url: addressOf(content, item.link),
        acknowledgeUrl: acknowledgeUrl(item.episodeId),
      })),
    },
  };
}

import { useEffect, useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { DismissInsightDocument, RestoreInsightDocument, VisitInsightsDocument } from '../../graphql/generated/graphql.ts';
import type { InsightReason, InsightRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { OwnLink } from '../assistant/own-link.tsx';
import { insightKinds, insightReasons } from './words.ts';
import styles from './insights.module.css';

export interface InsightRowsProps {
  readonly rows: readonly InsightRowFragment[];
  /** At most so high, px; what is longer scrolls. */
  readonly height: number;
}

/** So long a reader looks before it counts as a visit. */
const LOOK_MS = 3_000;
const reasons = Object.keys(insightReasons) as InsightReason[];

/** The few things that matter now, one a line: each leads to its page, and can be dismissed with a reason. */
export function InsightRows({ rows, height }: InsightRowsProps) {
  const client = useClient();
  const mayDismiss = useMay('JUDGE_ANOMALIES');
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    // Whether it is remembered shows at the next visit: a failure is no news for the reader.
    const timer = setTimeout(() => void send(client, VisitInsightsDocument, {}), LOOK_MS);
    return () => clearTimeout(timer);
  }, [client]);
  const restore = async (id: string) => {
    const sent = await send(client, RestoreInsightDocument, { id });
    if (sent.ok) setDismissed((held) => new Set([...held].filter((one) => one !== id)));
    else notify({ title: 'The insight was not restored', says: sent.refusal.message, tone: 'bad' });
  };
  const dismiss = async (id: string, reason: InsightReason) => {
    const sent = await send(client, DismissInsightDocument, { id, reason });
    if (!sent.ok) {
      notify({ title: 'The insight was not dismissed', says: sent.refusal.message, tone: 'bad' });
      return;
    }
    setDismissed((held) => new Set([...held, id]));
    notify({ title: 'Dismissed', says: insightReasons[reason].says, action: { label: 'Undo', onPress: () => void restore(id) } });
  };
  const shown = rows.filter(({ id }) => !dismissed.has(id));
  if (shown.length === 0) return <p className={styles.none}>You dismissed all of them. New ones are looked for every few minutes.</p>;
  return (
    <ol className={styles.rows} style={{ maxHeight: height }} tabIndex={0} aria-label="Insights">
      {shown.map(({ id, kind, sentence, link, isNew, createdAt }) => (
        <li key={id}>
          <span className={styles.sentence}>
            <OwnLink path={link}>{visible(sentence)}</OwnLink>
          </span>
          <span className={styles.aside}>
            {isNew && <Badge tone="accent">new</Badge>} {insightKinds[kind]} · <Ago at={createdAt} />
          </span>
          {mayDismiss && (
            <Menu trigger={<IconButton icon="close" label={`Dismiss: ${visible(sentence)}`} />} align="end">
              {reasons.map((reason) => (
                <MenuItem key={reason} onChoose={() => void dismiss(id, reason)}>
                  {insightReasons[reason].name}
                </MenuItem>
              ))}
            </Menu>
          )}
        </li>
      ))}
    </ol>
  );
}

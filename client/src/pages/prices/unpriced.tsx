import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { May } from '../../controls/viewer.ts';
import { UnpricedDocument } from '../../graphql/generated/graphql.ts';
import type { PriceBookQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import styles from './prices.module.css';

export interface UnpricedProps {
  readonly models: PriceBookQuery['models'];
  readonly onPrice: (model: string) => void;
}

/** Models whose messages have no price: their cost is unknown, and missing from every sum. */
export function Unpriced({ models, onPrice }: UnpricedProps) {
  const locale = useLocale();
  const { data } = useLiveQuery({ query: UnpricedDocument, variables: { filter: {} } });
  const without = models.filter((model) => model.price == null && model.firstSeenAt != null);
  if (without.length === 0) return null;
  const counts = new Map((data?.analytics.byModel ?? []).map((row) => [row.model, row.messageCount]));
  return (
    <Panel
      title="Models without a price"
      hint="their messages cost nothing we know of, and are missing from every sum"
      className={styles.unpriced}
    >
      <ul className={styles.unpricedList}>
        {without.map((model) => (
          <li key={model.id}>
            <span className="mono">{model.name}</span>
            <span className="quiet">{model.provider ?? ''}</span>
            <span className="mono quiet">
              {counts.has(model.name) ? `${format(counts.get(model.name) ?? 0, 'count', locale)} messages` : ''}
            </span>
            <May permission="EDIT_PRICES">
              <Button onClick={() => onPrice(model.name)}>Set price</Button>
            </May>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

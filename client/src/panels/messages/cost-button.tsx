import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { keepView } from '../../controls/use-view.ts';
import { WhyThisCostDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Popover } from '../../primitives/popover.tsx';
import { partsOf } from './cost-parts.ts';
import type { PricedMessage } from './cost-parts.ts';
import styles from './messages.module.css';

/** What a message cost; pressed, it says why: each kind of token, its price, and where the price is from. */
export function CostButton({
  externalId,
  costUsd,
  unpricedModel = null,
}: {
  readonly externalId: string;
  readonly costUsd: number | null;
  /** The model whose price is missing; null: something else is. */
  readonly unpricedModel?: string | null;
}) {
  const [open, setOpen] = useState(false);
  const locale = useLocale();
  return (
    <Popover
      title="Why this cost"
      open={open}
      onOpenChange={setOpen}
      align="start"
      trigger={
        <button type="button" className={styles.cost}>
          {costUsd !== null ? format(costUsd, 'usd', locale) : unpricedModel === null ? 'no cost' : `no price for ${unpricedModel}`}
        </button>
      }
    >
      {open && <Why externalId={externalId} />}
    </Popover>
  );
}

function Why({ externalId }: { readonly externalId: string }) {
  const { data, failure, reload } = useLiveQuery({ query: WhyThisCostDocument, variables: { externalId } });
  if (failure !== null)
    return (
      <p role="alert">
        {failure}{' '}
        <button type="button" className={styles.again} onClick={reload}>
          Try again
        </button>
      </p>
    );
  if (data === null) return <p className="quiet">Loading</p>;
  return data.message == null ? <p>The message is gone.</p> : <Parts message={data.message} />;
}

function Parts({ message }: { readonly message: PricedMessage }) {
  const locale = useLocale();
  const { cost } = message;
  return (
    <>
      <table className={styles.why}>
        <thead className="uk-hidden">
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {partsOf(message).map(({ label, tokens, usd }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{format(tokens, 'count', locale)}</td>
              <td>{format(usd, 'usd', locale)}</td>
            </tr>
          ))}
          <tr className={styles.whyTotal}>
            <th scope="row">total</th>
            <td />
            <td>{format(cost.totalUsd, 'usd', locale)}</td>
          </tr>
        </tbody>
      </table>
      <p className={styles.whyNote}>{cost.note}</p>
      {cost.price != null && (
        <p className={styles.whyNote}>
          {cost.price.effectiveFrom != null && `In force from ${cost.price.effectiveFrom.slice(0, 10)}. `}
          <Link to="/prices" search={keepView}>
            Prices
          </Link>
        </p>
      )}
      {cost.gap === 'NO_PRICE' && (
        <p className={styles.whyNote}>
          <Link to="/prices" search={(held: object) => ({ ...keepView(held), add: message.model ?? '' })}>
            Add a price{message.model == null ? '' : ` for ${message.model}`}
          </Link>
        </p>
      )}
    </>
  );
}

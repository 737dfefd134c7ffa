import { Link } from '@tanstack/react-router';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import styles from './messages.module.css';

/** Says that a model has no price, and leads to where one is added. */
export function NoPrice({ model }: { readonly model: string | null }) {
  if (!useMay('EDIT_PRICES')) return <span className="quiet">no price{model === null ? '' : ` for ${model}`}</span>;
  return (
    <Link
      to="/prices"
      search={(held: object) => ({ ...keepView(held), add: model ?? '' })}
      className={styles.noPrice}
      title={model === null ? 'Add a price for messages without a model' : `Add a price for ${model}`}
      preload={false}
    >
      no price{model === null ? '' : ` for ${model}`}
    </Link>
  );
}

import { Dialog } from '../primitives/dialog.tsx';
import { Key } from '../primitives/button.tsx';
import { keyNames, useKeyGroups } from '../controls/keys.ts';
import styles from './key-list.module.css';

/** Every key that works on this page. */
export default function KeyList({ onClose }: { readonly onClose: () => void }) {
  const groups = useKeyGroups();
  return (
    <Dialog open onClose={onClose} title="Keys" wide>
      <div className={styles.groups}>
        {[...groups].reverse().map(({ title, bindings }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.list}>
              {bindings.map(({ keys, says }) => (
                <div key={keys}>
                  <dt>
                    {keyNames(keys).map((key, index) => (
                      <Key key={index}>{key}</Key>
                    ))}
                  </dt>
                  <dd>{says}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

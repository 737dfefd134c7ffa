import { visible } from 'ui-kit/visible';
import { groupTitles } from './commands.ts';
import { sentenceCase } from './words.ts';
import type { Command } from './commands.ts';
import styles from './assistant.module.css';

/** Of each group this many are offered. */
const MOST_OF_GROUP = 3;

/** What can be asked for, where nothing was asked yet: some commands of each group. */
export function Starters({ commands, onChoose }: { readonly commands: readonly Command[]; readonly onChoose: (command: Command) => void }) {
  const groups = Object.entries(groupTitles).flatMap(([group, title]) => {
    const some = commands.filter((command) => command.group === group && !command.acts).slice(0, MOST_OF_GROUP);
    return some.length === 0 ? [] : [{ title, some }];
  });
  return (
    <div className={styles.starters}>
      <p>
        Every number of an answer comes from a query of this product, run with your permissions, and leads to it. Type <kbd>/</kbd> for all{' '}
        {commands.length} commands, or begin with one of these.
      </p>
      <div className={styles.starterGroups}>
        {groups.map(({ title, some }) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            {some.map((command) => (
              <button key={command.text} type="button" className={styles.starter} onClick={() => onChoose(command)}>
                <span>{visible(sentenceCase(command.about))}</span>
                <span className="mono">/{command.text}</span>
              </button>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

import { format, useLocale } from 'ui-kit/format';
import type { UserExportRowFragment, UserExportsQuery } from '../../graphql/generated/graphql.ts';
import type { Live } from '../../graphql/use-live.ts';
import { downloadAddress } from '../../graphql/workspace.ts';
import { FormProblem } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { isExporting } from './user-words.ts';
import styles from './data.module.css';

const shownExports = 5;

/** The last exports of users' data, each with its file while that is kept. */
export function UserExports({ answer }: { readonly answer: Live<UserExportsQuery> }) {
  const shown = (answer.data?.userExports ?? []).slice(0, shownExports);
  if (answer.failure !== null && answer.data === null) return <FormProblem>{answer.failure}</FormProblem>;
  if (shown.length === 0) return null;
  return (
    <div>
      <p className={styles.small} id="user-exports">
        Last exports; each file is kept for 7 days
      </p>
      <ul className={styles.deletions} aria-labelledby="user-exports" aria-live="polite">
        {shown.map((made) => (
          <li key={made.id}>
            <span className={styles.small}>
              <Moment at={made.createdAt} />
            </span>
            <span className={styles.state}>
              <Made made={made} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Made({ made }: { readonly made: UserExportRowFragment }) {
  const locale = useLocale();
  const { path, sizeBytes, task, expiresAt, messageCount } = made;
  if (isExporting(made))
    return (
      <>
        <progress aria-label="Export under way" /> <span>Gathering what is stored.</span>
      </>
    );
  if (task.status === 'FAILED') return <span>It could not be made: {task.error ?? 'no reason was given.'}</span>;
  if (path == null) return <span className="quiet">The file is no longer kept.</span>;
  return (
    <>
      <a href={downloadAddress(path)} download>
        Download
      </a>
      <span className="quiet">
        {sizeBytes == null ? '' : `${format(sizeBytes, 'bytes', locale)}, `}
        {format(messageCount, 'count', locale)} {messageCount === 1 ? 'message' : 'messages'} and what belongs to them, until{' '}
        <Moment at={expiresAt} precision="day" />
      </span>
    </>
  );
}

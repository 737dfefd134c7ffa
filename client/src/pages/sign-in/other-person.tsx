import { InvitedViewerDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import styles from './sign-in.module.css';

export interface OtherPersonProps {
  /** Whose account it is about; null: the person gives the address. */
  readonly email: string | null;
  /** What signs that person in: `Joining`. */
  readonly act: string;
}

/** That another person is signed in on this browser, and what becomes of that; nothing where none is. */
export function OtherPerson({ email, act }: OtherPersonProps) {
  const { data } = useLiveQuery({ query: InvitedViewerDocument, variables: {} });
  const person = data?.viewer.person ?? null;
  if (person === null || person.email === email) return null;
  const name = person.name || person.email;
  return (
    <div className={styles.other} role="note">
      <p>
        You are signed in as {name}
        {person.name !== '' && ` (${person.email})`}. {act} signs you in as {email ?? 'another person'} instead, and ends the session of{' '}
        {name} on this browser.
      </p>
      <a href="/">Stay signed in as {name}</a>
    </div>
  );
}

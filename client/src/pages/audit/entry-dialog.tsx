import { visible } from 'ui-kit/visible';
import type { AuditRowFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Fact } from '../../primitives/fact.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { deedWords, thingWords, valueText, wordsOf } from '../../panels/audit/audit-words.ts';
import { actorWords } from '../../panels/audit/actor-words.ts';
import { ruleWords } from '../../panels/cohorts/rule-words.ts';
import type { StoredRule } from '../../panels/cohorts/stored-rule.ts';
import type { AuditView } from './audit-view.ts';
import styles from './audit.module.css';

export interface EntryDialogProps {
  readonly entry: AuditRowFragment;
  /** Narrows the trail to what is like this entry. */
  readonly onNarrow: (change: Partial<AuditView>) => void;
  readonly onClose: () => void;
}

/** One entry: each field before and after, and where it came from. */
export function EntryDialog({ entry, onNarrow, onClose }: EntryDialogProps) {
  const { actor, targetId, targetType, action } = entry;
  const narrow = (change: Partial<AuditView>) => onNarrow({ ...change, entry: undefined });
  const actorKey = actor.key ?? actor.name;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={visible(`${actorWords(actor)} ${deedWords(entry)} ${thingWords(entry)}`)}
      says={<Moment at={entry.at} precision="second" />}
      actions={
        <>
          {actorKey != null && <Button onClick={() => narrow({ actor: actorKey })}>Everything by {visible(actorWords(actor))}</Button>}
          {targetId != null ? (
            <Button onClick={() => narrow({ thing: targetId, type: targetType ?? undefined })}>
              History of this {wordsOf(targetType ?? 'thing')}
            </Button>
          ) : (
            <Button onClick={() => narrow({ action })}>Every {wordsOf(action)}</Button>
          )}
        </>
      }
    >
      {entry.outcome === 'REFUSED' && (
        <p className={styles.reason}>
          {entry.reason ?? 'It was refused.'}
          {entry.count > 1 && ` Tried ${entry.count} times within five seconds.`}
        </p>
      )}
      {entry.changes.length > 0 && <Changes changes={entry.changes} targetType={targetType} />}
      <dl className={styles.facts}>
        <Fact label="Action" isFigure>
          {action}
        </Fact>
        {entry.permission != null && (
          <Fact label="Permission that lacked" isFigure>
            {entry.permission}
          </Fact>
        )}
        <Fact label="Address" isFigure>
          {entry.address == null ? null : visible(entry.address)}
        </Fact>
        <Fact label="Program">{entry.userAgent == null ? null : visible(entry.userAgent)}</Fact>
        <Fact label="Request" isFigure>
          {entry.requestId == null ? null : visible(entry.requestId)}
        </Fact>
      </dl>
    </Dialog>
  );
}

function Changes({ changes, targetType }: Pick<AuditRowFragment, 'changes' | 'targetType'>) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Changes">
      <table className={styles.changes}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{fieldWords(targetType, field)}</th>
              <td>
                <Value value={readable(targetType, field, before)} />
              </td>
              <td>
                <Value value={readable(targetType, field, after)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isRule = (targetType: AuditRowFragment['targetType'], field: string): boolean =>
  targetType === 'UserCohort' && field === 'definition';

const fieldWords = (targetType: AuditRowFragment['targetType'], field: string): string =>
  isRule(targetType, field) ? 'rule' : wordsOf(field);

/** The rule of a cohort in words, as its page has it; one that was cut is a text. */
const readable = (targetType: AuditRowFragment['targetType'], field: string, value: unknown): unknown =>
  isRule(targetType, field) && typeof value === 'object' && value !== null ? ruleWords(value as StoredRule) : value;

function Value({ value }: { readonly value: unknown }) {
  const text = valueText(value);
  return text === null ? <span className="quiet">none</span> : <span className="mono">{visible(text)}</span>;
}

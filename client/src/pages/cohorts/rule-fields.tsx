import { useId } from 'react';
import { RuleChoicesDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { LeafFields } from './leaf-fields.tsx';
import { emptyGroup, emptyLeaf, isGroup, withRow, type GroupDraft, type RowDraft } from './rule-draft.ts';
import styles from './cohorts.module.css';

const matches = [
  { value: 'all', label: 'all of these' },
  { value: 'any', label: 'any of these' },
] as const;
const signs = [
  { value: 'is', label: 'is' },
  { value: 'not', label: 'is not' },
] as const;
/** Groups in groups; the API takes six. */
const mostDepth = 4;

export interface RuleFieldsProps {
  readonly rule: GroupDraft;
  /** By `rows.<key>`. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (rule: GroupDraft) => void;
}

/** Conditions as a tree: each row is one, or a group of them; each may be turned into its opposite. */
export function RuleFields({ rule, problems, onChange }: RuleFieldsProps) {
  const id = useId();
  const choices = useLiveQuery({ query: RuleChoicesDocument, variables: {} }).data;
  const { userProperties = [], eventNames = [], experiments = [] } = choices ?? {};
  const set = (key: number, change: ((row: RowDraft) => RowDraft) | null) => onChange(withRow(rule, key, change));
  const lists = { property: `${id}-properties`, event: `${id}-events`, experiment: `${id}-experiments` };
  const drawGroup = (group: GroupDraft, depth: number) => (
    <div className={styles.group} data-depth={depth}>
      <div className={styles.groupHead}>
        {depth > 1 && (
          <Segmented
            label="Group"
            value={group.isNot ? 'not' : 'is'}
            options={signs}
            onChoose={(sign) => set(group.key, (row) => ({ ...row, isNot: sign === 'not' }))}
          />
        )}
        <span className="quiet">Users who meet</span>
        <Segmented
          label="How conditions are joined"
          value={group.match}
          options={matches}
          onChoose={(match) => set(group.key, (row) => ({ ...row, match }) as RowDraft)}
        />
        {depth > 1 && <IconButton icon="close" label="Remove this group" onClick={() => set(group.key, null)} />}
      </div>
      <ul className={styles.rows}>
        {group.rows.map((row) => (
          <li key={row.key}>
            {isGroup(row) ? (
              drawGroup(row, depth + 1)
            ) : (
              <div className={styles.leaf}>
                <Segmented
                  label="Condition"
                  value={row.isNot ? 'not' : 'is'}
                  options={signs}
                  onChoose={(sign) => set(row.key, (held) => ({ ...held, isNot: sign === 'not' }))}
                />
                <LeafFields
                  leaf={row}
                  lists={lists}
                  properties={userProperties}
                  onChange={(change) => set(row.key, (held) => ({ ...held, ...change }))}
                />
                <IconButton icon="close" label="Remove this condition" onClick={() => set(row.key, null)} />
              </div>
            )}
            {problems[`rows.${row.key}`] !== undefined && (
              <p className={styles.problem} role="alert">
                {problems[`rows.${row.key}`]}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.groupFoot}>
        <Button icon="plus" onClick={() => set(group.key, (row) => ({ ...row, rows: [...group.rows, emptyLeaf()] }) as RowDraft)}>
          Condition
        </Button>
        {depth < mostDepth && (
          <Button
            tone="bare"
            onClick={() => set(group.key, (row) => ({ ...row, rows: [...group.rows, { ...emptyGroup(), match: 'any' }] }) as RowDraft)}
          >
            Group of conditions
          </Button>
        )}
      </div>
    </div>
  );
  return (
    <fieldset className={styles.fieldset}>
      <legend>Who is in it</legend>
      {drawGroup(rule, 1)}
      {(problems[`rows.${rule.key}`] ?? problems['rule']) !== undefined && (
        <p className={styles.problem} role="alert">
          {problems[`rows.${rule.key}`] ?? problems['rule']}
        </p>
      )}
      <datalist id={lists.property}>
        {userProperties.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={lists.event}>
        {eventNames.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <datalist id={lists.experiment}>
        {experiments.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </datalist>
    </fieldset>
  );
}

import { useMemo, useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { roleLabel, roles } from '../../controls/roles.ts';
import { useMay, useViewer } from '../../controls/viewer.ts';
import { PermissionMembersDocument, PermissionsDocument } from '../../graphql/generated/graphql.ts';
import type { Role } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Icon } from '../../primitives/icon.tsx';
import { Select } from '../../primitives/select.tsx';
import { whyWords } from './why.ts';
import type { Rule } from './why.ts';
import styles from './permissions.module.css';

/** The table of permissions, and why one person can or can’t do something. */
export function PermissionsPage() {
  const answer = useLiveQuery({ query: PermissionsDocument, variables: {} });
  const rules = answer.data?.permissions ?? [];
  return (
    <Page title="Permissions">
      <div className={styles.page}>
        {rules.length > 0 && <WhyPanel rules={rules} />}
        <Panel
          title="What each role may do"
          hint="each role from viewer on may do what those before it may; a key also needs a scope that has it"
          flush
          skeleton="rows"
          minHeight={200}
          load={loadOf(answer, ({ permissions }) => permissions)}
          onRetry={answer.reload}
        >
          {(all) => <RuleTable rules={all} />}
        </Panel>
      </div>
    </Page>
  );
}

const YOU = '';

/** “Why can Bo save prices?” */
function WhyPanel({ rules }: { readonly rules: readonly Rule[] }) {
  const viewer = useViewer();
  const maySee = useMay('READ_MEMBERS');
  const { data } = useLiveQuery({ query: PermissionMembersDocument, variables: {}, isWanted: maySee });
  const [chosen, setChosen] = useState<{ readonly who: string; readonly permission: string }>({
    who: YOU,
    permission: rules[0]?.name ?? '',
  });
  const people = useMemo(() => {
    const others = (data?.members.edges ?? []).filter(({ node }) => !node.isViewer);
    return [
      { value: YOU, label: 'You', role: viewer === null ? ('OWNER' as Role) : (viewer.role ?? null) },
      ...others.map(({ node }) => ({ value: node.id, label: node.name || node.email, role: node.role as Role | null })),
    ];
  }, [data, viewer]);
  const person = people.find(({ value }) => value === chosen.who) ?? people[0];
  const rule = rules.find(({ name }) => name === chosen.permission) ?? rules[0];
  return (
    <Panel title="Why can one do this, or not?">
      <div className={styles.why}>
        <Select label="Person" value={person?.value ?? YOU} options={people} onChoose={(who) => setChosen({ ...chosen, who })} />
        <Select
          label="Permission"
          value={rule?.name ?? ''}
          options={rules.map(({ name, what }) => ({ value: name, label: what }))}
          onChoose={(permission) => setChosen({ ...chosen, permission })}
        />
      </div>
      {rule !== undefined && person !== undefined && (
        <p className={styles.words} role="status">
          {visible(whyWords(rule, person.label, person.role))}
        </p>
      )}
    </Panel>
  );
}

function RuleTable({ rules }: { readonly rules: readonly Rule[] }) {
  const viewer = useViewer();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="What each role may do">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">One may</th>
            {roles.map(({ role, label, says }) => (
              <th key={role} scope="col" title={says} data-own={viewer?.role === role || undefined}>
                {label}
              </th>
            ))}
            <th scope="col">Keys</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.name}>
              <th scope="row">
                {rule.what} <span className="mono quiet small">{rule.name}</span>
              </th>
              {roles.map(({ role }) => (
                <td key={role} data-own={viewer?.role === role || undefined}>
                  {rule.roles.includes(role) ? (
                    <>
                      <Icon name="check" />
                      <span className="uk-hidden">yes</span>
                    </>
                  ) : (
                    <span className="uk-hidden">no</span>
                  )}
                </td>
              ))}
              <td className={styles.keys}>{rule.keyScopes.map((scope) => scope.toLowerCase()).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.foot}>
        {viewer?.role == null ? 'The server' : `You are ${roleLabel(viewer.role).toLowerCase()} here. The server`} refuses what is not in
        this table, whatever a page shows.
      </p>
    </div>
  );
}

import { Panel } from 'ui-kit/panel';
import { Page } from '../../controls/page/page.tsx';
import { roleLabel, roles } from '../../controls/roles.ts';
import { useViewer } from '../../controls/viewer.ts';
import { PermissionsDocument } from '../../graphql/generated/graphql.ts';
import type { PermissionsQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Icon } from '../../primitives/icon.tsx';
import { WhyPanel } from './why-panel.tsx';
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

function RuleTable({ rules }: { readonly rules: PermissionsQuery['permissions'] }) {
  const viewer = useViewer();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Permissions by role">
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

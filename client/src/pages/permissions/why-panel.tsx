import { useMemo, useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMay } from '../../controls/viewer.ts';
import { PermissionMembersDocument, PermissionOfDocument, ViewerMayDocument } from '../../graphql/generated/graphql.ts';
import type { PermissionName, PermissionsQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { FormProblem } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import styles from './permissions.module.css';

const YOU = '';

/** “Why can Bo save prices?” The server answers, by the rule that it follows itself. */
export function WhyPanel({ rules }: { readonly rules: PermissionsQuery['permissions'] }) {
  const maySee = useMay('READ_MEMBERS');
  const { data } = useLiveQuery({ query: PermissionMembersDocument, variables: {}, isWanted: maySee });
  const [memberId, setMemberId] = useState(YOU);
  const [permission, setPermission] = useState<PermissionName>(rules[0]?.name ?? 'READ');
  const people = useMemo(
    () => [
      { value: YOU, label: 'You' },
      ...(data?.members.edges ?? []).flatMap(({ node }) =>
        node.isViewer ? [] : [{ value: node.id, label: visible(node.name || node.email) }],
      ),
    ],
    [data],
  );
  const own = useLiveQuery({ query: ViewerMayDocument, variables: { permission }, isWanted: memberId === YOU });
  const others = useLiveQuery({ query: PermissionOfDocument, variables: { memberId, permission }, isWanted: memberId !== YOU });
  const answer = memberId === YOU ? (own.data?.viewerMay ?? null) : (others.data?.permissionOf ?? null);
  const { isStale, failure } = memberId === YOU ? own : others;
  return (
    <Panel title="Why can one do this, or not?">
      <div className={styles.why}>
        <Select label="Person" value={memberId} options={people} onChoose={setMemberId} />
        <Select
          label="Permission"
          value={permission}
          options={rules.map(({ name, what }) => ({ value: name, label: what }))}
          onChoose={setPermission}
        />
      </div>
      {failure !== null ? (
        <FormProblem>{failure}</FormProblem>
      ) : (
        <p className={styles.words} role="status" data-stale={isStale || undefined}>
          {answer !== null && (
            <>
              <Badge tone={answer.isAllowed ? 'good' : 'bad'}>{answer.isAllowed ? 'allowed' : 'not allowed'}</Badge>{' '}
              {visible(answer.reason)}
            </>
          )}
        </p>
      )}
    </Panel>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { CloneCohortDocument, DeleteCohortDocument } from '../../graphql/generated/graphql.ts';
import type { CohortRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './cohorts.module.css';

/** What may be done with a cohort; deleting it asks first. */
export function Acts({ cohort: { id, name }, onEdit }: { readonly cohort: CohortRowFragment; readonly onEdit: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  const mayEdit = useMay('EDIT_COHORTS');
  const [isDeleting, setDeleting] = useState(false);
  if (!mayEdit) return null;
  const clone = async () => {
    const sent = await send(client, CloneCohortDocument, { input: { id } });
    if (!sent.ok) return notify({ title: `${name} was not cloned`, says: sent.refusal.message, tone: 'bad' });
    return navigate({ to: '/cohorts/$cohortId', params: { cohortId: sent.data.cloneCohort.id }, search: keepView });
  };
  return (
    <div className={styles.acts}>
      <Button icon="edit" onClick={onEdit}>
        Edit
      </Button>
      <Menu trigger={<IconButton icon="more" label={`More for ${name}`} />}>
        <MenuItem onChoose={() => void navigate({ to: '/cohorts/compare', search: (held) => ({ ...keepView(held), cohorts: [id] }) })}>
          Compare with other cohorts
        </MenuItem>
        <MenuItem onChoose={() => void clone()}>Clone</MenuItem>
        <MenuItem icon="trash" tone="bad" onChoose={() => setDeleting(true)}>
          Delete
        </MenuItem>
      </Menu>
      {isDeleting && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          says="Its rule and its sizes are gone for good. Views that are filtered by it show nothing until the filter is cleared."
          action="Delete"
          run={() => send(client, DeleteCohortDocument, { id })}
          onDone={() => void navigate({ to: '/cohorts', search: keepView })}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  );
}

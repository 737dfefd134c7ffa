import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { ArchiveRubricDocument, JudgeChoicesDocument, JudgesDocument } from '../../graphql/generated/graphql.ts';
import type { JudgeRowFragment, RubricRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { JudgeDialog } from './judge-dialog.tsx';
import { RubricDialog } from './rubric-dialog.tsx';
import { Trust } from './trust.tsx';
import { decidingOf, estimateWords, ruleWords, scaleLabels } from './words.ts';
import styles from './judges.module.css';

/** Who judges messages beside people: models by rubrics, and rules; and the rubrics that there are. */
export function JudgesPage() {
  const client = useClient();
  const navigate = useNavigate();
  const answer = useLiveQuery({ query: JudgesDocument, variables: {} });
  const mayEdit = useMay('EDIT_JUDGES');
  const choices = useLiveQuery({ query: JudgeChoicesDocument, variables: {}, isWanted: mayEdit });
  const [isMaking, setMaking] = useState(false);
  const [edited, setEdited] = useState<{ readonly rubric: RubricRowFragment | null } | null>(null);
  const [archived, setArchived] = useState<RubricRowFragment | null>(null);
  const rubricColumns = useMemo(
    () => (mayEdit ? [...rubrics, actionsOf((rubric) => setEdited({ rubric }), setArchived)] : rubrics),
    [mayEdit],
  );
  const make = (
    <Button tone="primary" icon="plus" disabled={choices.data === null} onClick={() => setMaking(true)}>
      New judge
    </Button>
  );
  return (
    <Page title="Judges" actions={mayEdit && make}>
      <div className={styles.page}>
        <Panel
          title="Judges"
          hint="models and rules that judge messages; each is measured against people"
          flush
          skeleton="rows"
          minHeight={200}
          load={loadOf(answer, (data) => (data.judges.length === 0 ? null : data.judges))}
          onRetry={answer.reload}
          empty={{
            says: 'No judge yet.',
            how: 'A judge is a rubric with a connected language model, or a rule. It judges a set of messages, or a share of new answers under a cap of the day.',
            ...(mayEdit && { action: make }),
          }}
        >
          {(rows) => (
            <DataTable
              caption="Judges"
              columns={judges}
              rows={rows}
              rowKey={({ id }) => id}
              initialSort={{ key: 'name', direction: 'ascending' }}
              rowHeight={46}
              maxHeight="calc(60dvh - 60px)"
            />
          )}
        </Panel>
        <Panel
          title="Rubrics"
          hint="what models judge by; the newest version holds"
          flush
          skeleton="rows"
          minHeight={200}
          aside={
            mayEdit && (
              <Button icon="plus" onClick={() => setEdited({ rubric: null })}>
                New rubric
              </Button>
            )
          }
          load={loadOf(answer, (data) => data.rubrics)}
          onRetry={answer.reload}
          empty={{ says: 'There are no rubrics.' }}
        >
          {(rows) => (
            <DataTable caption="Rubrics" columns={rubricColumns} rows={rows} rowKey={({ id }) => id} rowHeight={46} maxHeight="420px" />
          )}
        </Panel>
      </div>
      {isMaking && choices.data !== null && (
        <JudgeDialog
          judge={null}
          choices={choices.data}
          onSaved={(judgeId) => void navigate({ to: '/judges/$judgeId', params: { judgeId }, search: keepView })}
          onClose={() => setMaking(false)}
        />
      )}
      {edited !== null && <RubricDialog rubric={edited.rubric} onSaved={answer.reload} onClose={() => setEdited(null)} />}
      {archived !== null && (
        <ConfirmDialog
          title={`Archive ${archived.name}?`}
          says="It leaves the list; judges with it go on. Saving a rubric with its key brings it back."
          action="Archive rubric"
          run={() => send(client, ArchiveRubricDocument, { id: archived.id })}
          onDone={answer.reload}
          onClose={() => setArchived(null)}
        />
      )}
    </Page>
  );
}

function Online({ judge: { sampleShare, dailyCapUsd, spentTodayUsd } }: { readonly judge: JudgeRowFragment }) {
  const locale = useLocale();
  if (sampleShare === 0) return <span className="quiet">off</span>;
  return (
    <span className={styles.named}>
      <span>{format(sampleShare, 'share', locale)} of new answers</span>
      {dailyCapUsd != null && (
        <span className={styles.key}>
          {format(spentTodayUsd, 'usd', locale)} of {format(dailyCapUsd, 'usd', locale)} today
        </span>
      )}
    </span>
  );
}

const judges: readonly Column<JudgeRowFragment>[] = [
  {
    key: 'name',
    header: 'Judge',
    of: ({ name }) => name,
    cell: ({ id, name, isEnabled }) => (
      <span>
        <Link to="/judges/$judgeId" params={{ judgeId: id }} search={keepView}>
          {visible(name)}
        </Link>{' '}
        {!isEnabled && <Badge>off</Badge>}
      </span>
    ),
  },
  {
    key: 'by',
    header: 'Judges by',
    of: ({ rubric, rule }) => rubric?.name ?? (rule == null ? '' : ruleWords(rule)),
    cell: ({ rubric, rule, modelName }) => (
      <span className={styles.named}>
        <span>{visible(rubric?.name ?? (rule == null ? '' : ruleWords(rule)))}</span>
        <span className={styles.key}>{modelName == null ? 'rule' : visible(modelName)}</span>
      </span>
    ),
  },
  {
    key: 'trust',
    header: 'Beside people',
    of: ({ isTrusted }) => (isTrusted == null ? 0 : isTrusted ? 1 : -1),
    cell: (judge) => (
      <span className={styles.named}>
        <span>
          <Trust judge={judge} />
        </span>
        <span className={styles.key}>
          {judge.agreement.n === 0
            ? 'no message judged by both'
            : `${decidingOf(judge).name} ${estimateWords(decidingOf(judge).estimate)}, n = ${judge.agreement.n}`}
        </span>
      </span>
    ),
  },
  { key: 'online', header: 'As answers come', of: ({ sampleShare }) => sampleShare, cell: (judge) => <Online judge={judge} /> },
];

const rubrics: readonly Column<RubricRowFragment>[] = [
  {
    key: 'name',
    header: 'Rubric',
    of: ({ name }) => name,
    cell: ({ name, key, isBuiltIn }) => (
      <span className={styles.named}>
        <span>
          {visible(name)} {isBuiltIn && <Badge tone="neutral">built in</Badge>}
        </span>
        <span className={styles.key}>{key}</span>
      </span>
    ),
  },
  {
    key: 'for',
    header: 'For',
    of: ({ description }) => description,
    cell: ({ description }) => <span className={styles.cell}>{visible(description)}</span>,
  },
  { key: 'scale', header: 'Scale', of: ({ scale }) => scaleLabels[scale] },
  { key: 'version', header: 'Version', of: ({ version }) => version, align: 'end' },
];

const actionsOf = (
  onEdit: (rubric: RubricRowFragment) => void,
  onArchive: (rubric: RubricRowFragment) => void,
): Column<RubricRowFragment> => ({
  key: 'acts',
  header: <span className="uk-hidden">Acts</span>,
  of: () => '',
  isSortable: false,
  cell: (rubric) => (
    <Menu trigger={<IconButton icon="more" label={`More for ${rubric.name}`} />}>
      <MenuItem icon="edit" onChoose={() => onEdit(rubric)}>
        Edit
      </MenuItem>
      <MenuItem icon="trash" onChoose={() => onArchive(rubric)}>
        Archive
      </MenuItem>
    </Menu>
  ),
});

import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { DeleteJudgeDocument, JudgeChoicesDocument, JudgePageDocument } from '../../graphql/generated/graphql.ts';
import type { JudgePageQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Fact } from '../../primitives/fact.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { DisagreementsPanel } from './disagreements-panel.tsx';
import { JudgeDialog } from './judge-dialog.tsx';
import { OnlineDialog } from './online-dialog.tsx';
import { PairwiseDialog } from './pairwise-dialog.tsx';
import { RunDialog } from './run-dialog.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { Trust } from './trust.tsx';
import { decidingOf, estimateWords, ruleWords, scaleLabels } from './words.ts';
import styles from './judges.module.css';

type Shown = NonNullable<JudgePageQuery['judge']>;

/** One judge: how it stands to people, what it has judged, and on which messages they differ. */
export function JudgePage() {
  const { judgeId } = useParams({ from: '/judges/$judgeId' });
  const answer = useLiveQuery({ query: JudgePageDocument, variables: { id: judgeId } });
  const judge = answer.data?.judge ?? null;
  return (
    <Page
      title={judge === null ? 'Judge' : visible(judge.name)}
      beside={judge !== null && <Trust judge={judge} />}
      trail={
        <Link to="/judges" search={keepView}>
          Judges
        </Link>
      }
      actions={judge !== null && <Acts judge={judge} onChanged={answer.reload} />}
    >
      {answer.data !== null && judge === null ? (
        <EmptyState says="There is no such judge." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.page}>
          <div className={styles.columns}>
            <Panel title="Judges by" skeleton="rows" minHeight={130} load={loadOf(answer, (data) => data.judge)} onRetry={answer.reload}>
              {(shown) => <By judge={shown} />}
            </Panel>
            <Panel
              title="Beside people"
              hint="on the same messages, as its present version; 95 % intervals"
              skeleton="rows"
              minHeight={130}
              load={loadOf(answer, (data) => data.judge)}
              onRetry={answer.reload}
            >
              {(shown) => <Agreement judge={shown} />}
            </Panel>
          </div>
          <RunsPanel answer={answer} />
          <DisagreementsPanel judgeId={judgeId} />
        </div>
      )}
    </Page>
  );
}

function By({ judge }: { readonly judge: Shown }) {
  const locale = useLocale();
  const { rubric, rule, modelName, version, sampleShare, dailyCapUsd, spentTodayUsd } = judge;
  return (
    <dl className={styles.facts}>
      {rubric != null && (
        <Fact label="Rubric" note={scaleLabels[rubric.scale]}>
          {visible(rubric.name)}
        </Fact>
      )}
      {rule != null && <Fact label="Rule">{visible(ruleWords(rule))}</Fact>}
      {modelName != null && <Fact label="Language model">{visible(modelName)}</Fact>}
      <Fact label="Version" isFigure>
        {version}
      </Fact>
      <Fact
        label="New answers"
        note={
          dailyCapUsd == null || sampleShare === 0
            ? ''
            : `${format(spentTodayUsd, 'usd', locale)} of ${format(dailyCapUsd, 'usd', locale)} today`
        }
      >
        {sampleShare === 0 ? 'not judged as they come' : `${format(sampleShare, 'share', locale)} as they come`}
      </Fact>
    </dl>
  );
}

function Agreement({ judge }: { readonly judge: Shown }) {
  const locale = useLocale();
  const { agreement, bias, minimumAgreement, isTrusted } = judge;
  if (agreement.n === 0)
    return (
      <p className={styles.note}>
        No message was judged by both. Judge some of those that it has judged, in place or in an annotation queue: 20 are enough for a first
        measure.
      </p>
    );
  const deciding = decidingOf(judge);
  const position = bias?.position;
  return (
    <>
      <dl className={styles.facts}>
        <Fact label="Messages judged by both" isFigure>
          {format(agreement.n, 'count', locale)}
        </Fact>
        {agreement.sameShare != null && (
          <Fact label="Say the same" isFigure>
            {format(agreement.sameShare, 'share', locale)}
          </Fact>
        )}
        {agreement.kappa != null && <Fact label="Cohen’s kappa">{estimateWords(agreement.kappa)}</Fact>}
        {agreement.weightedKappa != null && <Fact label="Weighted kappa">{estimateWords(agreement.weightedKappa)}</Fact>}
        {agreement.alpha != null && <Fact label="Krippendorff’s alpha">{estimateWords(agreement.alpha)}</Fact>}
        {agreement.spearman != null && <Fact label="Spearman">{estimateWords(agreement.spearman)}</Fact>}
        {bias?.length != null && (
          <Fact label="Length" note="correlation with how much better than people it finds an answer">
            {estimateWords(bias.length)}
          </Fact>
        )}
        {position != null && position.pairCount > 0 && position.firstShare != null && (
          <Fact
            label="Prefers the first of a pair"
            note={`${format(position.consistentShare ?? 0, 'share', locale)} of pairs the same in both orders`}
          >
            {format(position.firstShare.value, 'share', locale)}
          </Fact>
        )}
      </dl>
      <p className={styles.note}>
        {isTrusted == null
          ? `Whether it is trusted shows from 20 messages on that both have judged; ${minimumAgreement} is wanted.`
          : `Trusted from a ${deciding.name} of ${minimumAgreement}: it is ${isTrusted ? 'trusted' : 'untrusted'}.`}
      </p>
    </>
  );
}

function Acts({ judge, onChanged }: { readonly judge: Shown; readonly onChanged: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  const mayEdit = useMay('EDIT_JUDGES');
  const choices = useLiveQuery({ query: JudgeChoicesDocument, variables: {}, isWanted: mayEdit });
  const [open, setOpen] = useState<'run' | 'online' | 'pairs' | 'edit' | 'delete' | null>(null);
  if (!mayEdit) return null;
  const dialog = { judge, onSaved: onChanged, onClose: () => setOpen(null) };
  return (
    <>
      <Button tone="primary" icon="play" onClick={() => setOpen('run')}>
        Judge messages
      </Button>
      <Menu trigger={<IconButton icon="more" label={`Actions for ${judge.name}`} />}>
        <MenuItem icon="play" onChoose={() => setOpen('online')}>
          Judge new answers
        </MenuItem>
        {judge.kind === 'MODEL' && (
          <MenuItem icon="play" onChoose={() => setOpen('pairs')}>
            Compare answers
          </MenuItem>
        )}
        <MenuItem icon="edit" onChoose={() => setOpen('edit')}>
          Edit
        </MenuItem>
        <MenuItem icon="trash" tone="bad" onChoose={() => setOpen('delete')}>
          Delete
        </MenuItem>
      </Menu>
      {open === 'run' && <RunDialog {...dialog} />}
      {open === 'online' && <OnlineDialog {...dialog} />}
      {open === 'pairs' && <PairwiseDialog {...dialog} />}
      {open === 'edit' && choices.data !== null && <JudgeDialog {...dialog} choices={choices.data} />}
      {open === 'delete' && (
        <ConfirmDialog
          title={`Delete ${judge.name}?`}
          says="Its runs go with it; evaluations that it has made stay."
          action="Delete judge"
          run={() => send(client, DeleteJudgeDocument, { id: judge.id })}
          onDone={() => void navigate({ to: '/judges', search: keepView })}
          onClose={dialog.onClose}
        />
      )}
    </>
  );
}

import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMay } from '../../controls/viewer.ts';
import { JudgeAnomalyDocument, UndoAnomalyVerdictDocument } from '../../graphql/generated/graphql.ts';
import type { AnomalyVerdict, WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import { seriesWords, verdicts } from '../../panels/signals/words.ts';
import { Button } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import type { Change } from './anomaly-page.tsx';
import styles from './signals.module.css';

interface Choice {
  readonly value: AnomalyVerdict;
  readonly label: string;
  /** What follows from it. */
  readonly says: string;
  readonly isReasoned: boolean;
}

const choices: readonly Choice[] = [
  { value: 'REAL', label: 'Real', says: 'It was worth the notice: findings as strong as this one are reported again.', isReasoned: false },
  {
    value: 'NOT_REAL',
    label: 'Not real',
    says: 'Findings of these series must be stronger than this one before they are reported again. It is resolved.',
    isReasoned: true,
  },
  {
    value: 'EXPECTED',
    label: 'Expected',
    says: 'A deploy, a campaign: something happened, and its reason was known. The threshold stays as it is; it is resolved.',
    isReasoned: true,
  },
];

/** What people make of it, what that changes, and a way to take it back. */
export function JudgePanel({ anomaly, change }: { readonly anomaly: WholeAnomalyFragment; readonly change: Change }) {
  const mayJudge = useMay('JUDGE_ANOMALIES');
  const { verdict, verdictBy, verdictAt, verdictReason, id } = anomaly;
  return (
    <Panel title="Is it real?" hint="changes what is reported of these series">
      {verdict === null ? (
        mayJudge ? (
          <Judge anomaly={anomaly} change={change} />
        ) : (
          <p className="quiet">No verdict yet.</p>
        )
      ) : (
        <div className={styles.judged}>
          <p>
            <Badge tone={verdict === 'REAL' ? 'bad' : 'neutral'}>{verdicts[verdict]}</Badge>
            {verdictReason !== null && <> {visible(verdictReason)}</>}
          </p>
          <p className="quiet">{choices.find(({ value }) => value === verdict)?.says}</p>
          <p className={styles.small}>
            {verdictBy !== null && `${visible(verdictBy.name)}, `}
            {verdictAt !== null && <Moment at={verdictAt} />}
          </p>
          {mayJudge && (
            <div>
              <Button onClick={() => void change(UndoAnomalyVerdictDocument, { id })}>Undo</Button>
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}

function Judge({ anomaly, change }: { readonly anomaly: WholeAnomalyFragment; readonly change: Change }) {
  const [chosen, setChosen] = useState<AnomalyVerdict | null>(null);
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState<readonly string[]>([]);
  const [isSending, setSending] = useState(false);
  const choice = choices.find(({ value }) => value === chosen);
  const { id, findings } = anomaly;
  const about = findings.filter((finding) => !left.includes(finding.id));
  const judge = async () => {
    if (chosen === null) return;
    setSending(true);
    await change(JudgeAnomalyDocument, {
      id,
      verdict: chosen,
      reason: reason.trim() === '' ? null : reason.trim(),
      findings: left.length === 0 ? null : about.map((finding) => finding.id),
    });
    setSending(false);
  };
  return (
    <form
      className={styles.judge}
      onSubmit={(event) => {
        event.preventDefault();
        void judge();
      }}
    >
      <div className={styles.verdicts} role="group" aria-label="Verdict">
        {choices.map(({ value, label }) => (
          <Button
            key={value}
            aria-pressed={value === chosen}
            tone={value === chosen ? 'primary' : 'plain'}
            onClick={() => setChosen(value)}
          >
            {label}
          </Button>
        ))}
      </div>
      {choice === undefined ? (
        <p className="quiet">Say what it was: what is reported of these series follows from it, and can be undone.</p>
      ) : (
        <>
          <p className="quiet">{choice.says}</p>
          {choice.isReasoned && <TextField label="Reason (optional)" value={reason} onText={setReason} maxLength={500} />}
          {findings.length > 1 && (
            <fieldset className={styles.about}>
              <legend>About</legend>
              {findings.map((finding) => (
                <label key={finding.id}>
                  <input
                    type="checkbox"
                    checked={!left.includes(finding.id)}
                    onChange={(event) => setLeft(event.target.checked ? left.filter((one) => one !== finding.id) : [...left, finding.id])}
                  />
                  {seriesWords(finding.metric, finding.dimension, finding.dimensionValue)}
                </label>
              ))}
            </fieldset>
          )}
          <div>
            <Button tone="primary" type="submit" disabled={isSending || about.length === 0}>
              It is {verdicts[choice.value]}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

import { useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { LoopScreenFragment, LoopStepPartFragment } from '../../graphql/generated/graphql.ts';
import { shareWords, stateLabels, statusLabels, stepFigure, stepLabels } from './words.ts';
import styles from './loops.module.css';

/** The steps of a loop from left to right, each with its number; on a phone one below the other. */
export function Chain({ loop }: { readonly loop: LoopScreenFragment }) {
  const { verdict } = loop;
  const present = loop.steps.find(({ kind }) => kind === loop.step);
  return (
    <>
      <ol className={styles.chain} aria-label="Steps">
        {loop.steps.map((step) => (
          <Step
            key={step.kind}
            step={step}
            says={
              step.kind === 'VERDICT' && verdict != null
                ? `fixed; broke ${shareWords(verdict.broke) ?? 'none replayed'}`
                : (step.sentence ?? null)
            }
            present={step.kind === loop.step && loop.status !== 'DONE' ? statusLabels[loop.status] : null}
          />
        ))}
      </ol>
      {verdict != null && (
        <div className={styles.verdict} data-meaning={verdict.meaning}>
          <dl className={styles.figures}>
            <Figure label="Fixed" value={shareWords(verdict.fixed)} note={`of ${verdict.fixed.outOf} prompts that failed`} />
            <Figure
              label="Fixed, not trained on"
              value={shareWords(verdict.fixedHeldOut)}
              note={`of ${verdict.fixedHeldOut.outOf} that were held out`}
            />
            <Figure label="Broke" value={shareWords(verdict.broke)} note={`of ${verdict.broke.outOf} control prompts`} />
          </dl>
          <p className={styles.sentence}>{verdict.sentence}</p>
        </div>
      )}
      {verdict == null && present?.error != null && (
        <p className={present.state === 'FAILED' ? styles.failed : styles.note} role="status">
          {visible(present.error)}
        </p>
      )}
    </>
  );
}

interface StepProps {
  readonly step: LoopStepPartFragment;
  readonly says: string | null;
  /** State of the loop at its present step; null: it is at another one. */
  readonly present: string | null;
}

function Step({ step, says, present }: StepProps) {
  const locale = useLocale();
  const { kind, state, link } = step;
  const figure = stepFigure(step, locale);
  const label = stepLabels[kind];
  return (
    <li className={styles.step} data-state={state} aria-current={present === null ? undefined : 'step'}>
      <span className={styles.label}>{link == null ? label : <a href={link}>{label}</a>}</span>
      <span className={styles.figure}>{figure ?? (state === 'WAITING' ? '–' : '…')}</span>
      <span className={styles.words}>{says === null ? stateLabels[state] : visible(says)}</span>
      {present !== null && <span className={styles.present}>{present}</span>}
    </li>
  );
}

function Figure({ label, value, note }: { readonly label: string; readonly value: string | null; readonly note: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={styles.big}>{value ?? 'none replayed'}</dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}

import { memo, useMemo, useState } from 'react';
import { useLocale } from 'ui-kit/format';
import type { ComparedSample } from './use-comparison.ts';
import { scoreWords } from './prediction-view.ts';
import { scoreText, signed } from './score-change.tsx';
import { wordDiff } from '../../../../panels/texts/word-diff.ts';
import styles from './predictions.module.css';

/** Longer texts are shown in part until the reader opens them, characters. */
const SHORT = 1_200;

export interface SampleCardProps {
  readonly sample: ComparedSample;
  readonly epochs: readonly number[];
  /** What words are compared with: those of the first epoch, or those of the reference. */
  readonly against: 'epoch' | 'reference';
  readonly score: string | null;
}

type Made = ComparedSample['predictions'][number];

/** A sample: what was asked, what is wanted, and what the model answered in each epoch, with the words that differ. */
export const SampleCard = memo(function SampleCard({ sample, epochs, against, score }: SampleCardProps) {
  const locale = useLocale();
  const { sampleIndex, prompt, reference, predictions, scoreChange, isBetter, isWorse, isChanged } = sample;
  const isLong = [prompt, reference ?? '', ...predictions.map(({ prediction }) => prediction)].some((text) => text.length > SHORT);
  const [isOpen, setOpen] = useState(false);
  const cut = (text: string): string => (isOpen || text.length <= SHORT ? text : `${text.slice(0, SHORT).toWellFormed()}…`);
  const base = against === 'reference' ? (reference ?? null) : (predictions.find(({ epoch }) => epoch === epochs[0])?.prediction ?? null);
  const verdict = isBetter ? 'BETTER' : isWorse ? 'WORSE' : 'NOT_DECISIVE';
  return (
    <li className={styles.sample}>
      <h3 className={styles.head}>
        Sample {sampleIndex}
        {scoreChange != null && score !== null && (
          <span className={styles.mark} data-verdict={verdict}>
            {scoreWords(score)} {signed(scoreChange, locale)}
            {isBetter ? ', better' : isWorse ? ', worse' : ''}
          </span>
        )}
        {isChanged === false && <span className="quiet">same text</span>}
      </h3>
      <dl className={styles.given}>
        <div>
          <dt>Prompt</dt>
          <dd className={styles.text}>{cut(prompt)}</dd>
        </div>
        {reference != null && (
          <div>
            <dt>Reference</dt>
            <dd className={styles.text}>{cut(reference)}</dd>
          </div>
        )}
      </dl>
      <div className={styles.columns}>
        {epochs.map((epoch, place) => (
          <Answer
            key={epoch}
            epoch={epoch}
            made={predictions.find((one) => one.epoch === epoch) ?? null}
            base={base === null || (against === 'epoch' && place === 0) ? null : cut(base)}
            cut={cut}
          />
        ))}
      </div>
      {isLong && (
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Show less' : 'Show the whole texts'}
        </button>
      )}
    </li>
  );
});

function Answer({
  epoch,
  made,
  base,
  cut,
}: {
  readonly epoch: number;
  readonly made: Made | null;
  readonly base: string | null;
  readonly cut: (text: string) => string;
}) {
  const shown = made === null ? null : cut(made.prediction);
  return (
    <section className={styles.answer} aria-label={`Epoch ${epoch}`}>
      <h4>
        Epoch {epoch} {made !== null && <Scores scores={made.scores} />}
      </h4>
      {shown === null ? (
        <p className="quiet">No prediction of this sample.</p>
      ) : shown === '' && (base ?? '') === '' ? (
        <p className="quiet">An empty answer.</p>
      ) : (
        <p className={styles.text}>{base === null ? shown : <Words before={base} after={shown} />}</p>
      )}
    </section>
  );
}

/** The later text, with the words that came marked and those that went struck out. */
function Words({ before, after }: { readonly before: string; readonly after: string }) {
  const pieces = useMemo(() => wordDiff(before, after), [before, after]);
  return pieces.map(({ kind, text }, place) =>
    kind === 'same' ? text : kind === 'added' ? <ins key={place}>{text}</ins> : <del key={place}>{text}</del>,
  );
}

function Scores({ scores }: { readonly scores: unknown }) {
  const locale = useLocale();
  return Object.entries(scores as Readonly<Record<string, number | string>>).map(([name, value]) => (
    <span key={name} className={styles.value}>
      {scoreWords(name)} <b>{typeof value === 'number' ? scoreText(value, locale) : value}</b>
    </span>
  ));
}

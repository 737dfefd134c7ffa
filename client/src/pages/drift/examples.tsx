import { Link } from '@tanstack/react-router';
import { ErrorState, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo } from 'react';
import { keepView } from '../../controls/use-view.ts';
import type { DriftExampleFragment, DriftFeature, DriftInput } from '../../graphql/generated/graphql.ts';
import { DriftExamplesDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import styles from './drift.module.css';

interface ExamplesProps {
  readonly feature: DriftFeature;
  readonly input: DriftInput;
  /** They are of the bucket that grew or shrank most; else those that are most unlike the other window. */
  readonly isOfBucket: boolean;
}

/** Messages that show what is new in a feature, and what has vanished. They are asked for when the feature is opened. */
export function Examples({ feature, input, isOfBucket }: ExamplesProps) {
  const variables = useMemo(() => ({ input: { ...input, features: [feature] } }), [input, feature]);
  const answer = useLiveQuery({ query: DriftExamplesDocument, variables });
  const found = answer.data?.drift.features.find((one) => one.feature === feature);
  if (answer.failure !== null && (found === undefined || answer.isStale))
    return <ErrorState message={answer.failure} onRetry={answer.reload} />;
  if (found === undefined && (answer.data === null || answer.isStale))
    return <Skeleton shape="rows" height={120} label="Messages that show it are loading" />;
  const [ofNew, ofGone] = isOfBucket ? ['what grew most', 'what shrank most'] : ['most unlike the baseline', 'most unlike those now'];
  return (
    <>
      <ExampleList title={`New: messages of now, ${ofNew}`} messages={found?.newExamples ?? []} />
      <ExampleList title={`Vanished: messages of the baseline, ${ofGone}`} messages={found?.vanishedExamples ?? []} />
    </>
  );
}

function ExampleList({ title, messages }: { readonly title: string; readonly messages: readonly DriftExampleFragment[] }) {
  return (
    <section>
      <h3>{title}</h3>
      {messages.length === 0 ? (
        <p className={styles.small}>There are none.</p>
      ) : (
        <ul className={styles.examples}>
          {messages.map(({ id, externalId, contentPreview, conversation }) => (
            <li key={id}>
              <Link
                to="/conversations/$conversationId"
                params={{ conversationId: conversation.externalId }}
                search={(held) => ({ ...keepView(held), message: externalId })}
              >
                {contentPreview === '' ? '(no text)' : visible(contentPreview)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

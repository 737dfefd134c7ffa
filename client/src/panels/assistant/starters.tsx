import { visible } from 'ui-kit/visible';
import { useMay } from '../../controls/viewer.ts';
import { AssistantExamplesDocument, AssistantSuggestionsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { groupTitles } from './commands.ts';
import type { Command } from './commands.ts';
import type { Place } from './use-conversation.ts';
import { OwnLink } from './own-link.tsx';
import type { KnownModels } from './use-models.ts';
import { sentenceCase } from './words.ts';
import styles from './assistant.module.css';

/** Of each group this many are offered. */
const MOST_OF_GROUP = 3;
/** What can be asked of any page: its time range and filters go along. */
const aboutPage = ['What stands out here?', 'Why did this change against the period before?'] as const;

export interface StartersProps {
  readonly commands: readonly Command[];
  readonly models: KnownModels;
  /** What is looked at; null: nothing. */
  readonly place: Place | null;
  readonly onChoose: (command: Command) => void;
  readonly onAsk: (text: string) => void;
}

/**
 * What can be asked for, where nothing was asked yet: without a model texts that a program understands, what has just changed, and some commands of
 * each group. Groups are no landmarks: the page beside them may have its own by the same names.
 */
export function Starters({ commands, models, place, onChoose, onAsk }: StartersProps) {
  const { data } = useLiveQuery({ query: AssistantSuggestionsDocument, variables: {} });
  const suggestions = data?.assistantSuggestions ?? [];
  const isPlain = models.isKnown && models.models.length === 0;
  const { data: understood } = useLiveQuery({ query: AssistantExamplesDocument, variables: {}, isWanted: isPlain });
  const examples = isPlain ? (understood?.assistantExamples ?? []) : [];
  const groups = Object.entries(groupTitles).flatMap(([group, title]) => {
    const some = commands.filter((command) => command.group === group && !command.acts).slice(0, MOST_OF_GROUP);
    return some.length === 0 ? [] : [{ title, some }];
  });
  return (
    <div className={styles.starters}>
      <p>
        Every number of an answer comes from a query of this product, run with your permissions, and leads to it. Type <kbd>/</kbd> for all{' '}
        {commands.length} commands.
      </p>
      {isPlain && <NoModel />}
      <div className={styles.starterGroups}>
        {examples.length > 0 && (
          <div role="group" aria-label="In your own words">
            <h2>In your own words</h2>
            {examples.map((text) => (
              <button key={text} type="button" className={styles.starter} onClick={() => onAsk(text)}>
                <span>{visible(text)}</span>
              </button>
            ))}
          </div>
        )}
        {place !== null && models.models.length > 0 && (
          <div role="group" aria-label="About this page">
            <h2>About {visible(place.title)}</h2>
            {aboutPage.map((text) => (
              <button key={text} type="button" className={styles.starter} onClick={() => onAsk(text)}>
                <span>{text}</span>
              </button>
            ))}
          </div>
        )}
        {suggestions.length > 0 && (
          <div role="group" aria-label="From what has changed">
            <h2>From what has changed</h2>
            {suggestions.map(({ text, why }) => (
              <button key={text} type="button" className={styles.starter} onClick={() => onAsk(text)}>
                <span>{visible(text)}</span>
                <span className={styles.why}>{visible(why)}</span>
              </button>
            ))}
          </div>
        )}
        {groups.map(({ title, some }) => (
          <div key={title} role="group" aria-label={title}>
            <h2>{title}</h2>
            {some.map((command) => (
              <button key={command.text} type="button" className={styles.starter} onClick={() => onChoose(command)}>
                <span>{visible(sentenceCase(command.about))}</span>
                <span className="mono">/{command.text}</span>
              </button>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What works without a model, and how to connect one. */
function NoModel() {
  const mayConnect = useMay('EDIT_CONNECTIONS');
  return (
    <p className={styles.noModel}>
      No language model is connected. Commands work without one, and words are matched to commands by a program.{' '}
      {mayConnect ? (
        <OwnLink path="/language-models">Connect a model</OwnLink>
      ) : (
        'An admin can connect one on the page Language models: a local server such as Ollama, or any provider.'
      )}
    </p>
  );
}

import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import type { Saved } from '../../controls/form/use-form.ts';
import { asDocument } from '../../graphql/document.ts';
import { AssistantArgumentsDocument } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { argumentsOf, draftOf } from './command-fields.ts';
import type { Arguments, Draft } from './command-fields.ts';
import { CommandFields } from './fields.tsx';
import { argumentsFor, callText } from './commands.ts';
import { sentenceCase } from './words.ts';
import type { Command } from './commands.ts';
import styles from './assistant.module.css';

export interface CommandFormProps {
  readonly command: Command;
  /** What the fields hold at first. */
  readonly start?: Arguments | undefined;
  /** Called with the arguments as the tool takes them. */
  readonly onRun: (args: Arguments) => void;
  readonly onCancel: () => void;
}

/** The arguments of a command as a form, made of their schema. */
export function CommandForm({ command, start, onRun, onCancel }: CommandFormProps) {
  const { parameters } = command;
  const client = useClient();
  const form = useForm<Draft, Arguments, Arguments>({
    start: draftOf(parameters, start),
    check: (draft) => argumentsOf(parameters, draft),
    save: (args) => checked(client, command, args),
    onSaved: (args) => onRun(argumentsFor(command, args)),
  });
  return (
    <section
      className={styles.form}
      aria-label={`Command ${command.text}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onCancel();
      }}
    >
      <header className={styles.formHead}>
        <b className="mono">/{command.text}</b>
        <span className="quiet">{visible(sentenceCase(command.about))}</span>
      </header>
      <FormBody form={form} className={styles.formBody}>
        <CommandFields schema={parameters} draft={form.draft} problems={form.problems} onChange={form.change} isFirst />
        <FormRefusal form={form} />
      </FormBody>
      <footer className={styles.formFoot}>
        {command.acts && <span className="quiet">Nothing is changed before you confirm.</span>}
        <Button onClick={onCancel}>Cancel</Button>
        <Button tone="primary" type="submit" form={form.id}>
          {command.acts ? 'Propose' : 'Run'}
        </Button>
      </footer>
    </section>
  );
}

/** The arguments, where the server would take them; what it can't read, such as a time, is refused at its field. */
async function checked(client: Client, command: Command, args: Arguments): Promise<Saved<Draft, Arguments>> {
  const text = callText(command.tool, argumentsFor(command, args));
  const { data } = await client.query(asDocument(AssistantArgumentsDocument), { text }, { requestPolicy: 'network-only' }).toPromise();
  // Without an answer the command is asked all the same: what it then gives says more.
  const problem = data?.planAssistantQuestion.problem ?? null;
  if (problem === null) return { ok: true, data: args };
  const { argument, message } = problem;
  // A group of fields has no place for a problem of its own.
  const field = argument == null || typeof args[argument] === 'object' ? null : argument;
  return { ok: false, refusal: { message, field } };
}

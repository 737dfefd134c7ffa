import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { MailConfig } from '../config-sign-in.ts';

export interface Mail {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** What the mail is known by, the same each time it is sent: receivers show one of several. Absent: a new one each time. */
  readonly id?: string;
}

/** Sends mail, where SMTP is configured. */
export interface Mailer {
  /** Whether mail goes out at all. */
  readonly isOn: boolean;
  /** Hands a mail over to be sent, and does not wait for it: an answer that waited would tell that there was one. */
  send(mail: Mail): void;
  /** Sends a mail and waits until the mail server has taken it; whether it did. `patienceMs`: so long at most; absent: for a while. */
  deliver(mail: Mail, patienceMs?: number): Promise<boolean>;
  /** Waits for what is on its way. */
  close(): Promise<void>;
}

const socketPatienceMs = 15_000;
/** So long a caller waits for a mail; it may still go out later. */
const callerPatienceMs = 10_000;

/** `nodemailer` is loaded with the first mail. Failures are logged, without the text, which holds secrets. */
export function createMailer(config: MailConfig | null, logger: Logger): Mailer {
  const onItsWay = new Set<Promise<boolean>>();
  async function transmit({ url, from }: MailConfig, { to, subject, text, id }: Mail): Promise<void> {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      url,
      connectionTimeout: socketPatienceMs,
      greetingTimeout: socketPatienceMs,
      socketTimeout: socketPatienceMs,
    });
    // An object, never a text: a list of addresses, or a header after a line break, can't be smuggled in.
    await transport.sendMail({
      from,
      to: { name: '', address: oneLine(to) },
      subject: oneLine(subject),
      text,
      ...(id !== undefined && { messageId: `<${id}@fine-tune-lab>` }),
    });
  }
  /** Settles to whether the mail server took it. */
  function begin(to: MailConfig, mail: Mail): Promise<boolean> {
    const sending = transmit(to, mail).then(
      () => true,
      (error: unknown) => {
        logger.error({ err: error, subject: mail.subject }, 'A mail could not be sent');
        return false;
      },
    );
    onItsWay.add(sending);
    void sending.then(() => onItsWay.delete(sending));
    return sending;
  }
  return {
    isOn: config !== null,
    send(mail) {
      if (config !== null) void begin(config, mail);
    },
    async deliver(mail, patienceMs = callerPatienceMs) {
      if (config === null) return false;
      const waited = new AbortController();
      const patience = sleep(patienceMs, false, { signal: waited.signal }).catch(() => false);
      return Promise.race([begin(config, mail), patience]).finally(() => waited.abort());
    },
    async close() {
      await Promise.all(onItsWay);
    },
  };
}

const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

import { afterAll, beforeAll } from 'vitest';
import pino from 'pino';
import { openMailSink } from '../people/tests/mail.testing.ts';
import { useInstallation } from '../access/load/installation.ts';
import { createMailer } from '../../platform/mail/mail.ts';
import { openTestServer } from '../../server.testing.ts';
import { testsOfAnomalies } from './tests/anomalies.testing.ts';
import { testsOfChannels } from './tests/channels.testing.ts';
import { testsOfDeliveries } from './tests/deliveries.testing.ts';
import { testsOfDrift } from './tests/drift.testing.ts';
import { testsOfEvaluation } from './tests/evaluation.testing.ts';
import { testsOfPreviews } from './tests/previews.testing.ts';
import { testsOfRules } from './tests/rules.testing.ts';
import { testsOfTraining } from './tests/training.testing.ts';
import { testsOfSubscriptions } from './tests/subscriptions.testing.ts';
import { openReceiver } from './tests/receiver.testing.ts';
import type { Opened } from './tests/opened.testing.ts';

const opened = {} as Opened;
beforeAll(async () => {
  opened.server = await openTestServer();
  opened.receiver = await openReceiver();
  opened.mail = await openMailSink();
  const mailer = createMailer({ url: opened.mail.url, from: 'alerts@example.com' }, pino({ level: 'silent' }));
  useInstallation(opened.server.stores, { mailer, origin: opened.server.url });
});
afterAll(async () => {
  await opened.mail?.close();
  await opened.receiver?.close();
  await opened.server?.close();
});

testsOfAnomalies(opened);
testsOfRules(opened);
testsOfChannels(opened);
testsOfEvaluation(opened);
testsOfDrift(opened);
testsOfDeliveries(opened);
testsOfPreviews(opened);
testsOfTraining(opened);
testsOfSubscriptions(opened);

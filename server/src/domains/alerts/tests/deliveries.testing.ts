import { describe, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import pino from 'pino';
import { createMailer } from '../../../platform/mail/mail.ts';
import { installationOf, useInstallation } from '../../access/load/installation.ts';
import { useModels } from '../../model-connections/load/environment.ts';
import { noModels } from '../../../platform/config-models.ts';
import type { Received, ReceiverAnswer } from './receiver.testing.ts';
import { after, openScene, type Opened, type Scene } from './opened.testing.ts';

export function testsOfDeliveries(opened: Opened): void {
  /** Has an alert fire that goes to these channels. */
  async function fire(scene: Scene, channelIds: readonly string[], at = after(1)): Promise<void> {
    await scene.makeRule({
      name: 'Traffic',
      source: 'VALUE',
      metric: 'MESSAGE_COUNT',
      trip: 1,
      windowMinutes: 1,
      dwellMinutes: 1,
      severity: 'CRITICAL',
      channelIds,
    });
    await scene.write(1, at);
    await scene.evaluate(at);
    await scene.send();
  }
  const makeDue = (scene: Scene) =>
    opened.server.stores.prisma.alertDelivery.updateMany({
      where: { workspaceId: scene.id, state: 'WAITING' },
      data: { nextAttemptAt: new Date(0) },
    });

  describe('a delivery', () => {
    test('is signed so that the official library takes it, and the same on every attempt', async () => {
      const scene = await openScene(opened);
      const { id, secret } = await scene.makeWebhook('/signed');
      opened.receiver.answer('/signed', { status: 500 }, { status: 200 });
      await fire(scene, [id]);
      await makeDue(scene);
      await scene.send();
      const [one, other] = opened.receiver.of('/signed') as [Received, Received];
      for (const { text, headers } of [one, other]) {
        const verified = new Webhook(secret).verify(text, headers as Record<string, string>) as { type: string };
        expect(verified.type).toBe('alert.fired');
        expect(() => new Webhook(secret).verify(`${text} `, headers as Record<string, string>)).toThrow();
      }
      expect([other.text, other.headers['webhook-id']]).toEqual([one.text, one.headers['webhook-id']]);
      expect(one.body.data.episodes[0].acknowledgeUrl).toContain(`${opened.server.url}/alerts/acknowledge/`);
      const { slug } = await opened.server.stores.prisma.workspace.findUniqueOrThrow({ where: { id: scene.id } });
      expect(one.body.data.episodes[0].url).toContain(`${opened.server.url}/w/${slug}/messages?`);
      expect(await scene.deliveries()).toMatchObject([{ state: 'SENT', attempts: 2, statusCode: 200, key: one.headers['webhook-id'] }]);
    });

    test('is signed with the secret before, too, after a new one was made', async () => {
      const scene = await openScene(opened);
      const { id, secret } = await scene.makeWebhook('/rotated');
      const rotate = 'mutation ($input: UpdateAlertChannelInput!) { updateAlertChannel(input: $input) { secret } }';
      const fresh = (await scene.run(rotate, { input: { id, name: '/rotated', rotateSecret: true } })).data.updateAlertChannel.secret;
      await fire(scene, [id]);
      const [{ text, headers }] = opened.receiver.of('/rotated') as [Received];
      for (const one of [secret, fresh]) expect(() => new Webhook(one).verify(text, headers as Record<string, string>)).not.toThrow();
    });

    test.each<[string, ReceiverAnswer, object]>([
      ['a server error', { status: 503, text: 'busy' }, { state: 'WAITING', statusCode: 503, response: 'busy' }],
      ['a redirection, which is not followed', { status: 302, headers: { location: '/elsewhere' } }, { state: 'WAITING', statusCode: 302 }],
      ['that the receiver is gone', { status: 410 }, { state: 'FAILED', statusCode: 410, nextAttemptAt: null }],
      ['that it was too much', { status: 429, headers: { 'retry-after': '600' } }, { state: 'WAITING', statusCode: 429 }],
    ])('that is answered with %s', async (name, answer, expected) => {
      const scene = await openScene(opened);
      const path = `/answered/${name.replaceAll(/\W/g, '-')}`;
      const { id } = await scene.makeWebhook(path);
      opened.receiver.answer(path, answer);
      const before = Date.now();
      await fire(scene, [id]);
      const [delivery] = await scene.deliveries();
      expect(delivery).toMatchObject({ attempts: 1, ...expected });
      expect(opened.receiver.of('/elsewhere')).toEqual([]);
      const waitMs = delivery.nextAttemptAt === null ? null : Date.parse(delivery.nextAttemptAt) - before;
      if (answer !== 'silence' && answer.status === 429) expect(waitMs).toBeGreaterThanOrEqual(600_000);
      if (waitMs !== null && answer !== 'silence' && answer.status !== 429) expect(waitMs).toBeLessThan(60_000);
      const [channel] = (await scene.run('{ alertChannels { isEnabled disabledReason } }')).data.alertChannels;
      const isGone = answer !== 'silence' && answer.status === 410;
      expect(channel).toEqual({
        isEnabled: !isGone,
        disabledReason: isGone ? 'The receiver answered 410 (gone): it takes no notices any more.' : null,
      });
    });

    // Over 10 s: an attempt waits 15 seconds for its receiver.
    test('that is not answered is tried again later', { timeout: 60_000 }, async () => {
      const scene = await openScene(opened);
      const { id } = await scene.makeWebhook('/silent');
      opened.receiver.answer('/silent', 'silence');
      await fire(scene, [id]);
      expect(await scene.deliveries()).toMatchObject([
        { state: 'WAITING', attempts: 1, statusCode: null, response: 'The receiver did not answer within 15 s.' },
      ]);
    });

    test('comes after what came before it about the same episode', async () => {
      const scene = await openScene(opened);
      const { id } = await scene.makeWebhook('/order');
      opened.receiver.answer('/order', { status: 500 }, { status: 200 });
      await fire(scene, [id]);
      await scene.evaluate(after(2));
      await scene.send();
      expect(opened.receiver.of('/order').map(({ body }) => body.type)).toEqual(['alert.fired']);
      await makeDue(scene);
      await scene.send();
      expect(opened.receiver.of('/order').map(({ body }) => body.type)).toEqual(['alert.fired', 'alert.fired', 'alert.resolved']);
    });

    test('that was given up is sent once more by a click, under its key', async () => {
      const scene = await openScene(opened);
      const { id } = await scene.makeWebhook('/again');
      opened.receiver.answer('/again', { status: 500 });
      await fire(scene, [id]);
      for (let attempt = 2; attempt <= 10; attempt += 1) {
        await makeDue(scene);
        await scene.send();
      }
      const [given] = await scene.deliveries();
      expect(given).toMatchObject({ state: 'GIVEN_UP', attempts: 10, nextAttemptAt: null });
      opened.receiver.answer('/again', { status: 200 });
      await scene.run('mutation ($id: ID!) { resendAlertDelivery(id: $id) { state } }', { id: given.id });
      await scene.send();
      expect(await scene.deliveries()).toMatchObject([{ state: 'SENT', attempts: 1, key: given.key }]);
      expect(new Set(opened.receiver.of('/again').map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    });

    test('does not leave for a private network where the server asks public addresses alone', async () => {
      const scene = await openScene(opened);
      const { id } = await scene.makeWebhook('/private');
      useModels(opened.server.stores, { ...noModels, reach: 'public' });
      try {
        await fire(scene, [id]);
      } finally {
        useModels(opened.server.stores, noModels);
      }
      expect(opened.receiver.of('/private')).toEqual([]);
      expect(await scene.deliveries()).toMatchObject([
        { state: 'FAILED', response: expect.stringContaining('address of a private network') },
      ]);
    });

    test('has a link that shows the alert, and acknowledges it with a click on its page alone', async () => {
      const scene = await openScene(opened);
      const { id } = await scene.makeWebhook('/link');
      await fire(scene, [id]);
      const url = opened.receiver.of('/link')[0]?.body.data.episodes[0].acknowledgeUrl as string;
      const shown = await fetch(url);
      const page = await shown.text();
      expect([shown.status, shown.headers.get('referrer-policy'), page.includes('<form method="post">')]).toEqual([
        200,
        'same-origin',
        true,
      ]);
      expect(page).toContain('<b>critical</b> in ');
      expect(page).toContain('The number of messages over 1 minute up to 2026-03-02 12:01 UTC was 1; at least 1 is bad.');
      expect((await scene.episodes())[0]).toMatchObject({ state: 'FIRING' });
      const sent = await fetch(url, { method: 'POST', headers: { origin: opened.server.url } });
      expect(await sent.text()).toContain('<strong>Acknowledged</strong> by a person with the link of a notice');
      expect((await scene.episodes())[0]).toMatchObject({ state: 'ACKNOWLEDGED', acknowledgedBy: 'a person with the link of a notice' });
      const foreign = await fetch(url, { method: 'POST', headers: { origin: 'https://evil.example.com' } });
      expect(foreign.status).toBe(403);
      const cut = await fetch(url.slice(0, -1));
      expect([cut.status, await cut.text()]).toEqual([404, expect.stringContaining('does not admit')]);
      const other = await fetch(url.replace(/acknowledge\/[0-9a-f-]{36}/, 'acknowledge/00000000-0000-4000-8000-000000000000'));
      expect(other.status).toBe(404);
    });

    test('by mail goes to each member who may read the workspace then, under its key, and again when the mail server is back', async () => {
      const scene = await openScene(opened);
      const { stores } = opened.server;
      const [one, other] = await Promise.all(
        ['one', 'other'].map(async (name) => {
          const email = `${name}@${scene.id}.example`;
          const { id } = await stores.prisma.person.create({ data: { name, email } });
          await stores.prisma.member.create({ data: { workspaceId: scene.id, personId: id, role: 'VIEWER' } });
          return email;
        }),
      );
      const input = { kind: 'EMAIL', name: 'mail', recipients: [one, other] };
      const made = await scene.run('mutation ($input: AlertChannelInput!) { createAlertChannel(input: $input) { channel { id } } }', {
        input,
      });
      const { mailer } = installationOf(stores);
      useInstallation(stores, {
        mailer: createMailer({ url: 'smtp://127.0.0.1:1', from: 'alerts@example.com' }, pino({ level: 'silent' })),
      });
      await fire(scene, [made.data.createAlertChannel.channel.id]);
      useInstallation(stores, { mailer });
      expect((await scene.deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([
        ['WAITING', 1],
        ['WAITING', 1],
      ]);
      await stores.prisma.member.deleteMany({ where: { workspaceId: scene.id, person: { email: other as string } } });
      await makeDue(scene);
      await scene.send();
      const sent = new Map((await scene.deliveries()).map((delivery) => [delivery.recipient, delivery]));
      expect(sent.get(one)).toMatchObject({ state: 'SENT', statusCode: 250, attempts: 2 });
      expect(sent.get(other)).toMatchObject({ state: 'FAILED', response: expect.stringContaining('is of no member who may read') });
      const mails = opened.mail.mails.filter(({ to }) => to.some((address) => address.endsWith(`${scene.id}.example`)));
      expect(mails.map(({ to }) => to)).toEqual([[one]]);
      expect(mails[0]?.raw).toContain(`Message-ID: <${sent.get(one).key}@fine-tune-lab>`);
      expect(mails[0]?.raw).toMatch(/Subject: Alert: Traffic/);
      expect(mails[0]?.raw).toContain(`${opened.server.url}/alerts/acknowledge/`);
      const { slug } = await stores.prisma.workspace.findUniqueOrThrow({ where: { id: scene.id } });
      expect(mails[0]?.raw).toContain(`All alerts: ${opened.server.url}/w/${slug}/alerts`);
    });

    test('to Slack, Teams and PagerDuty has the body that each takes; PagerDuty keeps one key from trigger to resolve', async () => {
      const scene = await openScene(opened);
      const make = async (input: object): Promise<string> =>
        (await scene.run('mutation ($input: AlertChannelInput!) { createAlertChannel(input: $input) { channel { id } } }', { input })).data
          .createAlertChannel.channel.id;
      const url = (path: string) => `${opened.receiver.url}${path}`;
      opened.receiver.answer('/pagerduty', { status: 202, text: '{"status":"success"}' });
      opened.receiver.answer('/teams', { status: 202 });
      const ids = [
        await make({ kind: 'SLACK', name: 'slack', url: url('/slack') }),
        await make({ kind: 'TEAMS', name: 'teams', url: url('/teams') }),
        await make({ kind: 'PAGERDUTY', name: 'pagerduty', url: url('/pagerduty'), routingKey: 'R0123456789abcdef0123456789abcde' }),
      ];
      await fire(scene, ids);
      const [{ id }] = (await scene.episodes()) as [{ id: string }];
      await scene.run('mutation ($id: ID!) { acknowledgeAlert(episodeId: $id) { id } }', { id });
      await scene.evaluate(after(3));
      await scene.send();
      const slack = opened.receiver.of('/slack')[0]?.body;
      expect(slack.text).toMatch(/^Alert: Traffic\. The number of messages over 1 minute/);
      expect(slack.blocks[0]).toEqual({ type: 'header', text: { type: 'plain_text', text: 'Alert: Traffic' } });
      // Pages of the workspace of the alert; the path that acknowledges names the workspace itself.
      const { slug } = await opened.server.stores.prisma.workspace.findUniqueOrThrow({ where: { id: scene.id } });
      const home = `${opened.server.url}/w/${slug}`;
      expect(slack.blocks[1].text.text).toContain(`<${home}/messages?`);
      expect(slack.blocks[1].text.text).toContain(`<${opened.server.url}/alerts/acknowledge/`);
      const card = opened.receiver.of('/teams')[0]?.body.attachments[0];
      expect(card).toMatchObject({
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: { type: 'AdaptiveCard', version: '1.2', msteams: { width: 'Full' } },
      });
      expect(card.content.actions[0]).toMatchObject({ title: 'Show', url: expect.stringContaining(`${home}/messages?`) });
      const events = opened.receiver.of('/pagerduty').map(({ body }) => body);
      expect(events.map(({ event_action }) => event_action)).toEqual(['trigger', 'acknowledge', 'resolve']);
      expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(1);
      expect(events[0]).toMatchObject({
        routing_key: 'R0123456789abcdef0123456789abcde',
        client_url: `${home}/alerts`,
        links: [{ href: expect.stringContaining(`${home}/messages?`) }],
        payload: { severity: 'critical', source: expect.any(String) },
      });
      expect(events[1].payload).toBe(undefined);
      expect((await scene.deliveries()).every(({ state }) => state === 'SENT')).toBe(true);
    });
  });
}

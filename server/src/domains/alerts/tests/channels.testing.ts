import { describe, expect, test } from 'vitest';
import { makeTeam } from '../../access/tests/members.testing.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { ask, type Loose } from '../../../server.testing.ts';
import { openScene, type Opened } from './opened.testing.ts';

const create =
  'mutation ($input: AlertChannelInput!) { createAlertChannel(input: $input) { channel { id kind name target isEnabled } secret } }';
const update =
  'mutation ($input: UpdateAlertChannelInput!) { updateAlertChannel(input: $input) { channel { id name target isEnabled disabledReason } secret } }';
const check = 'mutation ($id: ID!) { testAlertChannel(id: $id) { transition state attempts statusCode response } }';

export function testsOfChannels(opened: Opened): void {
  describe('a channel', () => {
    test('names the rules that notify it or escalate to it, of the own workspace', async () => {
      const scene = await openScene(opened);
      const other = await openScene(opened);
      const [used, second, unused] = [
        await scene.makeWebhook('/used'),
        await scene.makeWebhook('/second'),
        await scene.makeWebhook('/unused'),
      ];
      await other.makeRule({ name: 'of another', source: 'GUARDRAIL', channelIds: [(await other.makeWebhook('/used')).id] });
      await scene.makeRule({ name: 'b', source: 'GUARDRAIL', channelIds: [used.id, second.id] });
      await scene.makeRule({
        name: 'a',
        source: 'NO_DATA',
        channelIds: [second.id],
        escalateTo: [used.id],
        escalateAfterMinutes: 30,
      });
      const { alertChannels } = (await scene.run('{ alertChannels { id rules { name } } }')).data;
      const namesOf = (id: string): string[] => alertChannels.find((one: Loose) => one.id === id).rules.map(({ name }: Loose) => name);
      expect([namesOf(used.id), namesOf(second.id), namesOf(unused.id)]).toEqual([['a', 'b'], ['a', 'b'], []]);
      await scene.run('mutation ($id: ID!) { deleteAlertChannel(id: $id) }', { id: used.id });
      const rules = (await scene.run('{ alertRules { name channels { id } escalateTo { id } } }')).data.alertRules;
      expect(rules).toEqual([
        { name: 'a', channels: [{ id: second.id }], escalateTo: [] },
        { name: 'b', channels: [{ id: second.id }], escalateTo: [] },
      ]);
    });

    test('of a webhook shows its secret once, and never its whole address', async () => {
      const scene = await openScene(opened);
      const input = { kind: 'WEBHOOK', name: 'on call', url: `${opened.receiver.url}/hooks/0123456789abcdef` };
      const { channel, secret } = (await scene.run(create, { input })).data.createAlertChannel;
      expect(channel).toMatchObject({ kind: 'WEBHOOK', target: `${opened.receiver.url}/…cdef`, isEnabled: true });
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      const stored = await inWorkspace(scene.id, () =>
        opened.server.stores.prisma.alertChannel.findFirstOrThrow({ where: { workspaceId: scene.id } }),
      );
      expect(JSON.stringify(stored)).not.toContain('0123456789ab');
      expect(JSON.stringify(stored)).not.toContain(secret);
      const rotated = (await scene.run(update, { input: { id: channel.id, name: 'on call', rotateSecret: true } })).data.updateAlertChannel;
      expect(rotated.secret).toMatch(/^whsec_/);
      expect(rotated.secret).not.toBe(secret);
      const renamed = (await scene.run(update, { input: { id: channel.id, name: 'night', isEnabled: false } })).data.updateAlertChannel;
      expect(renamed).toMatchObject({ channel: { name: 'night', isEnabled: false, target: channel.target }, secret: null });
    });

    test('that is deleted is named by no rule any more', async () => {
      const scene = await openScene(opened);
      const { id } = await scene.makeWebhook('/deleted');
      const rule = await scene.makeRule({ name: 'x', source: 'NO_DATA', channelIds: [id], escalateAfterMinutes: 5, escalateTo: [id] });
      expect(rule.channels).toHaveLength(1);
      expect((await scene.run('mutation ($id: ID!) { deleteAlertChannel(id: $id) }', { id })).data.deleteAlertChannel).toBe(id);
      expect(await scene.rule(rule.id)).toMatchObject({ channels: [], escalateTo: [] });
      expect((await scene.run('{ alertChannels { name } }')).data.alertChannels).toEqual([]);
    });

    test.each<[string, object, string, RegExp]>([
      ['no address', { kind: 'SLACK' }, 'input.url', /is missing/],
      ['no web address', { kind: 'TEAMS', url: 'file:///etc/passwd' }, 'input.url', /begins with file:/],
      ['an address that can be read on its way', { kind: 'WEBHOOK', url: 'http://hooks.example.com/x' }, 'input.url', /use https:/],
      ['a password in its address', { kind: 'WEBHOOK', url: 'https://me:secret@example.com/' }, 'input.url', /name or a password/],
      ['a short key', { kind: 'PAGERDUTY', routingKey: 'abc' }, 'input.routingKey', /has 3 characters/],
      ['no recipient', { kind: 'EMAIL' }, 'input.recipients', /is empty/],
      ['a stranger', { kind: 'EMAIL', recipients: ['stranger@example.com'] }, 'input.recipients', /of no member/],
      [
        'a key that is not its own',
        { kind: 'WEBHOOK', url: 'https://example.com/', routingKey: 'x' },
        'input.routingKey',
        /PAGERDUTY alone/,
      ],
    ])('with %s is refused, by the path of the field', async (_name, input, field, reason) => {
      const scene = await openScene(opened);
      const body = await scene.run(create, { input: { name: 'x', ...input } });
      expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_ALERT_CHANNEL', field });
      expect(body.errors[0].extensions.reason).toMatch(reason);
    });

    test('is for admins, and its rules are for editors', async () => {
      const team = await makeTeam(opened.server, ['VIEWER', 'ANALYST', 'EDITOR', 'ADMIN']);
      const codeOf = async (role: 'VIEWER' | 'ANALYST' | 'EDITOR' | 'ADMIN', query: string) =>
        (await ask(opened.server, query, { headers: team.of(role).headers })).body.errors?.[0].extensions.code ?? 'OK';
      const channel = `mutation { createAlertChannel(input: { kind: WEBHOOK, name: "a", url: "https://example.com/" }) { secret } }`;
      const rule = 'mutation { createAlertRule(input: { name: "a", source: NO_DATA }) { id } }';
      expect([await codeOf('EDITOR', channel), await codeOf('ADMIN', channel)]).toEqual(['FORBIDDEN', 'OK']);
      expect([await codeOf('ANALYST', rule), await codeOf('EDITOR', rule)]).toEqual(['FORBIDDEN', 'OK']);
      expect(await codeOf('VIEWER', '{ alertRules { id } alertChannels { target } }')).toBe('OK');
    });

    test('sends a test, and shows what the receiver answered', async () => {
      const scene = await openScene(opened);
      const { id } = await scene.makeWebhook('/test');
      opened.receiver.answer('/test', { status: 503, text: 'later' });
      expect((await scene.run(check, { id })).data.testAlertChannel).toEqual({
        transition: 'TEST',
        state: 'WAITING',
        attempts: 1,
        statusCode: 503,
        response: 'later',
      });
      opened.receiver.answer('/test', { status: 200, text: 'ok' });
      expect((await scene.run(check, { id })).data.testAlertChannel).toMatchObject({ state: 'SENT', statusCode: 200 });
      expect(opened.receiver.of('/test')[1]?.body).toMatchObject({
        type: 'alert.test',
        data: { sentence: 'A person asked for this test. Nothing is wrong.', episodes: [] },
      });
    });

    test('of mail reaches the member', async () => {
      const team = await makeTeam(opened.server, ['ADMIN']);
      const { headers, email } = team.of('ADMIN') as { headers: Record<string, string>; email: string };
      const input = { kind: 'EMAIL', name: 'mail', recipients: [email] };
      const made = (await ask(opened.server, create, { variables: { input }, headers })).body.data.createAlertChannel;
      expect(made).toMatchObject({ channel: { target: email }, secret: null });
      const sent = (await ask(opened.server, check, { variables: { id: made.channel.id }, headers })).body.data.testAlertChannel;
      expect(sent).toMatchObject({ state: 'SENT', statusCode: 250 });
      const mail = opened.mail.mails.find(({ to }) => to.includes(email));
      expect(mail?.raw).toContain('Nothing is wrong');
    });
  });
}

import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import pino from 'pino';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { drainProjection } from '../../../background.ts';
import { createMailer } from '../../../platform/mail/mail.ts';
import { startJobs } from '../../../platform/jobs/runner.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { createApiKey } from '../../access/commands.ts';
import { useInstallation } from '../../access/load/installation.ts';
import { removeOrphans } from '../../artifacts/commands.ts';
import { deleteUserJob } from '../../deletions/background/delete-user.ts';
import { makeExportJob } from '../background/make-export.ts';
import { removeExpiredDataExports } from '../commands/close.ts';
import { openMailSink } from '../../people/tests/mail.testing.ts';
import { runDueSchedules, saveExportSchedule } from '../commands/schedules.ts';
import { download, exported, exportFields, haveMessages, keyOf, shown, work } from './files.testing.ts';

const everything = { type: 'COMPLETE', format: 'JSONL', filter: {} };
const create = `mutation ($input: ExportInput!) { createExport(input: $input) { ${exportFields} } }`;
const cancel = `mutation ($id: ID!) { cancelExport(id: $id) { ${exportFields} } }`;

export function workTests(server: () => TestServer, folder: () => string): void {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    workspace = await openTestWorkspace(server());
    await haveMessages(server(), workspace.id);
  });
  const created = async (input: object = everything): Promise<Loose> => (await workspace.run(create, { input })).data.createExport;
  const kept = (id: string): Promise<string[]> => readdir(join(folder(), 'artifacts', workspace.id, 'exports', keyOf(id))).catch(() => []);
  const parts = (): Promise<string[]> => readdir(join(folder(), 'artifacts', '.incoming')).catch(() => []);

  test('progress is followed over the WebSocket, until the file is ready', async () => {
    const { id } = await created();
    const client = createClient({
      url: `ws://127.0.0.1:${server().port}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${workspace.secret}` },
    });
    const states: string[] = [];
    const following = (async () => {
      const query = `subscription ($id: ID!) { exportChanged(id: $id) { ${exportFields} } }`;
      for await (const { data } of client.iterate<Loose>({ query, variables: { id } })) {
        states.push(data.exportChanged.status);
        if (data.exportChanged.status === 'READY' && data.exportChanged.task.status === 'SUCCEEDED') return data.exportChanged;
      }
    })();
    await vi.waitFor(() => expect(states).toEqual(['QUEUED']), { timeout: 20_000 });
    const jobs = startJobs(server().stores, {
      live: server().live,
      jobs: [makeExportJob],
      schedules: [],
      onChanged: (taskId, status) => server().live.publish('task.changed', taskId, { status }),
      onError: (_task, error) => states.push(String(error)),
    });
    expect(await following).toMatchObject({ writtenCount: 17, task: { doneCount: 17, totalCount: 17 } });
    await client.dispose();
    await jobs.stop();
  });

  test('one that is cancelled before or while it is made leaves nothing', async () => {
    const before = await created();
    expect((await workspace.run(cancel, { id: before.id })).data.cancelExport).toMatchObject({ status: 'CANCELLED', path: null });
    await work(server(), workspace.id, keyOf(before.id));
    const { id } = await created();
    // Between its last look and the end.
    const { task } = await server().stores.prisma.export.findUniqueOrThrow({ where: { id: keyOf(id) }, include: { task: true } });
    let isCancelled = false;
    const report = async (): Promise<void> => {
      if (!isCancelled) await workspace.run(cancel, { id });
      isCancelled = true;
    };
    await makeExportJob.run(server().stores, task, report, new AbortController().signal, server().live);
    expect(await shown(workspace, id)).toMatchObject({ status: 'CANCELLED', path: null, failure: null });
    expect([await kept(before.id), await kept(id), await parts()]).toEqual([[], [], []]);
  });

  test('one that is cut off begins again, and what an ended server has half written is removed', async () => {
    const { id } = await created();
    const stopping = new AbortController();
    stopping.abort();
    await work(server(), workspace.id, keyOf(id), stopping.signal);
    expect([await kept(id), await parts()]).toEqual([[], []]);
    expect(await shown(workspace, id)).toMatchObject({ status: 'QUEUED', path: null });
    const incoming = join(folder(), 'artifacts', '.incoming');
    await mkdir(incoming, { recursive: true });
    for (const name of ['of-an-ended-server', 'of-a-server-at-work']) await writeFile(join(incoming, name), 'half');
    const longAgo = new Date(Date.now() - 7 * 3_600_000);
    await utimes(join(incoming, 'of-an-ended-server'), longAgo, longAgo);
    await removeOrphans(server().stores);
    expect(await parts()).toEqual(['of-a-server-at-work']);
    await work(server(), workspace.id, keyOf(id));
    expect(await shown(workspace, id)).toMatchObject({ status: 'READY', writtenCount: 17 });
    expect(await kept(id)).toEqual(['file']);
    // A second worker that took the task changes nothing.
    await work(server(), workspace.id, keyOf(id));
    expect(await kept(id)).toEqual(['file']);
  });

  test('a file that lacks rows is not kept, and says how many', async () => {
    const lacking = await openTestWorkspace(server());
    await haveMessages(server(), lacking.id);
    const { id } = (await lacking.run(create, { input: everything })).data.createExport;
    // The facts still know what PostgreSQL does not have.
    await server().stores.prisma.message.deleteMany({ where: { workspaceId: lacking.id, externalId: 'm-3' } });
    await expect(work(server(), lacking.id, keyOf(id))).rejects.toThrow('16 rows were written where 17 were expected');
    expect(await shown(lacking, id)).toMatchObject({
      path: null,
      failure: '16 rows were written where 17 were expected; the file was not kept.',
    });
    expect(await readdir(join(folder(), 'artifacts', lacking.id)).catch(() => [])).toEqual([]);
    expect(await parts()).toEqual(['of-a-server-at-work']);
  });

  describe('who may have a file', () => {
    let made: Loose;
    beforeAll(async () => {
      made = await exported(server(), workspace, { type: 'OVERVIEW', format: 'CSV', filter: {} });
    });

    test('viewers of its workspace with the permission', async () => {
      const answer = await download(server(), made.path, workspace.secret);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="overview-[\d-]{10}-[\da-f]{8}\.csv"$/);
      const stranger = await openTestWorkspace(server());
      expect((await download(server(), made.path, stranger.secret)).status).toBe(404);
      expect((await stranger.run(cancel, { id: made.id })).errors[0].extensions.code).toBe('NOT_FOUND');
      const { secret } = await createApiKey(server().stores, { workspaceId: workspace.id, name: 'viewer', role: 'VIEWER' });
      expect((await download(server(), made.path, secret)).status).toBe(403);
    });

    test('the bearer of a signed link, unchanged and in its time; both downloads are in the trail', async () => {
      expect((await download(server(), made.link)).status).toBe(200);
      const [id = '', workspaceId, until, signature = ''] = made.link.slice('/downloads/'.length).split('.');
      expect(id).toBe(keyOf(made.id));
      const mailed = `/v1/exports/${id}?${new URLSearchParams({ workspaceId: workspaceId ?? '', until: until ?? '', signature })}`;
      expect((await download(server(), mailed)).status, 'as mails of before hold it').toBe(200);
      for (const forged of [
        [id, workspaceId, 99_999_999_999, signature],
        [id, workspaceId, until, `${signature.startsWith('a') ? 'b' : 'a'}${signature.slice(1)}`],
        [id, (await openTestWorkspace(server())).id, until, signature],
        [crypto.randomUUID(), workspaceId, until, signature],
        [id, workspaceId, until],
        [id],
      ])
        expect((await fetch(`${server().url}/downloads/${forged.join('.')}`, { headers: { 'x-api-key': 'ftl_wrong' } })).status).toBe(401);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
      try {
        expect((await fetch(`${server().url}${made.link}`, { headers: { 'x-api-key': 'ftl_wrong' } })).status).toBe(401);
        // the bearer who has no account here reads what became of the link
        const over = await fetch(`${server().url}${made.link}`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
        expect(over.status).toBe(401);
        expect((await over.json()).errors[0].message).toMatch(/^This link does not admit: its time is over/);
      } finally {
        vi.useRealTimers();
      }
      const { data } = await workspace.run('{ auditLog { edges { node { action actor { kind } } } } }');
      const actions = data.auditLog.edges.map(({ node }: Loose) => node.action);
      expect(actions).toEqual(expect.arrayContaining(['downloadExport', 'downloadExportByLink', 'createExport']));
    });

    test('no viewer after its days', async () => {
      await removeExpiredDataExports(server().stores, new Date(Date.now() + 6 * 86_400_000));
      expect((await download(server(), made.path, workspace.secret)).status).toBe(200);
      await removeExpiredDataExports(server().stores, new Date(Date.now() + 8 * 86_400_000));
      // also for who may export and may not have what is stored of a user
      const { secret } = await createApiKey(server().stores, { workspaceId: workspace.id, name: 'analyst', role: 'ANALYST' });
      for (const key of [workspace.secret, secret]) expect((await download(server(), made.path, key)).status).toBe(404);
      expect(await shown(workspace, made.id)).toMatchObject({ status: 'REMOVED', path: null, link: null });
      expect(await kept(made.id)).toEqual([]);
    });
  });

  test('only so many wait at a time', async () => {
    const waiting = await openTestWorkspace(server());
    const ask = () => waiting.run(create, { input: { type: 'OVERVIEW', format: 'CSV' } });
    const asked = await Promise.all(Array.from({ length: 24 }, ask));
    expect(asked.filter(({ errors }) => errors === undefined)).toHaveLength(20);
    expect((await ask()).errors[0].extensions).toMatchObject({ code: 'BAD_EXPORT' });
  });

  describe('a schedule', () => {
    const fields = 'id name nextRuns failure isPaused time weekday dayCount exports { id status dueAt filter mail }';
    const save = `mutation ($input: ExportScheduleInput!) { saveExportSchedule(input: $input) { ${fields} } }`;
    const list = async (): Promise<Loose> => (await workspace.run(`{ exportSchedules { ${fields} } }`)).data.exportSchedules;
    const daily = {
      name: 'Every morning',
      type: 'OVERVIEW',
      format: 'CSV',
      filter: { models: ['priced'] },
      every: 'DAILY',
      time: '07:30',
      timeZone: 'Europe/Berlin',
    };
    const context = () => ({ stores: server().stores, live: server().live, onError: (error: unknown) => expect(error).toBeNull() });

    test('runs once at its time, about the whole days before, and names its next runs', async () => {
      const { data } = await workspace.run(save, { input: daily });
      const { nextRuns } = data.saveExportSchedule;
      expect(nextRuns).toHaveLength(3);
      const due = new Date(nextRuns[0]);
      await runDueSchedules(context(), new Date(due.getTime() - 1));
      expect((await list())[0].exports).toEqual([]);
      await Promise.all([1, 2].map(() => runDueSchedules(context(), due)));
      await runDueSchedules(context(), new Date(due.getTime() + 60_000));
      const [{ exports: made, failure }] = await list();
      expect(failure).toBeNull();
      expect(made).toMatchObject([{ status: 'QUEUED', dueAt: nextRuns[0], mail: null }]);
      const { from, to, timeZone, models } = made[0].filter;
      expect([timeZone, models, (Date.parse(to) - Date.parse(from)) / 3_600_000]).toEqual(['Europe/Berlin', ['priced'], 24]);
      expect(due.getTime() - Date.parse(to)).toBe(7.5 * 3_600_000);
      await work(server(), workspace.id, keyOf(made[0].id));
      expect((await list())[0].exports).toMatchObject([{ status: 'READY', mail: 'NO_RECIPIENT' }]);
    });

    test('of which runs were missed makes the one that was due', async () => {
      const { stores } = server();
      const [{ id, exports: before }] = await list();
      await stores.prisma.exportSchedule.update({ where: { id: keyOf(id) }, data: { nextAt: new Date(Date.now() - 5 * 86_400_000) } });
      await runDueSchedules(context(), new Date());
      const [{ exports: after, nextRuns }] = await list();
      expect(after).toHaveLength(before.length + 1);
      expect(Date.parse(nextRuns[0])).toBeGreaterThan(Date.now());
    });

    test('sends the link to members who may read at that time, as long as who saved it may export', async () => {
      const { stores } = server();
      const sink = await openMailSink();
      const mailer = createMailer({ url: sink.url, from: 'lab@example.com' }, pino({ level: 'silent' }));
      useInstallation(stores, { mailer, origin: server().url });
      const name = crypto.randomUUID();
      const person = await stores.prisma.person.create({ data: { name, email: `${name}@example.com` } });
      const member = await stores.prisma.member.create({ data: { workspaceId: workspace.id, personId: person.id, role: 'ANALYST' } });
      const viewer = { workspaceId: workspace.id, person };
      const asked = { ...daily, name: 'Mailed', recipients: [person.email], type: 'OVERVIEW', format: 'CSV', every: 'DAILY' } as const;
      const saved = await saveExportSchedule(stores, viewer, asked, new Date());
      if (!saved.ok) throw saved.failure;
      const ran = async (): Promise<Loose> => {
        await stores.prisma.exportSchedule.update({ where: { id: saved.value }, data: { nextAt: new Date(Date.now() - 60_000) } });
        await runDueSchedules(context(), new Date());
        const { exports: made } = (await list()).find((schedule: Loose) => schedule.name === 'Mailed');
        await work(server(), workspace.id, keyOf(made[0].id));
        return (await list()).find((schedule: Loose) => schedule.name === 'Mailed');
      };
      expect((await ran()).exports).toMatchObject([{ status: 'READY', mail: 'SENT' }]);
      expect(sink.mails).toMatchObject([{ to: [person.email], from: 'lab@example.com' }]);
      expect((await fetch((sink.mails[0] as { link: string }).link)).status).toBe(200);
      const { slug } = await stores.prisma.workspace.findUniqueOrThrow({ where: { id: workspace.id } });
      expect(sink.mails[0]?.raw).toContain(`Its page is ${server().url}/w/${slug}/exports.`);
      await stores.prisma.member.update({ where: { id: member.id }, data: { role: 'REVIEWER' } });
      const after = await ran();
      expect(after.exports).toHaveLength(1);
      expect(after.failure).toContain('may not export');
      expect(sink.mails).toHaveLength(1);
      useInstallation(stores, { mailer: null });
      await mailer.close();
      await sink.close();
    });

    test('that is paused or is archived with its workspace makes none', async () => {
      const { data } = await workspace.run(save, { input: { ...daily, isPaused: true } });
      expect(data.saveExportSchedule).toMatchObject({ isPaused: true, nextRuns: [] });
      const before = await server().stores.prisma.export.count({ where: { workspaceId: workspace.id } });
      await runDueSchedules(context(), new Date(Date.now() + 3 * 86_400_000));
      expect(await server().stores.prisma.export.count({ where: { workspaceId: workspace.id } })).toBe(before);
    });
  });

  // Last: it takes the user's messages.
  test('a user who is erased takes files with messages along, also those that are being made; numbers stay', async () => {
    const { stores, live } = server();
    await drainProjection(stores);
    const numbers = await exported(server(), workspace, { type: 'MODEL_COMPARISON', format: 'CSV', filter: {} });
    const messages = await exported(server(), workspace, everything);
    const waiting = await created();
    const naming = await exported(server(), workspace, { type: 'OVERVIEW', format: 'CSV', filter: { not: { users: ['u-1'] } } });
    const { data } = await workspace.run('mutation { deleteUser(input: { userId: "u-1" }) { id } }');
    const deletion = await stores.prisma.userDeletion.findUniqueOrThrow({
      where: { id: keyOf(data.deleteUser.id) },
      include: { task: true },
    });
    let isDone = false;
    const erasing = deleteUserJob
      .run(stores, deletion.task, async () => {}, new AbortController().signal, live)
      .finally(() => (isDone = true));
    while (!isDone) await drainProjection(stores).then(() => new Promise((resolve) => setTimeout(resolve, 50)));
    await erasing;
    await work(server(), workspace.id, keyOf(waiting.id));
    expect(await shown(workspace, messages.id)).toMatchObject({ status: 'REMOVED', path: null });
    expect(await kept(messages.id)).toEqual([]);
    expect(await shown(workspace, waiting.id)).toMatchObject({ status: 'FAILED', failure: expect.stringContaining('erased') });
    expect(await shown(workspace, naming.id)).toBeNull();
    expect((await download(server(), numbers.path, workspace.secret)).status).toBe(200);
  });
}

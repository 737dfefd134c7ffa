import type { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';

const openAiKey = `sk-proj-${'A1b2'.repeat(10)}`;

/** What only one may know does not come into the trail, which no one can change. */
export function secretTests(at: () => { server: TestServer; owner: Client }): void {
  const masked = async (value: unknown): Promise<unknown> =>
    (await at().owner.query('SELECT audit_mask($1::jsonb) AS masked', [JSON.stringify(value)])).rows[0].masked;

  describe('a secret is masked', () => {
    test.each([
      ['python train.py --token abc-123 --epochs 3', 'python train.py --token ••• --epochs 3'],
      ['train --api-key=s3cr3t --hub-token "a b" x', 'train --api-key=••• --hub-token ••• x'],
      ['HF_TOKEN=hf123 WANDB_API_KEY=0123 python x.py', 'HF_TOKEN=••• WANDB_API_KEY=••• python x.py'],
      ['curl -H "Authorization: Bearer abcdef" http://u:p4ss@host/x', 'curl -H "Authorization: ••• •••" http://u:•••@host/x'],
      ['{"clientSecret": "x y", "lr": 1}', '{"clientSecret": •••, "lr": 1}'],
      ['password: hunter2', 'password: •••'],
      [`use ${openAiKey}, or ghp_${'a'.repeat(36)}`, 'use •••, or •••'],
      ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- after', '••• after'],
      ['a token of AKIAIOSFODNN7EXAMPLE', 'a token of •••'],
    ])('in a text: %s', async (text, expected) => expect(await masked(text)).toBe(expected));

    test.each([
      'python train.py --tokenizer gpt2 --max-tokens 512 --pad-token "<pad>" --use-auth-token --bf16',
      'basic finetuning of a key model, sk-learn-style-names-of-many-things',
      'tokens: 5, secretary: Bob, https://host/path:80/x@y',
    ])('and nothing else: %s', async (text) => expect(await masked(text)).toBe(text));

    test('by the name that it stands under, at any depth, and behind its option in a list of arguments', async () => {
      expect(
        await masked({
          api_key: 'x',
          env: { DB_PASSWORD: 123456, HUB_TOKEN: 'x', 'x-api-key': 'x' },
          nested: [{ clientSecret: { value: 'x' } }],
          args: ['--token', 'x', '--epochs', '3'],
          pad_token: '<pad>',
          eosToken: 'end',
          cost_per_token: 0.1,
          max_tokens: 512,
          learning_rate: 1e-5,
          usesPassword: true,
        }),
      ).toEqual({
        api_key: '•••',
        env: { DB_PASSWORD: '•••', HUB_TOKEN: '•••', 'x-api-key': '•••' },
        nested: [{ clientSecret: '•••' }],
        args: ['--token', '•••', '--epochs', '3'],
        pad_token: '<pad>',
        eosToken: 'end',
        cost_per_token: 0.1,
        max_tokens: 512,
        learning_rate: 1e-5,
        usesPassword: true,
      });
    });

    test('in what a training configuration changes, its name in the trail included', async () => {
      const workspace = await openTestWorkspace(at().server);
      const save = 'mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }';
      const input = {
        name: `run ${openAiKey}`,
        command: 'python train.py --token sk-live-SECRET',
        parameters: { api_key: 'sk-live-SECRET', password: 'hunter2', epochs: 3 },
      };
      const { errors } = await workspace.run(save, { input });
      expect(errors).toBeUndefined();
      const { rows } = await at().owner.query<Loose>(
        `SELECT target_name, after FROM audit_entries WHERE workspace_id = $1 AND action = 'saveTrainingConfiguration'`,
        [workspace.id],
      );
      expect(rows.length).toBeGreaterThan(0);
      const text = JSON.stringify(rows);
      expect(text).toContain('epochs');
      for (const secret of ['sk-live-SECRET', 'hunter2', openAiKey]) expect(text).not.toContain(secret);
    });
  });
}

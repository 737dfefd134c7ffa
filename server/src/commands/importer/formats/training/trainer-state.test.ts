import { describe, expect, test } from 'vitest';
import { readFileAs, useFolder, writtenAt } from '../../runs/reading.testing.ts';
import { trainerState } from './trainer-state.ts';

const folder = useFolder();
const read = async (name: string, text: string) => readFileAs(trainerState, await folder.write(name, text));
const state = (history: readonly string[], members: object = {}): string =>
  `{\n${Object.entries({ epoch: 2, global_step: 20, max_steps: 40, num_train_epochs: 4, best_model_checkpoint: null, ...members })
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
    .join('')}  "log_history": [\n    ${history.join(',\n    ')}\n  ]\n}\n`;
const summary = '{"epoch": 2, "step": 20, "total_flos": 5.5, "train_loss": 1.25, "train_runtime": 100.0, "train_steps_per_second": 0.2}';

describe('trainer_state.json', () => {
  test('is recognised by its members, wherever they stand', () => {
    expect(trainerState.recognises('{"best_metric": null, "log_history": [', 'a.json')).toBe(true);
    expect(trainerState.recognises('{"global_step": 1, "best_model_checkpoint": null, "epoch": 1', 'a.json')).toBe(true);
    expect(trainerState.recognises('{"global_step": 1}', 'trainer_state.json')).toBe(false);
    expect(trainerState.recognises('[{"log_history": []}]', 'trainer_state.json')).toBe(false);
  });

  test('gives every number of train, evaluation and summary entries, bare NaN and infinities included', async () => {
    const { series, bad } = await read(
      'nan/trainer_state.json',
      state([
        '{"epoch": 1.0, "step": 10, "loss": 2.5, "grad_norm": Infinity, "learning_rate": 5e-05}',
        '{"epoch": 1.0, "step": 10, "eval_loss": NaN, "eval_other_loss": 2.75, "eval_runtime": 0.5}',
        '{"epoch": 2.0, "step": 20, "loss": 0.0, "grad_norm": NaN, "lr": "1e-05", "remaining_time": "59h:30m:19s"}',
        summary,
      ]),
    );
    expect(bad).toEqual([]);
    expect(series).toEqual({
      epoch: ['10 1', '10 1', '20 2', '20 2'],
      loss: ['10 2.5', '20 0'],
      grad_norm: ['10 Infinity', '20 NaN'],
      learning_rate: ['10 0.00005'],
      lr: ['20 0.00001'],
      eval_loss: ['10 NaN'],
      eval_other_loss: ['10 2.75'],
      eval_runtime: ['10 0.5'],
      total_flos: ['20 5.5'],
      train_loss: ['20 1.25'],
      train_runtime: ['20 100'],
      train_steps_per_second: ['20 0.2'],
    });
  });

  test('spreads its steps over the time that it took, up to when the file was written', async () => {
    const { points, facts } = await read(
      'times/trainer_state.json',
      state(['{"step": 10, "loss": 1}', '{"step": 20, "loss": 1}', summary]),
    );
    const at = (step: number) => points.find((point) => point.step === step)?.at;
    expect(facts.startedAt).toEqual(new Date(writtenAt.getTime() - 100_000));
    expect(at(10)).toEqual(new Date(writtenAt.getTime() - 50_000));
    expect(at(20)).toEqual(writtenAt);
  });

  test('takes the seconds of each entry where a trainer writes them, and none of its own where there are none', async () => {
    const { points } = await read('seconds/trainer_state.json', state(['{"step": 10, "loss": 1, "train_runtime": 20}', summary]));
    expect(points[0]?.at).toEqual(new Date(writtenAt.getTime() - 80_000));
    const without = await read('without/trainer_state.json', state(['{"step": 10, "loss": 1}']));
    expect(without.points[0]?.at).toEqual(writtenAt);
    expect(without.facts.startedAt).toEqual(writtenAt);
  });

  test.each([
    ['a summary', [summary], {}, { status: 'FINISHED', reason: 'COMPLETED' }],
    ['all steps', ['{"step": 40, "loss": 1}'], { global_step: 40 }, { status: 'FINISHED', reason: 'COMPLETED' }],
    [
      'a summary and the callback for early stopping',
      [summary],
      { stateful_callbacks: { EarlyStoppingCallback: {} } },
      { status: 'FINISHED', reason: 'EARLY_STOPPED' },
    ],
    ['half of the steps', ['{"step": 20, "loss": 1}'], {}, { status: 'INTERRUPTED', details: 'Its file ends at step 20 of 40.' }],
    ['no number of steps', ['{"step": 20, "loss": 1}'], { max_steps: -1 }, { status: 'UNKNOWN', details: 'Its file ends at step 20.' }],
  ])('with %s has ended accordingly', async (name, history, members, end) => {
    expect((await read(`${name}/trainer_state.json`, state(history, members))).ends).toEqual([end]);
  });

  test('begins as its checkpoints do, whatever the order of members and the white space', async () => {
    const entry = '{"epoch": 0.5, "loss": 1.5, "step": 10}';
    const checkpoint = await read('run/checkpoint-10/trainer_state.json', state([entry]));
    const whole = await read('run/trainer_state.json', state(['{"step":10,"epoch":0.5,"loss":1.5}', '{"step": 20, "loss": 1}', summary]));
    const other = await read('other/trainer_state.json', state(['{"epoch": 0.5, "loss": 1.25, "step": 10}']));
    expect(checkpoint.identity).toEqual(whole.identity);
    expect(other.identity).not.toEqual(whole.identity);
    expect([checkpoint.facts.name, whole.facts.name, other.facts.name]).toEqual([
      ...Array.from({ length: 2 }, () => whole.facts.name),
      'other',
    ]);
  });

  test('names what it was trained with, and the model that an adapter beside it adapts', async () => {
    await folder.write('lora/adapter_config.json', '{"base_model_name_or_path": "meta-llama/Llama-3.2-1B", "r": 8}');
    const { facts } = await read(
      'lora/trainer_state.json',
      state([summary], { train_batch_size: 8, num_input_tokens_seen: 512, trial_name: null }),
    );
    expect(facts).toMatchObject({
      name: 'lora',
      baseModel: 'meta-llama/Llama-3.2-1B',
      totalEpochs: 4,
      totalSteps: 40,
      totalTokensProcessed: 512,
      hyperparameters: { train_batch_size: 8, num_train_epochs: 4, max_steps: 40 },
    });
    expect(facts.hyperparameters).not.toHaveProperty('trial_name');
  });

  test('an entry without a step is placed by its epoch, or where the one before it stands', async () => {
    const byEpoch = await read('epoch/trainer_state.json', state(['{"epoch": 0.5, "loss": 3}', '{"epoch": 1, "eval_loss": 2}']));
    expect(byEpoch.series).toMatchObject({ loss: ['5 3'], eval_loss: ['10 2'] });
    const byOrder = await read('order/trainer_state.json', state(['{"step": 7, "loss": 3}', '{"eval_loss": 2}'], { epoch: null }));
    expect(byOrder.series).toEqual({ loss: ['7 3'], eval_loss: ['7 2'] });
  });

  test('a bad entry is reported with its line, and costs no other', async () => {
    const { bad, series } = await read(
      'bad/trainer_state.json',
      state(['{"step": -1, "loss": 3}', '{"step": 1.5, "loss": 3}', '{broken}', '5', '{"step": 9, "loss": 2}']),
    );
    expect(bad).toEqual([
      expect.stringMatching(/^8: step is -1; a whole number from 0 is expected/),
      expect.stringMatching(/^9: step is 1\.5/),
      expect.stringMatching(/^10:  is not JSON/),
      '11:  is no object',
    ]);
    expect(series['loss']).toEqual(['9 2']);
  });

  test('that is cut off gives what is whole, and fails then', async () => {
    const whole = state(['{"step": 1, "loss": 3}', '{"step": 2, "loss": 2}']);
    const source = await trainerState.open(await folder.write('cut/trainer_state.json', whole.slice(0, whole.indexOf('"step": 2'))));
    const steps: number[] = [];
    const reading = (async () => {
      for await (const record of source.read()) if (record.kind === 'point') steps.push(record.step);
    })();
    await expect(reading).rejects.toThrow('the file ends before its object does');
    expect(steps).toEqual([1]);
  });
});

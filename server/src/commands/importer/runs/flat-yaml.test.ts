import { expect, test } from 'vitest';
import { flatYaml } from './flat-yaml.ts';

test('scalars of a meta.yaml are read as PyYAML writes them', () => {
  const text = `artifact_uri: file:///runs/mlruns/0/artifacts
end_time: 1795901080026
entry_point_name: ''
experiment_id: '425353209374807005'
name: 'it''s an experiment: "x"'
run_name: "tab\\t \\u2014 \\xE4 and
  a second line"
long: a plain text that goes on
  over two lines
empty: null
tags: []
unset:
inputs:
- one
`;
  expect(Object.fromEntries(flatYaml(text))).toEqual({
    artifact_uri: 'file:///runs/mlruns/0/artifacts',
    end_time: '1795901080026',
    entry_point_name: '',
    experiment_id: '425353209374807005',
    name: `it's an experiment: "x"`,
    run_name: 'tab\t — ä and a second line',
    long: 'a plain text that goes on over two lines',
  });
});

test('what is no mapping has no values', () => {
  expect(flatYaml('').size).toBe(0);
  expect(flatYaml('- a\n- b\n').size).toBe(0);
  expect(flatYaml('\u0000\u0001').size).toBe(0);
});

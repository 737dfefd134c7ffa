import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { setPreference } from './commands.ts';
import { preferencesFor } from './load.ts';
import { maxValueBytes, preferenceKinds, preferenceNames } from './types.ts';

builder.queryField('preferences', (t) =>
  t.field({
    type: 'JSON',
    authScopes: { may: 'OWN_ACCOUNT' },
    description:
      'What the viewer has set for itself, by name: for every workspace, and for this one. Empty for a key of the workspace, which is no person.',
    resolve: (_root, _args, { stores, viewer }) => preferencesFor(stores, viewer),
  }),
);

const SetPreferenceInput = builder.inputType('SetPreferenceInput', {
  description: 'A preference of the viewer to set.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: `Name of the preference. ${preferenceNames.map((name) => `"${name}" sets ${preferenceKinds[name].what}${preferenceKinds[name].isOfWorkspace ? ' in this workspace' : ''}`).join('; ')}.`,
    }),
    value: t.field({
      type: 'JSON',
      description: `Value of the preference, at most ${maxValueBytes} bytes of JSON; null: the preference is taken back.`,
    }),
  }),
});

builder.mutationField('setPreference', (t) =>
  t.field({
    type: 'JSON',
    authScopes: { may: 'OWN_ACCOUNT' },
    description:
      'Sets a preference of the viewer, or takes it back where the value is null, and returns all preferences of the viewer by name.',
    args: { input: t.arg({ type: SetPreferenceInput, required: true, description: 'The preference to set.' }) },
    resolve: async (_root, { input }, { stores, viewer }) => unwrap(await setPreference(stores, viewer, input), 'input'),
  }),
);

import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { TrainingJobRef } from '../training/schema/job.ts';
import { listArtifacts } from './commands.ts';
import { maxListed, type ArtifactEntry } from './types.ts';

interface ShownArtifact extends ArtifactEntry {
  readonly jobId: string;
  readonly path: string;
}

const ArtifactRef = builder.objectRef<ShownArtifact>('TrainingArtifact').implement({
  description: 'A file of a training job, or a folder of files.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name in its folder.' }),
    path: t.exposeString('path', { description: 'Path below the folder of the job.' }),
    isFolder: t.exposeBoolean('isFolder', { description: 'Whether it is a folder.' }),
    sizeBytes: t.exposeFloat('sizeBytes', { nullable: true, description: 'Size of the file in bytes; null: it is a folder.' }),
    url: t.string({
      nullable: true,
      description: 'Path of this server at which the file can be downloaded; null: it is a folder.',
      resolve: ({ jobId, path, isFolder }) => (isFolder ? null : downloadPath(jobId, path)),
    }),
  }),
});

/** As MLflow's clients download it; the experiment in it is not looked at. */
const downloadPath = (jobId: string, path: string): string =>
  `/api/2.0/mlflow-artifacts/artifacts/0/${jobId.replaceAll('-', '')}/artifacts/${path.split('/').map(encodeURIComponent).join('/')}`;

builder.prismaObjectFields(TrainingJobRef, (t) => ({
  artifacts: t.field({
    type: [ArtifactRef],
    description: `Files and folders of one folder of the job, by name, at most ${maxListed.toLocaleString('en')}; of a file itself alone.`,
    args: { path: t.arg.string({ description: 'Path of the folder; absent: the folder of the job.' }) },
    select: { id: true },
    resolve: async ({ id }, { path }, { stores, viewer }) => {
      const folder = (path ?? '').replace(/\/$/, '');
      const entries = unwrap(await listArtifacts(stores, { workspaceId: viewer.workspaceId, kind: 'jobs', id }, folder));
      const [only] = entries;
      const isFile = entries.length === 1 && only?.isFolder === false && folder.split('/').at(-1) === only.name;
      return entries.map((entry) => ({
        ...entry,
        jobId: id,
        path: folder === '' ? entry.name : isFile ? folder : `${folder}/${entry.name}`,
      }));
    },
  }),
}));

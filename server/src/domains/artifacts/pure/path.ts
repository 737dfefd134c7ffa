import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BadArtifactPath } from '../errors.ts';

/** What file systems take as one name, in bytes. */
const maxNameBytes = 255;
const maxPathBytes = 1_024;
const maxDepth = 32;
/** NUL and other control characters, and the separator of Windows. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u001f\u007f\\]/;

/** The names of a path below a job's folder, first to last; none: the folder itself. No such path leads out of it. */
export function artifactPath(path: string, field = 'path'): Result<string[], BadArtifactPath> {
  const refuse = (reason: string) => fail(new BadArtifactPath(field, reason));
  if (path === '') return succeed([]);
  if (Buffer.byteLength(path) > maxPathBytes) return refuse(`has more than ${maxPathBytes} bytes`);
  if (!path.isWellFormed()) return refuse('is not valid Unicode');
  if (forbidden.test(path)) return refuse('contains a backslash or a control character');
  if (path.startsWith('/')) return refuse('begins with a slash; a path below the folder is taken');
  const names = path.replace(/\/$/, '').split('/');
  if (names.length > maxDepth) return refuse(`has ${names.length} parts; at most ${maxDepth} are taken`);
  for (const name of names) {
    if (name === '' || name === '.' || name === '..')
      return refuse(`has the part ${JSON.stringify(name)}; a path without detours is taken`);
    if (Buffer.byteLength(name) > maxNameBytes) return refuse(`has a part of more than ${maxNameBytes} bytes`);
    if (/^[a-z]:$/i.test(name)) return refuse(`has the part ${JSON.stringify(name)}, which names a drive`);
  }
  return succeed(names);
}

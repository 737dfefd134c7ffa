import type { Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readCount, readEnum, readLine, readList, shown, type Fields } from '../../../platform/ingest/values.ts';
import { BadStudy } from '../errors.ts';
import { readPruner } from './pruner.ts';
import { readBaseline } from './baseline.ts';
import { readSpace } from './space.ts';
import { gridOf, gridSize, maxGridPoints } from '../pure/grid.ts';
import { studyDirections, studyMethods, type SearchSpace, type StudyDirection, type StudyMethod } from '../types.ts';

export const maxNameLength = 200;
/** Trials of a study. */
export const mostTrials = 20_000;
export const maxObjectives = 4;
export const maxParallel = 100;
export const maxTimeoutSeconds = 31_536_000;
const maxObjectiveName = 200;

export type StudyInput = Fields;

interface Objective {
  readonly name: string;
  readonly direction: StudyDirection;
}

/** The study as it can be stored, or every field at fault. */
export function checkStudy(input: StudyInput) {
  const objectives = readObjectives(input);
  const space = readSpace(input);
  const method = readEnum<StudyMethod>(input, 'method', studyMethods) ?? 'TPE';
  const objectiveCount = Array.isArray(objectives) ? objectives.length : 1;
  const checked = checkInput(
    {
      name: readLine(input, 'name', maxNameLength),
      method: method instanceof Problem ? method : (methodProblem(method, objectiveCount) ?? method),
      objectives,
      searchSpace: space,
      pruner: readPruner(input, objectiveCount),
      seed: readSeed(input),
      maxTrials: readWithin(input, 'maxTrials', mostTrials),
      trialTimeoutSeconds: readWithin(input, 'trialTimeoutSeconds', maxTimeoutSeconds),
      maxParallel: readWithin(input, 'maxParallel', maxParallel),
      baseline: readBaseline(input, objectiveCount),
    },
    BadStudy,
  );
  return checked.ok ? withGrid(checked.value) : checked;
}

/** A grid has as many trials as points, and no more than can be counted through. */
function withGrid<Study extends { method: StudyMethod; searchSpace: SearchSpace; seed: number; maxTrials: number | null }>(
  study: Study,
): Result<Study, BadStudy> {
  if (study.method !== 'GRID') return { ok: true, value: study };
  const size = gridSize(study.searchSpace);
  if (size > maxGridPoints) {
    const reason = `has a grid of ${size.toLocaleString('en-US')} points; at most ${maxGridPoints.toLocaleString('en-US')} are taken: give steps or levels`;
    return checkInput({ searchSpace: new Problem('searchSpace', reason) }, BadStudy) as Result<never, BadStudy>;
  }
  const count = Math.min(gridOf(study.searchSpace, study.seed).length, mostTrials);
  return { ok: true, value: { ...study, maxTrials: Math.min(study.maxTrials ?? count, count) } };
}

function methodProblem(method: StudyMethod, objectiveCount: number): Problem | null {
  if (objectiveCount < 2 || !['GP', 'CMA_ES'].includes(method)) return null;
  return new Problem('method', `is ${method}, which takes one objective; several are taken by TPE, NSGA_II, RANDOM and GRID`);
}

function readObjectives(input: Fields): readonly Objective[] | Problem {
  const items = readList(input, 'objectives') ?? [{ name: 'value', direction: 'MINIMIZE' }];
  if (items.length === 0 || items.length > maxObjectives)
    return new Problem('objectives', `has ${items.length} objectives; 1 to ${maxObjectives} are taken`);
  const objectives: Objective[] = [];
  for (const [place, item] of items.entries()) {
    const name = readLine(item as Fields, 'name', maxObjectiveName);
    if (name instanceof Problem) return new Problem(`objectives[${place}].name`, name.reason);
    if (objectives.some((other) => other.name === name)) return new Problem(`objectives[${place}].name`, `${shown(name)} stands twice`);
    const direction = readEnum(item as Fields, 'direction', studyDirections) ?? 'MINIMIZE';
    if (direction instanceof Problem) return new Problem(`objectives[${place}].direction`, direction.reason);
    objectives.push({ name, direction });
  }
  return objectives;
}

function readSeed(input: Fields): number | Problem {
  const seed = readCount(input, 'seed');
  return seed ?? Math.floor(Math.random() * 2 ** 31);
}

function readWithin(input: Fields, field: string, most: number): number | null | Problem {
  const value = readCount(input, field);
  if (value === null || value instanceof Problem) return value;
  return value >= 1 && value <= most ? value : new Problem(field, `is ${value}; 1 to ${most} is taken`);
}

import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { keepView } from '../../controls/use-view.ts';
import { ImportMappingsDocument } from '../../graphql/generated/graphql.ts';
import type { SavedMappingFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { FormProblem } from '../../primitives/field.tsx';
import { ColumnsPanel } from './columns-panel.tsx';
import type { Engine } from './engine/engine.ts';
import type { Letters, Reading, Run, Trial, Way } from './engine/types.ts';
import { FilePanel } from './file-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import { choiceOf, draftOfStored, fittingOf, suggestedDraft, type Draft } from './plan.ts';
import { refusalOf } from './words.ts';

export interface FileImportProps {
  readonly engine: Engine;
  readonly file: File;
  /** As it is read at first. */
  readonly reading: Reading;
  readonly onBusy: (isBusy: boolean) => void;
}

/** What a file is, what becomes of it, and its import. */
export function FileImport({ engine, file, reading: first, onBusy }: FileImportProps) {
  const mappings = useLiveQuery({ query: ImportMappingsDocument, variables: {} });
  const [letters, setLetters] = useState<Letters>({ encoding: null, separator: null });
  const [reading, setReading] = useState(first);
  const [way, setWay] = useState<Way>(first.ways[0] ?? 'FORMAT');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [run, setRun] = useState<Run | null>(null);
  const isRunning = run?.state === 'running';
  const saved = mappings.data?.importMappings ?? [];
  const { mappingId, draft } = chosen ?? atFirst(saved, reading.names);
  const canRead = reading.ways.includes(way);
  const choice = JSON.stringify(choiceOf(way, draft, reading.names));

  useEffect(() => {
    let isLatest = canRead;
    if (canRead)
      void engine.tryOut(JSON.parse(choice)).then(
        (next) => isLatest && setTrial(next),
        () => undefined,
      );
    return () => {
      isLatest = false;
    };
  }, [engine, reading, canRead, choice]);

  const read = async (next: Letters) => {
    setLetters(next);
    setRun(null);
    try {
      const now = await engine.open(file, next);
      setProblem(null);
      setTrial(null);
      setReading(now);
      setChosen(null);
      setWay((held) => (now.ways.includes(held) ? held : (now.ways[0] ?? 'FORMAT')));
    } catch (error) {
      setProblem(`${file.name} could not be read: ${(error as Error).message}`);
    }
  };
  const change = (next: Chosen) => {
    setRun(null);
    setChosen(next);
  };
  const send = async () => {
    onBusy(true);
    try {
      setRun(await engine.run(JSON.parse(choice), setRun));
    } catch (error) {
      setProblem((error as Error).message);
      setRun(null);
    }
    onBusy(false);
  };
  const refusal = refusalOf(reading);
  return (
    <>
      <FilePanel
        reading={reading}
        letters={letters}
        way={way}
        isDisabled={isRunning}
        onLetters={(next) => void read(next)}
        onWay={(next) => {
          setRun(null);
          setWay(next);
        }}
      />
      {problem !== null && <FormProblem>{problem}</FormProblem>}
      {refusal !== null && (
        <FormProblem>
          {refusal} Nothing was imported.{' '}
          {reading.isPriceTable && (
            <Link to="/prices" search={keepView}>
              Import it under Prices
            </Link>
          )}
        </FormProblem>
      )}
      {canRead && way === 'COLUMNS' && (
        <ColumnsPanel
          reading={reading}
          draft={draft}
          saved={saved}
          mappingId={mappingId}
          isDisabled={isRunning}
          onDraft={(next) => change({ mappingId, draft: next })}
          onMapping={(id) => {
            const mapping = saved.find((one) => one.id === id);
            change({
              mappingId: id,
              draft: mapping === undefined ? suggestedDraft(reading.names) : draftOfStored(mapping, reading.names).draft,
            });
          }}
          onSaved={(id) => {
            setChosen({ mappingId: id, draft });
            mappings.reload();
          }}
        />
      )}
      {canRead && <ImportPanel reading={reading} trial={trial} run={run} onStart={() => void send()} onStop={engine.stop} />}
    </>
  );
}

interface Chosen {
  /** Of a saved mapping; null: columns are as their names suggest. */
  readonly mappingId: string | null;
  readonly draft: Draft;
}

/** A saved mapping that was made for such a file, else what the names of the columns suggest. */
function atFirst(saved: readonly SavedMappingFragment[], names: readonly string[]): Chosen {
  const fitting = fittingOf(saved, names);
  return fitting === null
    ? { mappingId: null, draft: suggestedDraft(names) }
    : { mappingId: fitting.id, draft: draftOfStored(fitting, names).draft };
}

import { defineMemory } from '../../platform/ingest/remembered.ts';

/** Registered models by name: whether the provider is known. */
export const knownModels = defineMemory<boolean>({ generationSize: 10_000 });

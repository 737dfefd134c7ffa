import { noModels, type ModelsConfig } from '../../../platform/config-models.ts';
import { outgoingFetch } from '../../../platform/http/outgoing.ts';
import type { Stores } from '../../../platform/store/stores.ts';

const configs = new WeakMap<Stores['postgres'], ModelsConfig>();

/** At the start of a server: the model that the environment names, and how far connections reach. */
export const useModels = ({ postgres }: Pick<Stores, 'postgres'>, config: ModelsConfig): void => void configs.set(postgres, config);

export const modelsConfigOf = ({ postgres }: Pick<Stores, 'postgres'>): ModelsConfig => configs.get(postgres) ?? noModels;

/** What servers of models are asked by. */
export const modelFetch = (stores: Pick<Stores, 'postgres'>): typeof fetch => outgoingFetch(modelsConfigOf(stores).reach);

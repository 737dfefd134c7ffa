import { defineMemory } from '../../../platform/ingest/remembered.ts';

/** A conversation that is stored: its id, and which of its attributes are set (they never change once set). */
export interface KnownConversation {
  id: string;
  /** Bits of `conversationAttributes` in domains/messages/record/queries/conversations.ts. */
  attributes: number;
}

/** Stored conversations, by the id that the application sent. */
export const knownConversations = defineMemory<KnownConversation>({ generationSize: 50_000 });

/** Ids of stored users of the customer's application, by the id that the application sent. */
export const knownEndUsers = defineMemory<string>({ generationSize: 50_000 });

// Events of the app: a counter a topic, and runs told only to those who watch them.
import type { EventPayload } from '../../contract/calls.ts';
import type { AppEvent } from '../app-types.ts';

type Topic = EventPayload<'changed'>['topic'];

export interface Events {
  changed(topic: Topic): void;
  runChanged(id: string, revision: number): void;
  watch(id: string): void;
  unwatch(id: string): void;
  subscribe(listener: (event: AppEvent) => void): () => void;
}

export function createEvents(): Events {
  const listeners = new Set<(event: AppEvent) => void>();
  const revisions = new Map<Topic, number>();
  const watched = new Set<string>();
  const tell = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };
  return {
    changed: (topic) => {
      const revision = (revisions.get(topic) ?? 0) + 1;
      revisions.set(topic, revision);
      tell({ name: 'changed', payload: { topic, revision } });
    },
    runChanged: (id, revision) => {
      if (watched.has(id)) tell({ name: 'runs.changed', payload: { id, revision } });
    },
    watch: (id) => void watched.add(id),
    unwatch: (id) => void watched.delete(id),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

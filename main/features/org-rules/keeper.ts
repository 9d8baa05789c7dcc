// Keeps people on disk while they are sent: whatever comes while one write is under way goes with the next, in one transaction, so that a
// thousand people a minute cost a few disk writes a second. A row is on the disk when its promise resolves.
import type { RerunPerson } from '../../../contract/org-rules.ts';

export interface Keeper {
  keep(person: RerunPerson): Promise<void>;
}

interface Waiting {
  readonly people: Map<number, RerunPerson>;
  readonly done: Promise<void>;
}

export function createKeeper(write: (people: readonly RerunPerson[]) => Promise<void>): Keeper {
  let writing: Promise<void> = Promise.resolve();
  let gathering: Waiting | undefined;

  function gather(): Waiting {
    const people = new Map<number, RerunPerson>();
    const done = writing.then(() => {
      gathering = undefined;
      return write([...people.values()]);
    });
    // The next batch does not fail because this one did; who waits for this one is told.
    writing = done.catch(() => undefined);
    return { people, done };
  }

  return {
    keep: (person) => {
      gathering ??= gather();
      gathering.people.set(person.position, person);
      return gathering.done;
    },
  };
}

// What Foundry's documentation leaves open and a run can see: the questions, and how a step says what it saw. A server's own words are never
// part of an answer: it is kept with the connection, beside no exchange.
import type { ObservationId, Step } from '../../contract/common.ts';

interface ObservationRow {
  /** Short, for lists and reports. */
  readonly label: string;
  readonly question: string;
  /** The run that can answer it. */
  readonly seenBy: 'a connection test' | 'a test sync' | 'a test sync with a group inside the group';
}

/** In the order they are shown. */
export const observationTable = {
  'token-lifetime': { label: 'Token lifetime', question: 'How long does an access token live?', seenBy: 'a connection test' },
  paging: { label: 'Pages of a list', question: 'Do lists go on with startIndex?', seenBy: 'a connection test' },
  pace: { label: 'Pace', question: 'Does the server ask to slow down?', seenBy: 'a connection test' },
  inactive: { label: 'active=false', question: 'What does active=false do to a person?', seenBy: 'a test sync' },
  'create-twice': { label: 'The same create again', question: 'What does a create do when the person is there already?', seenBy: 'a test sync' },
  'error-body': { label: 'Form of errors', question: 'Which form do error bodies have?', seenBy: 'a test sync' },
  'delete-person': { label: 'DELETE of a person', question: 'What does DELETE of a person do?', seenBy: 'a test sync' },
  'delete-group': { label: 'DELETE of a group', question: 'What does DELETE of a group do?', seenBy: 'a test sync' },
  'nested-group': {
    label: 'A group as a member',
    question: 'Does it take a group as a member of a group?',
    seenBy: 'a test sync with a group inside the group',
  },
} as const satisfies Record<ObservationId, ObservationRow>;

/** A fact of a step that answers one of the questions. */
export const observed = (id: ObservationId, value: string): Step['facts'][number] => ({ label: observationTable[id].label, value, observes: id });

export interface Seen {
  readonly id: ObservationId;
  readonly answer: string;
}

/** What these facts answer; of two answers to one question the later stands. */
export function seenIn(facts: Step['facts']): readonly Seen[] {
  const answers = new Map(facts.flatMap(({ observes, value }) => (observes === undefined ? [] : [[observes, value] as const])));
  return [...answers].map(([id, answer]) => ({ id, answer }));
}

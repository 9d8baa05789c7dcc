// Takes one person through: reads, announces, sends, until the state machine says that it has ended. The last row kept is the person's state.
import type { RerunPerson } from '../../../contract/org-rules.ts';
import { type Move, nextMove, type Progress, type Seen, type Write } from '../../domain/org-rules/person.ts';
import type { Strategy } from '../../domain/org-rules/stages.ts';
import { isJsonObject } from '../../protocols/scim/read-answer.ts';
import type { JsonObject } from '../../protocols/scim/types.ts';
import { type Asker, inWords, type Question, type Told } from './asking.ts';
import type { Keeper } from './keeper.ts';
import { readPerson, wholePerson } from './scim-person.ts';

export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export interface SendTools {
  readonly asker: Asker;
  readonly keeper: Keeper;
  readonly strategy: Strategy;
  readonly stepId: string;
  readonly stopping: AbortSignal;
}

/** What this person has of a progress; the rest of the row stays. */
export const progressOf = ({ state, lost, repeats, reason, touch }: RerunPerson): Progress => ({
  state: state === 'verified' ? 'sent' : state,
  lost,
  repeats,
  reason,
  ...(touch === undefined ? {} : { touch }),
});

function withProgress(person: RerunPerson, { touch, ...progress }: Progress): RerunPerson {
  const { touch: _touch, ...rest } = person;
  return { ...rest, ...progress, ...(touch === undefined ? {} : { touch }) };
}

const pathOf = (id: string): string => `Users/${encodeURIComponent(id)}`;

function writeQuestion(write: Write, person: RerunPerson, read: JsonObject, stepId: string): Question {
  const common = { path: pathOf(person.id), stepId, purpose: `Update of ${person.userName}` };
  if (write.kind === 'put') return { ...common, method: 'PUT', headers: { 'If-Match': write.etag }, body: wholePerson(read) };
  const Operations = [{ op: 'replace', path: write.path, value: write.value }];
  return { ...common, method: 'PATCH', body: { schemas: [patchSchema], Operations } };
}

function seenInRead(told: Exclude<Told, { kind: 'not-sent' }>): { readonly seen: Seen; readonly resource?: JsonObject } {
  if (told.kind === 'lost') return { seen: { kind: 'read-refused', words: `It could not be read: ${told.words}` } };
  const { answer } = told;
  if (answer.status === 404) return { seen: { kind: 'gone' } };
  if (answer.status !== 200 || !isJsonObject(answer.json)) return { seen: { kind: 'read-refused', words: `Reading: ${inWords(answer)}` } };
  return { seen: readPerson(answer.json, answer.etag), resource: answer.json };
}

function seenInWrite(told: Exclude<Told, { kind: 'not-sent' }>): Seen {
  if (told.kind === 'lost') return { kind: 'lost', words: told.words };
  const { status } = told.answer;
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 404) return { kind: 'gone' };
  return status === 412 ? { kind: 'changed-in-between' } : { kind: 'refused', words: inWords(told.answer) };
}

/** Resolves with the row as it was kept last: ended, or as it was when the run stopped before anything of it reached the server. */
export async function sendPerson(from: RerunPerson, tools: SendTools): Promise<RerunPerson> {
  const { asker, keeper, strategy, stepId, stopping } = tools;
  let person = from;
  let read: JsonObject = {};
  let move: Move = { kind: 'read', progress: progressOf(from) };
  /** What was touched is put back, whoever stops the run. */
  const urgency = () => (move.progress.touch === undefined ? ('may-stop' as const) : ('must' as const));

  async function kept(next: RerunPerson): Promise<RerunPerson> {
    person = next;
    await keeper.keep(person);
    return person;
  }

  for (;;) {
    const { progress } = move;
    if (move.kind === 'end') return kept(withProgress(person, progress));
    if (move.kind === 'read') {
      if (stopping.aborted && progress.touch === undefined) return person;
      const told = await asker.ask({ method: 'GET', path: pathOf(person.id), stepId, purpose: `Reading ${person.userName}` }, urgency());
      if (told.kind === 'not-sent') return person;
      const { seen, resource } = seenInRead(told);
      read = resource ?? read;
      move = nextMove(progress, strategy, seen);
      continue;
    }
    // Announced and never sent: it may go back as if nothing had been begun.
    const before = person;
    await kept(withProgress(person, progress));
    const told = await asker.ask(writeQuestion(move.write, person, read, stepId), urgency());
    if (told.kind === 'not-sent') return before.state === 'waiting' ? kept(before) : person;
    move = nextMove(progress, strategy, seenInWrite(told));
  }
}

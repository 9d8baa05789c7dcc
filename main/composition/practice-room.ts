// What one does in the practice tenant as Foundry's administrator and as its people: edit rules, log in, place somebody, decide what the documentation
// leaves open. The tenant is started when it is needed.
import type { Handlers } from '../../contract/calls.ts';
import type { PracticePerson, PracticeQuestion } from '../../contract/practice.ts';
import { Refusal } from '../platform/refusal.ts';
import { type QuestionName, questionTable } from '../practice/questions.ts';
import type { PracticeSnapshot, PracticeTenant, SeenUser } from '../practice/types.ts';

type RoomCall = 'practice.room' | 'practice.setRules' | 'practice.logIn' | 'practice.place' | 'practice.setQuestion';

/** People that one answer shows. */
const shownAtOnce = 200;

const textIn = (attributes: SeenUser['attributes'], name: string): string => {
  const value = attributes[name];
  return typeof value === 'string' ? value : '';
};

const personOf = (user: SeenUser): PracticePerson => ({
  id: user.id,
  userName: user.userName,
  externalId: user.externalId ?? null,
  displayName: textIn(user.attributes, 'displayName'),
  active: user.attributes.active !== false && !user.deleted,
  origin: user.origin,
  organization: user.organization,
  expected: user.expectedOrganization,
  groups: [...user.groups],
  lastLoginAt: user.lastLoginAt ?? null,
});

const questionsOf = ({ questions }: PracticeSnapshot): PracticeQuestion[] =>
  questionTable.map(({ name, question, settings }) => ({ name, question, settings: [...settings], setting: questions[name] }));

function questionNamed(name: string, setting: string): QuestionName {
  const row = questionTable.find((known) => known.name === name);
  if (row === undefined || !row.settings.includes(setting))
    throw new Refusal('practice.no-setting', `The practice tenant has no switch “${name}” with the setting “${setting}”.`);
  return row.name;
}

/** `use` gives the tenant, started. */
export function createPracticeRoom(use: () => Promise<PracticeTenant>, changed: () => void): Pick<Handlers, RoomCall> {
  async function person(tenant: PracticeTenant, id: string): Promise<PracticePerson> {
    const user = (await tenant.inspect()).users.find((one) => one.id === id);
    if (user === undefined) throw new Refusal('practice.no-user', 'There is no user with this ID in the practice tenant.');
    return personOf(user);
  }

  return {
    'practice.room': async ({ text }) => {
      const seen = await (await use()).inspect();
      const wanted = text.trim().toLowerCase();
      const found = seen.users
        .map(personOf)
        .filter(({ userName, displayName, externalId }) =>
          [userName, displayName, externalId ?? ''].some((part) => part.toLowerCase().includes(wanted)),
        );
      return {
        rules: seen.rules.map(({ organization, conditions }) => ({ organization, conditions: [...conditions] })),
        fallback: seen.defaultOrganization,
        organizations: [...seen.organizations],
        questions: questionsOf(seen),
        people: found.slice(0, shownAtOnce),
        found: found.length,
      };
    },
    'practice.setRules': async ({ rules, fallback }) => {
      const tenant = await use();
      await tenant.setRules(rules, fallback);
      changed();
      return { rules, fallback, organizations: [...(await tenant.inspect()).organizations] };
    },
    'practice.logIn': async ({ userName, providerId, attributes, groups }) => {
      const tenant = await use();
      const result = await tenant.login({ userName, providerId, attributes, ...(groups === undefined ? {} : { groups }) });
      changed();
      return result.kind === 'refused' ? result : { kind: 'logged-in', person: await person(tenant, result.userId) };
    },
    'practice.place': async ({ userId, organization }) => {
      const tenant = await use();
      await tenant.place(userId, organization);
      changed();
      return person(tenant, userId);
    },
    'practice.setQuestion': async ({ name, setting }) => {
      const tenant = await use();
      await tenant.setQuestions({ [questionNamed(name, setting)]: setting });
      changed();
      return { questions: questionsOf(await tenant.inspect()) };
    },
  };
}

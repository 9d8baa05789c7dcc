// The practice room of a bridge in memory: two organizations, one rule, two people; what is done to it stays.
import type { Bridge, ReplyOf } from '../../../contract/calls.ts';
import type { PracticePerson, PracticeRoom } from '../../../contract/practice.ts';

const ok = async <T>(value: T): Promise<ReplyOf<T>> => ({ ok: true, value });

const person = (id: string, userName: string, more: Partial<PracticePerson> = {}): PracticePerson => ({
  id,
  userName,
  externalId: `${id}-object`,
  displayName: userName.split('@')[0] ?? userName,
  active: true,
  origin: 'scim',
  organization: 'Halden Instruments',
  expected: 'Halden Instruments',
  groups: ['Optics'],
  lastLoginAt: null,
  ...more,
});

export function fakePracticeRoom(): Pick<Bridge['practice'], 'room' | 'setRules' | 'logIn' | 'place' | 'setQuestion'> {
  let room: PracticeRoom = {
    rules: [{ organization: 'Halden Restricted', conditions: [{ on: 'groups', attribute: '', test: 'includes', pattern: 'Project Fjord' }] }],
    fallback: 'Halden Instruments',
    organizations: ['Halden Instruments', 'Halden Restricted'],
    questions: [
      {
        name: 'emptyUpdate',
        question: 'Do organization rules run at an update of a user that changes nothing?',
        settings: ['counts', 'ignored'],
        setting: 'counts',
      },
    ],
    people: [
      person('u-1', 'mei.tanaka@halden.example'),
      person('u-2', 'priya.raman@halden.example', { expected: 'Halden Restricted', groups: ['Project Fjord'] }),
    ],
    found: 2,
  };
  return {
    room: ({ text }) => {
      const people = room.people.filter((one) => one.userName.includes(text.trim().toLowerCase()));
      return ok({ ...room, people, found: people.length });
    },
    setRules: ({ rules, fallback }) => {
      room = { ...room, rules, fallback };
      return ok({ rules, fallback, organizations: room.organizations });
    },
    logIn: ({ userName, providerId }) => {
      const known = room.people.find((one) => one.userName === userName);
      if (known !== undefined && known.externalId !== providerId) {
        const message = `Cannot complete login for your user with username ${userName} and provider user ID ${providerId} because that username is already being used by the user with user ID ${known.id} and provider user ID ${known.externalId ?? ''}.`;
        return ok({ kind: 'refused' as const, message });
      }
      const entered = { ...(known ?? person('u-3', userName, { externalId: providerId, origin: 'login' })), lastLoginAt: '2026-11-24T03:00:00.000Z' };
      room = { ...room, people: [...room.people.filter((one) => one.id !== entered.id), { ...entered, organization: entered.expected }] };
      return ok({ kind: 'logged-in' as const, person: { ...entered, organization: entered.expected } });
    },
    place: ({ userId, organization }) => {
      const placed = { ...(room.people.find((one) => one.id === userId) ?? person(userId, userId)), organization };
      room = { ...room, people: room.people.map((one) => (one.id === userId ? placed : one)) };
      return ok(placed);
    },
    setQuestion: ({ name, setting }) => {
      room = { ...room, questions: room.questions.map((one) => (one.name === name ? { ...one, setting } : one)) };
      return ok({ questions: room.questions });
    },
  };
}

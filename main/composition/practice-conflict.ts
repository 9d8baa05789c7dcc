// A ticket from the practice company, for who has none yet: two of its people who meet the conflict at sign-in.
import { directoryPeople } from '../practice/company/people.ts';
import { steadyId } from '../practice/company/seed.ts';

const existing = { 'lukas.brandt': 'lukas.brandt', 'carlos.mendoza': steadyId('directory:earlier:carlos.mendoza') } as const;

export function practiceTicket(): string {
  const sentences = directoryPeople(steadyId).flatMap(({ nickname, objectId, userPrincipalName }) => {
    const carried = Object.entries(existing).find(([who]) => who === nickname)?.[1];
    return carried === undefined
      ? []
      : [
          `> Cannot complete login for your user with username [${userPrincipalName}] and provider user ID\n> [${objectId}] because that username is already being used by the user with user ID\n> [${steadyId(`scim:${nickname}`)}] and provider user ID [${carried}].`,
        ];
  });
  return `Hello, since this morning two colleagues cannot sign in to Foundry:\n\n${sentences.join('\n\n')}\n\nPlease help.\n`;
}

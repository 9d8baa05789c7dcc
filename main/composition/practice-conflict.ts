// A ticket from the practice company, for who has none yet: three of its people who meet the conflict at sign-in. One of them can be mended at once.
import { directoryPeople } from '../practice/company/people.ts';
import { steadyId } from '../practice/company/seed.ts';

type Carried = (objectId: string) => string;
const existing: Readonly<Record<string, Carried>> = {
  'lukas.brandt': () => 'lukas.brandt',
  'carlos.mendoza': () => steadyId('directory:earlier:carlos.mendoza'),
  'tomasz.wojcik': (objectId) => objectId.toUpperCase(),
};

export function practiceTicket(): string {
  const sentences = directoryPeople(steadyId).flatMap(({ nickname, objectId, userPrincipalName }) => {
    const carried = existing[nickname]?.(objectId);
    return carried === undefined
      ? []
      : [
          `> Cannot complete login for your user with username [${userPrincipalName}] and provider user ID\n> [${objectId}] because that username is already being used by the user with user ID\n> [${steadyId(`scim:${nickname}`)}] and provider user ID [${carried}].`,
        ];
  });
  return `Hello, since this morning three colleagues cannot sign in to Foundry:\n\n${sentences.join('\n\n')}\n\nPlease help.\n`;
}

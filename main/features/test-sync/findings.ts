// All findings the test sync can make, for the catalogue and for compose. Shared ones (network, token, answers of a SCIM server) stand with
// the protocols.
import { groupFindings } from './findings-groups.ts';
import { nestedFindings } from './findings-nested.ts';
import { peopleFindings } from './findings-people.ts';

export const testSyncFindings = [...peopleFindings, ...groupFindings, ...nestedFindings] as const;

// The connection test's steps in order, each with what stops it. The order is the way a request goes: name, TCP, TLS, token, SCIM.

import { runResourceTypes, runSchemas, runServiceProviderConfig } from './steps/discovery.ts';
import { runEntraProbe } from './steps/entra-probe.ts';
import { runFilterMatch } from './steps/filter-match.ts';
import { runGroupsProbe } from './steps/groups-probe.ts';
import { runOktaProbe } from './steps/okta-probe.ts';
import { runPaging } from './steps/paging.ts';
import { runNames, runTcp } from './steps/reach.ts';
import { runSettings } from './steps/settings.ts';
import { runTls } from './steps/tls.ts';
import { runToken } from './steps/token.ts';
import { runTokenAltered } from './steps/token-altered.ts';
import type { Progress, StepDefinition, Stop } from './types.ts';

const never = (): undefined => undefined;
/** Every server must be out of reach before a network step has nothing left to look at. */
const everything = ({ origins, stops }: Progress): Stop | undefined =>
  origins.every(({ roles }) => roles.every((role) => stops[role] !== undefined)) ? (stops.SCIM ?? stops.token) : undefined;
const signIn = ({ stops }: Progress): Stop | undefined => stops.token;
const scim = ({ stops }: Progress): Stop | undefined => stops.SCIM ?? stops.token ?? stops.access;

export const steps: readonly StepDefinition[] = [
  { id: 'settings', title: 'The settings are complete', stoppedBy: never, run: runSettings },
  { id: 'dns', title: 'The server’s name is found', stoppedBy: everything, run: runNames },
  { id: 'tcp', title: 'The server accepts connections', stoppedBy: everything, run: runTcp },
  { id: 'tls', title: 'The connection is encrypted and trusted', stoppedBy: everything, run: runTls },
  { id: 'token', title: 'Signing in gives an access token', stoppedBy: signIn, run: runToken },
  { id: 'token-altered', title: 'The true token is accepted, an altered one refused', stoppedBy: scim, run: runTokenAltered },
  { id: 'service-provider-config', title: 'The server says what it can do (ServiceProviderConfig)', stoppedBy: scim, run: runServiceProviderConfig },
  { id: 'resource-types', title: 'The server lists its resource types (ResourceTypes)', stoppedBy: scim, run: runResourceTypes },
  { id: 'schemas', title: 'The server lists its attributes (Schemas)', stoppedBy: scim, run: runSchemas },
  { id: 'entra-probe', title: 'The question Entra’s “Test connection” asks', stoppedBy: scim, run: runEntraProbe },
  { id: 'filter-match', title: 'A filter finds exactly the user it names', stoppedBy: scim, run: runFilterMatch },
  { id: 'okta-probe', title: 'The questions Okta asks', stoppedBy: scim, run: runOktaProbe },
  { id: 'groups-probe', title: 'Groups can be asked for', stoppedBy: scim, run: runGroupsProbe },
  { id: 'paging', title: 'Page two follows page one', stoppedBy: scim, run: runPaging },
];

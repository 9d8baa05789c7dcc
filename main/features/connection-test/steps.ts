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
import type { Progress, StepDefinition } from './types.ts';

const never = (): undefined => undefined;
/** Every server must be out of reach before a network step has nothing left to look at. */
const everything = ({ origins, stops }: Progress): string | undefined =>
  origins.every(({ roles }) => roles.every((role) => stops[role] !== undefined)) ? (stops.SCIM ?? stops.token) : undefined;
const signIn = ({ stops }: Progress): string | undefined => stops.token;
const scim = ({ stops }: Progress): string | undefined => stops.SCIM ?? stops.token ?? stops.access;

export const steps: readonly StepDefinition[] = [
  { id: 'settings', title: 'Settings: the connection is complete', stoppedBy: never, run: runSettings },
  { id: 'dns', title: 'DNS: the server’s name is found', stoppedBy: everything, run: runNames },
  { id: 'tcp', title: 'TCP: the server accepts connections', stoppedBy: everything, run: runTcp },
  { id: 'tls', title: 'TLS: encrypted and trusted', stoppedBy: everything, run: runTls },
  { id: 'token', title: 'Token: signing in works', stoppedBy: signIn, run: runToken },
  { id: 'token-altered', title: 'Token check: a false one is refused, the true one accepted', stoppedBy: scim, run: runTokenAltered },
  { id: 'service-provider-config', title: 'ServiceProviderConfig: what the server can do', stoppedBy: scim, run: runServiceProviderConfig },
  { id: 'resource-types', title: 'ResourceTypes: what the server holds', stoppedBy: scim, run: runResourceTypes },
  { id: 'schemas', title: 'Schemas: the attributes it knows', stoppedBy: scim, run: runSchemas },
  { id: 'entra-probe', title: 'Entra’s question: a user who does not exist', stoppedBy: scim, run: runEntraProbe },
  { id: 'filter-match', title: 'Filter: finds exactly the user it names', stoppedBy: scim, run: runFilterMatch },
  { id: 'okta-probe', title: 'Okta’s questions: first users, and a look-up', stoppedBy: scim, run: runOktaProbe },
  { id: 'groups-probe', title: 'Groups: can be listed and looked up', stoppedBy: scim, run: runGroupsProbe },
  { id: 'paging', title: 'Paging: page two follows page one', stoppedBy: scim, run: runPaging },
];

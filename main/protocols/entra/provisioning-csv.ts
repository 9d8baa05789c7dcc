// The three CSV files of the portal's download: events, their steps and their changed properties. Headers are not documented by Microsoft, so they are
// known by their letters alone, whatever their case, blanks and punctuation; rows become entries named as Graph names them. Pure.
// Source: Microsoft Learn, Analyze provisioning logs (three files, joined on the change ID).

export type CsvSort = 'events' | 'steps' | 'properties';

type Wanted = Readonly<Record<string, readonly string[]>>;

const eventColumns = {
  id: ['id', 'logid', 'eventid', 'provisioninglogid'],
  at: ['activitydatetime', 'activitydatetimeutc', 'activitydate', 'activitydateutc', 'dateutc', 'date', 'timegenerated', 'time'],
  tenantId: ['tenantid', 'aadtenantid'],
  jobId: ['jobid'],
  cycleId: ['cycleid'],
  changeId: ['changeid'],
  action: ['provisioningaction', 'action'],
  duration: ['durationinmilliseconds', 'durationms', 'duration'],
  appId: ['serviceprincipalid'],
  appName: ['serviceprincipalname', 'serviceprincipaldisplayname', 'serviceprincipal', 'applicationname', 'application'],
  sourceId: ['sourceidentityid', 'sourceid'],
  sourceName: ['sourceidentityname', 'sourceidentitydisplayname', 'sourcename', 'sourceidentity', 'identity'],
  sourceType: ['sourceidentitytype', 'sourceidentityidentitytype', 'sourcetype', 'identitytype'],
  sourceDetails: ['sourceidentitydetails'],
  sourcePrincipal: ['sourceidentityuserprincipalname', 'sourceidentitydetailsuserprincipalname', 'userprincipalname'],
  targetId: ['targetidentityid', 'targetid'],
  targetName: ['targetidentityname', 'targetidentitydisplayname', 'targetname', 'targetidentity'],
  targetType: ['targetidentitytype', 'targetidentityidentitytype', 'targettype'],
  targetDetails: ['targetidentitydetails'],
  status: ['statusinfostatus', 'provisioningstatusinfostatus', 'provisioningstatus', 'status', 'result', 'statusinfo', 'provisioningstatusinfo'],
  code: [
    'errorcode',
    'statusinfoerrorcode',
    'provisioningstatusinfoerrorcode',
    'errorinformationerrorcode',
    'provisioningstatusinfoerrorinformationerrorcode',
  ],
  reason: [
    'reason',
    'statusinforeason',
    'provisioningstatusinforeason',
    'errorreason',
    'statusreason',
    'failurereason',
    'errorinformationreason',
    'provisioningstatusinfoerrorinformationreason',
  ],
} as const satisfies Wanted;

const stepColumns = {
  changeId: ['changeid'],
  name: ['name', 'stepname', 'provisioningstepname', 'provisioningstepsname'],
  type: ['provisioningsteptype', 'steptype', 'type', 'provisioningstepstype'],
  status: ['status', 'stepstatus', 'provisioningstepsstatus'],
  description: ['description', 'stepdescription', 'provisioningstepsdescription'],
  details: ['details', 'stepdetails', 'provisioningstepsdetails'],
} as const satisfies Wanted;

const propertyColumns = {
  changeId: ['changeid'],
  name: ['displayname', 'name', 'propertyname', 'property', 'modifiedpropertiesdisplayname', 'modifiedpropertiesname'],
  oldValue: ['oldvalue', 'modifiedpropertiesoldvalue'],
  newValue: ['newvalue', 'modifiedpropertiesnewvalue'],
} as const satisfies Wanted;

const letters = (header: string) => header.toLowerCase().replace(/[^a-z0-9]/g, '');

type Places<W extends Wanted> = { readonly [N in keyof W]: number };

function placesOf<W extends Wanted>(headers: readonly string[], wanted: W): Places<W> {
  const found = headers.map(letters);
  const place = (names: readonly string[]) => names.map((name) => found.indexOf(name)).find((at) => at >= 0) ?? -1;
  return Object.fromEntries(Object.entries(wanted).map(([name, names]) => [name, place(names)])) as Places<W>;
}

/** Which of the three files begins with this row; undefined for none of them. */
export function csvSortOf(headers: readonly string[]): CsvSort | undefined {
  const properties = placesOf(headers, propertyColumns);
  if (properties.changeId >= 0 && properties.oldValue >= 0 && properties.newValue >= 0) return 'properties';
  const events = placesOf(headers, eventColumns);
  if (events.at >= 0 && events.status >= 0 && (events.id >= 0 || events.changeId >= 0)) return 'events';
  const steps = placesOf(headers, stepColumns);
  return steps.changeId >= 0 && steps.name >= 0 && steps.status >= 0 ? 'steps' : undefined;
}

type Row = readonly string[];
export type EntryOfRow = (row: Row) => Readonly<Record<string, unknown>>;

const reader =
  (row: Row) =>
  (place: number): string =>
    (place < 0 ? '' : (row[place] ?? '')).trim();

/** A row as an entry of Graph. Without an id of its own the change's id tells it apart. */
export function eventRows(headers: readonly string[]): EntryOfRow {
  const at = placesOf(headers, eventColumns);
  return (row) => {
    const of = reader(row);
    const status = of(at.status);
    const principal = of(at.sourcePrincipal);
    const details = of(at.sourceDetails);
    return {
      id: of(at.id) || of(at.changeId),
      activityDateTime: utc(of(at.at)),
      tenantId: of(at.tenantId),
      jobId: of(at.jobId),
      cycleId: of(at.cycleId),
      changeId: of(at.changeId),
      provisioningAction: of(at.action),
      durationInMilliseconds: of(at.duration),
      servicePrincipal: { id: of(at.appId), displayName: of(at.appName) },
      sourceIdentity: {
        id: of(at.sourceId),
        displayName: of(at.sourceName),
        identityType: of(at.sourceType),
        details: principal === '' ? details : { UserPrincipalName: principal },
      },
      targetIdentity: { id: of(at.targetId), displayName: of(at.targetName), identityType: of(at.targetType), details: of(at.targetDetails) },
      provisioningStatusInfo: status.startsWith('{') ? status : { status, errorCode: of(at.code), reason: of(at.reason) },
    };
  };
}

/** A date without a zone is UTC: the portal writes all of them so. */
const utc = (text: string) =>
  /\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[AP]M)?$/i.test(text) ? (/^\d{4}-\d\d-\d\dT/.test(text) ? `${text}Z` : `${text} UTC`) : text;

/** A row of steps; columns that are none of a step's own are its details. */
export function stepRows(headers: readonly string[]): EntryOfRow {
  const at = placesOf(headers, stepColumns);
  const own = new Set(Object.values(at));
  const others = headers.flatMap((header, place) =>
    own.has(place) ? [] : [{ place, name: letters(header) === 'skipreason' ? 'SkipReason' : header.trim() }],
  );
  return (row) => {
    const of = reader(row);
    const details = of(at.details);
    const more = others.flatMap(({ place, name }) => (of(place) === '' ? [] : [[name, of(place)] as const]));
    return {
      name: of(at.name),
      provisioningStepType: of(at.type),
      status: of(at.status),
      description: of(at.description),
      details: details.startsWith('{') ? details : Object.fromEntries(details === '' ? more : [['details', details], ...more]),
    };
  };
}

export function propertyRows(headers: readonly string[]): EntryOfRow {
  const at = placesOf(headers, propertyColumns);
  return (row) => {
    const of = reader(row);
    return { displayName: of(at.name), oldValue: of(at.oldValue), newValue: of(at.newValue) };
  };
}

/** The change a row belongs to; empty when it names none. */
export function changeOf(headers: readonly string[]): (row: Row) => string {
  const { changeId } = placesOf(headers, { changeId: ['changeid'] });
  return (row) => reader(row)(changeId);
}

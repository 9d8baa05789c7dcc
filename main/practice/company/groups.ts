// The groups of Halden Instruments as its identity provider has them: direct members, and groups inside groups, which no identity
// provider provisions as such. The target gets the direct members of the assigned ones.
export interface DirectoryGroup {
  readonly key: string;
  readonly displayName: string;
  /** Assigned to the provisioning app. */
  readonly assigned: boolean;
  /** Nicknames of direct members. */
  readonly people: readonly string[];
  /** Keys of groups that are direct members. */
  readonly groups: readonly string[];
}

const optics = [
  'amara.okafor',
  'lukas.brandt',
  'mei.tanaka',
  'lan.nguyen',
  'marco.bianchi',
  'arjun.patel',
  'yusuf.demir',
  'carlos.mendoza',
  'linh.pham',
  'Maria.Silva',
];
const software = [
  'sofia.ruiz',
  'tomasz.wojcik',
  'priya.raman',
  'elif.yildiz',
  'jonas.lindqvist',
  'hana.kim',
  'oleksandr.kovalenko',
  'leila.hosseini',
  'anna.petrova',
  'noah.williams',
  'aroha.ngata',
];
const service = [
  'omar.haddad',
  'ingrid.solberg',
  'kwame.mensah',
  "sean.o'brien",
  'mikael.virtanen',
  'peter.vandenberg',
  'samuel.adeyemi',
  'thabo.nkosi',
  'robert.schmidt',
];
const finance = ['david.cohen', 'chloe.martin', 'fatima.elamrani', 'greta.novak', 'rosa.delgado', 'eva.horvath', 'maria.silva'];
const people = ['ana.ferreira', 'isabel.castro', 'julia.hartmann'];

const group = (key: string, displayName: string, members: readonly string[], groups: readonly string[] = []): DirectoryGroup => ({
  key,
  displayName,
  assigned: true,
  people: members,
  groups,
});

export const directoryGroups: readonly DirectoryGroup[] = [
  group('all-halden', 'All Halden', ['ana.ferreira'], ['engineering', 'field-service', 'finance', 'people']),
  group('engineering', 'Engineering', ['amara.okafor', 'sofia.ruiz'], ['optics', 'software']),
  group('optics', 'Optics', optics),
  group('software', 'Instrument Software', software),
  group('field-service', 'Field Service', service),
  group('finance', 'Finance', finance),
  group('people', 'People and Culture', people),
  group('administrators', 'Foundry Administrators', ['noah.williams', 'aroha.ngata']),
  group('fjord', 'Project Fjord', ['mei.tanaka', 'jonas.lindqvist', 'thabo.nkosi', 'priya.raman'], ['fjord-partners']),
  group('fjord-partners', 'Fjord Partners', ['dana.levy_opticlab.example', 'pierre.dubois_mesure.example'], ['fjord']),
  group('stewards', 'Data Stewards', ['leila.hosseini', 'anna.petrova', 'fatima.elamrani']),
  { ...group('optics-reading', 'Optics', ['marco.bianchi', 'arjun.patel']), assigned: false },
];

// The people of Halden Instruments, the practice tenant's company, as its identity provider has them. Nobody here exists; the domains
// are reserved (RFC 2606). One row a person: nickname, given name, family name, department, title, employee number.
export const domain = 'halden.example';

type Row = readonly [nickname: string, given: string, family: string, department: string, title: string];

const rows: readonly Row[] = [
  ['amara.okafor', 'Amara', 'Okafor', 'Optics', 'Head of Optics'],
  ['lukas.brandt', 'Lukas', 'Brandt', 'Optics', 'Optical Engineer'],
  ['mei.tanaka', 'Mei', 'Tanaka', 'Optics', 'Optical Engineer'],
  ['sofia.ruiz', 'Sofía', 'Ruiz', 'Instrument Software', 'Head of Instrument Software'],
  ['tomasz.wojcik', 'Tomasz', 'Wójcik', 'Instrument Software', 'Software Engineer'],
  ['priya.raman', 'Priya', 'Raman', 'Instrument Software', 'Software Engineer'],
  ['omar.haddad', 'Omar', 'Haddad', 'Field Service', 'Head of Field Service'],
  ['ingrid.solberg', 'Ingrid', 'Solberg', 'Field Service', 'Service Engineer'],
  ['david.cohen', 'David', 'Cohen', 'Finance', 'Head of Finance'],
  ['chloe.martin', 'Chloé', 'Martin', 'Finance', 'Accountant'],
  ['lan.nguyen', 'Lan', 'Nguyễn', 'Optics', 'Metrology Specialist'],
  ['kwame.mensah', 'Kwame', 'Mensah', 'Field Service', 'Service Engineer'],
  ['elif.yildiz', 'Elif', 'Yıldız', 'Instrument Software', 'Test Engineer'],
  ['jonas.lindqvist', 'Jonas', 'Lindqvist', 'Instrument Software', 'Data Engineer'],
  ['ana.ferreira', 'Ana', 'Ferreira', 'People and Culture', 'Head of People and Culture'],
  ['marco.bianchi', 'Marco', 'Bianchi', 'Optics', 'Lens Designer'],
  ['fatima.elamrani', 'Fatima', 'El Amrani', 'Finance', 'Controller'],
  ["sean.o'brien", 'Seán', "O'Brien", 'Field Service', 'Service Engineer'],
  ['hana.kim', 'Hana', 'Kim', 'Instrument Software', 'Product Manager'],
  ['oleksandr.kovalenko', 'Oleksandr', 'Kovalenko', 'Instrument Software', 'Software Engineer'],
  ['isabel.castro', 'Isabel', 'Castro', 'People and Culture', 'Recruiter'],
  ['arjun.patel', 'Arjun', 'Patel', 'Optics', 'Optical Engineer'],
  ['greta.novak', 'Greta', 'Novák', 'Finance', 'Purchasing'],
  ['mikael.virtanen', 'Mikael', 'Virtanen', 'Field Service', 'Spare Parts'],
  ['leila.hosseini', 'Leila', 'Hosseini', 'Instrument Software', 'Data Steward'],
  ['peter.vandenberg', 'Peter', 'van den Berg', 'Field Service', 'Service Engineer'],
  ['rosa.delgado', 'Rosa', 'Delgado', 'Finance', 'Accountant'],
  ['yusuf.demir', 'Yusuf', 'Demir', 'Optics', 'Technician'],
  ['anna.petrova', 'Anna', 'Petrova', 'Instrument Software', 'Data Steward'],
  ['samuel.adeyemi', 'Samuel', 'Adeyemi', 'Field Service', 'Service Engineer'],
  ['julia.hartmann', 'Julia', 'Hartmann', 'People and Culture', 'Training'],
  ['noah.williams', 'Noah', 'Williams', 'Instrument Software', 'Identity Engineer'],
  ['aroha.ngata', 'Aroha', 'Ngata', 'Instrument Software', 'Identity Engineer'],
  ['carlos.mendoza', 'Carlos', 'Mendoza', 'Optics', 'Technician'],
  ['eva.horvath', 'Éva', 'Horváth', 'Finance', 'Accountant'],
  ['thabo.nkosi', 'Thabo', 'Nkosi', 'Field Service', 'Service Engineer'],
  ['linh.pham', 'Linh', 'Phạm', 'Optics', 'Technician'],
  ['robert.schmidt', 'Robert', 'Schmidt', 'Field Service', 'Service Engineer'],
  ['maria.silva', 'Maria', 'Silva', 'Finance', 'Accountant'],
  ['Maria.Silva', 'Maria', 'da Silva', 'Optics', 'Technician'],
];

const guests: readonly Row[] = [
  ['dana.levy_opticlab.example', 'Dana', 'Levy', 'Optic Lab (partner)', 'Consultant'],
  ['pierre.dubois_mesure.example', 'Pierre', 'Dubois', 'Mesure (partner)', 'Consultant'],
];

export interface DirectoryPerson {
  readonly nickname: string;
  /** Entra's object id: at Halden the Provider ID that single sign-on sends. */
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly givenName: string;
  readonly surname: string;
  readonly displayName: string;
  readonly department: string;
  readonly jobTitle: string;
  readonly employeeId: string;
  readonly accountEnabled: boolean;
  readonly userType: 'Member' | 'Guest';
}

/** Accounts that the directory has disabled. */
const disabled: ReadonlySet<string> = new Set(['robert.schmidt']);
/** Cloud-only accounts often have no mail attribute. */
const withoutMail: ReadonlySet<string> = new Set(['yusuf.demir']);

/** Everybody the directory knows, in a steady order. */
export function directoryPeople(steadyId: (of: string) => string): readonly DirectoryPerson[] {
  const person = ([nickname, givenName, surname, department, jobTitle]: Row, index: number, userType: 'Member' | 'Guest'): DirectoryPerson => ({
    nickname,
    objectId: steadyId(`directory:${nickname}`),
    userPrincipalName: userType === 'Member' ? `${nickname}@${domain}` : `${nickname}#EXT#@${domain}`,
    mail: withoutMail.has(nickname) ? null : userType === 'Member' ? `${nickname.toLowerCase()}@${domain}` : nickname.replace('_', '@'),
    givenName,
    surname,
    displayName: `${givenName} ${surname}`,
    department,
    jobTitle,
    employeeId: String(10_400 + index),
    accountEnabled: !disabled.has(nickname),
    userType,
  });
  return [...rows.map((row, index) => person(row, index, 'Member')), ...guests.map((row, index) => person(row, rows.length + index, 'Guest'))];
}

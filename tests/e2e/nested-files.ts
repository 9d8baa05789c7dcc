// Files of a directory with groups in groups: levels, a circle, a group that lies in two others, names of every kind. For the import.

const rtl = 'ניהול (ראשי)';
const long = 'Foundry Planners of Halden Instruments, Nordics and the Baltic states, with all sites, shifts and their guests'.replaceAll(',', '');

const people = [
  ['u1', 'Amara Okafor'],
  ['u2', 'Jana Nováková'],
  ['u3', 'Tom Berg'],
  ['u4', 'דנה לוי'],
  ['u5', 'يوسف [مدير]'],
  ['u6', 'Ines Duarte'],
  ['u7', '王芳'],
  ['u8', 'Ann “The Hammer” O’Brien'],
  ['u9', 'Jana Novotná'],
] as const;

/** Analysts holds Berlin and Oslo; Berlin holds Shift; Shift and Berlin hold each other. Planners has no group inside. */
export const nestedFiles = {
  'users.csv': `id,userName,displayName,mail,enabled,type
${people.map(([id, name]) => `${id},${id}@halden.example,"${name}",${id}@halden.example,true,${id === 'u5' ? 'Guest' : 'Member'}`).join('\n')}
u10,old@halden.example,Old Account,,false,Member
`,
  'groups.csv': `id,displayName,securityEnabled,assigned,membershipRule
analysts,Foundry Analysts,true,true,
berlin,Site Berlin,true,false,
shift,"Berlin ""night"" shift",true,false,
oslo,${rtl},true,true,
long,"${long}",true,true,
dynamic,All of Planning,true,true,"user.department -eq ""Planning"""
letters,Announcements,false,true,
`,
  'memberships.csv': `groupId,memberId,memberType
analysts,u1,user
analysts,berlin,group
analysts,oslo,group
berlin,u2,user
berlin,u3,user
berlin,shift,group
shift,u6,user
shift,u10,user
shift,berlin,group
oslo,u4,user
oslo,u5,user
long,u1,user
long,u7,user
long,berlin,group
dynamic,u1,user
dynamic,u8,user
dynamic,u9,user
letters,u8,user
letters,gone,user
`,
} as const;

/** Everyone is a direct member: nothing is lost. */
export const flatFiles = {
  'users.csv': 'id,userName,displayName,enabled\nu1,a@halden.example,Amara Okafor,true\nu2,b@halden.example,Tom Berg,true\n',
  'groups.csv': 'id,displayName,assigned\ng1,Foundry Analysts,true\ng2,Foundry Builders,true\n',
  'memberships.csv': 'groupId,memberId,memberType\ng1,u1,user\ng2,u1,user\ng2,u2,user\n',
} as const;

/** Many assigned groups, each with a group inside; the first has so many that none are drawn. */
export function manyNested(groups = 420): Readonly<Record<string, string>> {
  const at = Array.from({ length: groups }, (_, index) => index);
  return {
    'users.csv': `id,userName,displayName,enabled\n${at.map((n) => `p${n},person.${n}@halden.example,Person ${n},true`).join('\n')}\n`,
    'groups.csv': `id,displayName,assigned\n${at.map((n) => `g${n},Foundry group ${n},true\ni${n},Inner group ${n},false`).join('\n')}\n`,
    'memberships.csv': `groupId,memberId,memberType\n${at
      .flatMap((n) => [
        `g${n},i${n},group`,
        ...(n === 0 ? [] : [`g0,i${n},group`]),
        ...at.slice(0, (n * 7) % 23).map((k) => `i${n},p${(n * 31 + k) % groups},user`),
        `g${n},p${n},user`,
      ])
      .join('\n')}\n`,
  };
}

// Odd values and odd texts: invisible characters, guests, empty values, beginnings without an end, documentation.
import type { Ticket } from './ticket.ts';
import { id1, id2, oid1 } from './ticket.ts';

const sentence = (u: string, p: string, e: string, x: string) =>
  `Cannot complete login for your user with username [${u}] and provider user ID [${p}] because that username is already being used by the user with user ID [${e}] and provider user ID [${x}].`;

export const odd: readonly Ticket[] = [
  {
    name: 'a guest of Entra',
    text: sentence(
      'pat_fabrikam.example#EXT#@contoso.onmicrosoft.com',
      'pat@fabrikam.example',
      id1,
      'pat_fabrikam.example#EXT#@contoso.onmicrosoft.com',
    ),
    conflicts: [
      ['pat_fabrikam.example#EXT#@contoso.onmicrosoft.com', 'pat@fabrikam.example', id1, 'pat_fabrikam.example#EXT#@contoso.onmicrosoft.com'],
    ],
  },
  {
    name: 'a zero-width blank inside a value, which is kept',
    text: sentence('kim@contoso.com', 'kim\u200B', id1, 'kim'),
    conflicts: [['kim@contoso.com', 'kim\u200B', id1, 'kim']],
  },
  {
    name: 'a no-break blank inside a value, which is kept',
    text: sentence('kim@contoso.com', 'Kim\u00A0Lee', id1, 'Kim Lee'),
    conflicts: [['kim@contoso.com', 'Kim\u00A0Lee', id1, 'Kim Lee']],
  },
  {
    name: 'blanks at the ends inside brackets, which are kept',
    text: sentence('kim@contoso.com', ' 10422', id1, '10422 '),
    conflicts: [['kim@contoso.com', ' 10422', id1, '10422 ']],
  },
  {
    name: 'zero-width blanks between the words of the sentence',
    text: `Cannot\u200B complete login for\u00A0your user with\u2060 username kim@contoso.com and\u00A0provider user ID kim because that username is already being used by the user with user ID ${id1} and provider user ID k.lee.`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee']],
  },
  {
    name: 'an existing account without a Provider ID',
    text: sentence('kim@contoso.com', oid1, id1, ''),
    conflicts: [['kim@contoso.com', oid1, id1, '']],
  },
  {
    name: 'an existing account whose Provider ID is printed as null',
    text: sentence('kim@contoso.com', oid1, id1, 'null'),
    conflicts: [['kim@contoso.com', oid1, id1, 'null']],
  },
  {
    name: 'upper case throughout',
    text: sentence('KIM@CONTOSO.COM', 'K1', id1, 'K2').toUpperCase().replace(id1.toUpperCase(), id1),
    conflicts: [['KIM@CONTOSO.COM', 'K1', id1, 'K2']],
  },
  {
    name: 'Provider IDs of Okta',
    text: sentence('kim@contoso.com', '00u1a2b3c4D5e6F7g8h9', id1, 'kim@contoso.com'),
    conflicts: [['kim@contoso.com', '00u1a2b3c4D5e6F7g8h9', id1, 'kim@contoso.com']],
  },
  {
    name: 'an on-premises immutable ID with its signs',
    text: sentence('kim@contoso.com', 'aGVsbG8rd29ybGQvMTIzNA==', id1, 'kim'),
    conflicts: [['kim@contoso.com', 'aGVsbG8rd29ybGQvMTIzNA==', id1, 'kim']],
  },
  {
    name: 'brackets inside a value',
    text: sentence('kim [ext]@contoso.com', 'kim [ext]', id1, 'kim (ext)'),
    conflicts: [['kim [ext]@contoso.com', 'kim [ext]', id1, 'kim (ext)']],
  },
  {
    name: 'a value in another script',
    text: sentence('юлия@halden.example', 'Юлия Петрова', id1, 'юлия'),
    conflicts: [['юлия@halden.example', 'Юлия Петрова', id1, 'юлия']],
  },
  {
    name: 'the message of the documentation, with names in the place of values',
    text: 'The FAQ says: "Cannot complete login for your user with username [username] and provider user ID [provider user ID] because that username is already being used by the user with user ID [existing user ID] and provider user ID [existing provider user ID]."',
    conflicts: [],
    unread: 1,
  },
  {
    name: 'one whole message and one that breaks off',
    text: `${sentence('a@contoso.com', 'a', id1, 'b')} Later again: Cannot complete login for your user with username [c@contoso.com] and provider`,
    conflicts: [['a@contoso.com', 'a', id1, 'b']],
    unread: 1,
  },
  {
    name: 'one that breaks off before a whole one',
    text: `Cannot complete login for your user with username [c@contoso.com] and... ${sentence('a@contoso.com', 'a', id1, 'b')}`,
    conflicts: [['a@contoso.com', 'a', id1, 'b']],
    unread: 1,
  },
  {
    name: 'the last value missing',
    text: `Cannot complete login for your user with username [c@contoso.com] and provider user ID [c] because that username is already being used by the user with user ID [${id1}] and provider user ID`,
    conflicts: [],
    unread: 1,
  },
  {
    name: 'two messages without anything between them',
    text: sentence('a@contoso.com', 'a', id1, 'b') + sentence('c@contoso.com', 'c', id2, 'd'),
    conflicts: [
      ['a@contoso.com', 'a', id1, 'b'],
      ['c@contoso.com', 'c', id2, 'd'],
    ],
  },
  {
    name: 'a numbered list of messages',
    text: `1. ${sentence('a@contoso.com', 'a', id1, 'b')}\n2. ${sentence('c@contoso.com', 'c', id2, 'd')}\n3. Something else`,
    conflicts: [
      ['a@contoso.com', 'a', id1, 'b'],
      ['c@contoso.com', 'c', id2, 'd'],
    ],
  },
  { name: 'another error altogether', text: 'Your account has been disabled. Cannot complete the request.', conflicts: [] },
  {
    name: 'asked about with a question mark',
    text: `What does this mean: Cannot complete login for your user with username kim@contoso.com and provider user ID kim because that username is already being used by the user with user ID ${id1} and provider user ID k.lee@contoso.com?`,
    conflicts: [['kim@contoso.com', 'kim', id1, 'k.lee@contoso.com']],
  },
];

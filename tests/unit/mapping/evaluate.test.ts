// What expressions give for a person: Microsoft's own documented examples, the edges it documents, and a reason wherever it is silent.
import { describe, expect, it } from 'vitest';
import { evaluate, unknownFunctions } from '../../../main/domain/mapping/evaluate.ts';
import { parseExpression } from '../../../main/domain/mapping/expression.ts';
import type { Value } from '../../../main/domain/mapping/value.ts';

const person: Readonly<Record<string, Value>> = {
  userprincipalname: 'John.Doe@contoso.com',
  mail: null,
  empty: '',
  givenname: 'Zoë',
  surname: 'Doe',
  country: 'USA',
  state: 'QLD',
  title: 'Product Developer',
  userid: 'jsmith',
  phone: '+91 9998887777',
  mobile: '+1 (999) 888-7777',
  othermobile: '+91 8887779999',
  address: '545 Tremont Street',
  nickname: 'john_doe72',
  proxies: ['one@x', 'two@x'],
  flag: 'True',
  number: '7',
};

function result(text: string): unknown {
  const parsed = parseExpression(text);
  if (parsed.kind === 'unreadable') return `unreadable: ${parsed.reason}`;
  const got = evaluate(parsed.expression, (name) => person[name.toLowerCase()]);
  return got.kind === 'value' ? got.value : { why: got.reason };
}

describe('for a person, a mapping expression gives', () => {
  it.each<[string, Value]>([
    ['Append([userPrincipalName], ".test")', 'John.Doe@contoso.com.test'],
    ['Coalesce([mail],[userPrincipalName])', 'John.Doe@contoso.com'],
    ['Coalesce([mail],[mail])', null],
    ['Coalesce([empty],"x")', ''],
    ['IIF([country]="USA",[country],[surname])', 'USA'],
    ['IIF([country]<>"USA",[country],[surname])', 'Doe'],
    ['IIF([number]>="7", "yes", "no")', 'yes'],
    ['IIF([number]<"7", "yes", "no")', 'no'],
    ['IIF([flag], "yes", "no")', 'yes'],
    ['IIF(IsPresent([surname]), "yes", "no")', 'yes'],
    ['IsNullOrEmpty([mail])', 'True'],
    ['IsNullOrEmpty([empty])', 'True'],
    ['IsNullOrEmpty([surname])', 'False'],
    ['IsPresent([surname])', 'True'],
    ['IsPresent([empty])', 'False'],
    ['Item([proxies], 1)', 'one@x'],
    ['Item(Split([userPrincipalName], "@"), 2)', 'contoso.com'],
    ['Join(", ", "", [surname], [givenName])', 'Doe, Zoë'],
    ['Join("-", [proxies], [mail], "z")', 'one@x-two@x-z'],
    ['Left("John Doe", 3)', 'Joh'],
    ['Left("John", 0)', ''],
    ['Left("John", -1)', 'John'],
    ['Left([mail], 3)', ''],
    ['Left("Jo", 9)', 'Jo'],
    ['Mid([userPrincipalName], 1, 8)', 'John.Doe'],
    ['Mid("John", 3, 90)', 'hn'],
    ['Mid([mail], 1, 2)', null],
    ['NormalizeDiacritics([givenName])', 'Zoe'],
    ['NormalizeDiacritics("Łæßøıǟ Ţ")', 'Laessoeia T'],
    ['Not([flag])', 'False'],
    ['Not("anything")', 'True'],
    ['Not([mail])', 'True'],
    ['Right("John Doe", 3)', 'Doe'],
    ['Right("John", 0)', ''],
    ['Right("John", -1)', 'John'],
    ['Split("a,b,,c", ",")', ['a', 'b', '', 'c']],
    ['Split([mail], ",")', null],
    ['StripSpaces(" a  b ")', 'ab'],
    ['Switch([state], "Sydney", "NSW", "Sydney", "QLD", "Brisbane")', 'Brisbane'],
    ['Switch([state], "Sydney", "qld", "Brisbane")', 'Sydney'],
    ['Switch([mail], "Default", "true", "1", "", "0")', '0'],
    ['Switch([empty], "Default", "true", "1", "", "0")', '0'],
    ['Switch([state], , "NSW", "Sydney")', null],
    ['Switch("x", Not([flag]), "y", "1")', 'False'],
    ['ToLower([userPrincipalName])', 'john.doe@contoso.com'],
    ['ToLower("TITLE I", "tr-TR")', 'tıtle ı'],
    ['ToUpper("straße")', 'STRAßE'],
    ['ToLower([mail])', null],
    ['Trim("  a b ")', 'a b'],
    ['ToLower(Join("@", NormalizeDiacritics(StripSpaces(Join(".", [givenName], [surname]))), "contoso.com"))', 'zoe.doe@contoso.com'],
  ])('%s', (text, value) => expect(result(text)).toEqual(value));
});

describe('Replace, in each documented form', () => {
  it.each<[string, Value]>([
    ['Replace([title],"Product Developer", , , "Software Engineer", , )', 'Software Engineer'],
    ['Replace([userPrincipalName], "@contoso.com", , ,"", ,)', 'John.Doe'],
    ['Replace("a.b.c", ".", , , "$&")', 'a$&b$&c'],
    ['Replace([userid],"<username>", , , , , "<username>@contoso.com")', 'jsmith@contoso.com'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: .NET writes a named group so.
    ['Replace([phone], , "\\\\+(?<isdCode>\\\\d* )(?<phoneNumber>\\\\d{10})", , "${phoneNumber}", , )', '9998887777'],
    ['Replace([mobile], , "[()\\\\s-]+", , "", , )', '+19998887777'],
    ['Replace([nickname], , "[a-zA-Z_]*", , "", , )', '72'],
    ['Replace("ab", , "(a)(b)", , "$2$1$$", , )', 'ba$'],
    ['Replace([address], ,"(?<streetNumber>^\\\\d*)","streetNumber", "888", , )', '888 Tremont Street'],
    ['Replace([userPrincipalName], , "(?<Suffix>@(.)*)", "Suffix", "", , )', 'John.Doe'],
    ['Replace([mail], , "\\\\+(?<isdCode>\\\\d* )(?<phoneNumber>\\\\d{10})", "phoneNumber" , , [othermobile], )', '8887779999'],
    ['Replace([phone], , "\\\\+(?<isdCode>\\\\d* )(?<phoneNumber>\\\\d{10})", "phoneNumber" , , [othermobile], )', '+91 9998887777'],
  ])('%s', (text, value) => expect(result(text)).toEqual(value));
});

describe('what is not known is said, never guessed', () => {
  it.each([
    ['Word([surname], 1, " ")', 'the function Word is not evaluated by this app'],
    ['switch([state], "a", "b", "c")', 'the function switch is not evaluated by this app'],
    ['Append([nosuch], "x")', 'the directory snapshot has no attribute nosuch'],
    ['Append([mail], "x")', 'what Append makes of an absent value is not documented'],
    ['IIF([country]="usa","a","b")', 'whether IIF tells upper from lower case is not documented'],
    ['IIF([mail]="","a","b")', 'IIF does not support a condition on an absent or empty value'],
    ['IIF(IsNullOrEmpty([mail]),"a","b")', 'IIF(IsNullOrEmpty(…)) is documented as not supported where the value is absent: Entra advises Switch'],
    ['IIF([surname],"a","b")', 'the condition of IIF is neither true nor false'],
    ['IIF([surname]>"3","a","b")', 'only whole numbers are compared by size'],
    ['Item([proxies], 0)', 'there is no item 0; the first one is 1'],
    ['Item([proxies], 3)', 'there is no item 3; the first one is 1'],
    ['Mid("abc", 9, 1)', 'what Mid gives outside of the text is not documented'],
    ['Left("abc", "x")', 'a number is expected and another text stands there'],
    ['Left("abc")', 'Left has 1 arguments'],
    ['ToLower([proxies])', 'a function for one text was given several values'],
    ['ToLower("x", "no culture")', '“no culture” is no culture this app knows'],
    ['Split("a, b", ",")', 'whether Split keeps the blanks beside a delimiter is not documented'],
    ['NormalizeDiacritics("ŵ")', '“ŵ” is not in the documented table of NormalizeDiacritics'],
    ['Switch([state], "x", "NSW")', 'Switch takes a source, a default and pairs of key and value'],
    ['Replace([phone], "a", "b", , "c")', 'Replace has arguments in a combination that is not documented'],
    ['Replace([phone], , "(a+)+$", , "c")', 'the pattern repeats within a repetition, which can run without end'],
    ['Replace([phone], , "((a|b))*", , "c")', 'the pattern repeats within a repetition, which can run without end'],
    ['Replace([phone], , ".*.*.*.*.*x", , "c")', 'the pattern holds more than 4 open repetitions'],
    ['Replace([phone], , "(?i)a", , "c")', 'the pattern uses a .NET form that this app does not read'],
    ['Replace([phone], , "(a", , "c")', 'the pattern cannot be read as a regular expression'],
    ['Replace([phone], , "9", , "$_")', 'the replacement uses a form that this app does not read'],
    ['Replace([phone], , "(?<a>9)", "b", "c")', 'the pattern has no group named “b”'],
    ['Replace([mail], , "(?<a>x)", "a", , [othermobile], )', 'neither the source nor the other attribute gives Replace a value'],
  ])('%s', (text, why) => expect(result(text)).toEqual({ why }));

  it('and the functions behind it are named before anybody is looked at', () => {
    const parsed = parseExpression('ToLower(Word(PCase([surname]), 1, Guid()))');
    expect(parsed.kind === 'parsed' && unknownFunctions(parsed.expression)).toEqual(['Word', 'PCase', 'Guid']);
  });
});

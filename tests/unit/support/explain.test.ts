import { describe, expect, it } from 'vitest';
import { explainText } from '../../../main/features/support/index.ts';

const message =
  'Cannot complete login for your user with username [amara.okafor@contoso.com] and provider user ID [amara.okafor@contoso.com] because that username is already being used by the user with user ID [e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11] and provider user ID [amara.okafor].';

const read = (text: string) => explainText(text, []);

describe('explaining a pasted sign-in conflict', () => {
  const expected = ['amara.okafor@contoso.com', 'amara.okafor@contoso.com', 'e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11', 'amara.okafor'];
  const forms: Record<string, string> = {
    'as Foundry writes it': message,
    'without brackets': message.replace(/[[\]]/g, ''),
    'in quotation marks': message.replace(/\[/g, '“').replace(/\]/g, '”'),
    'quoted in a mail, broken over lines': message.replace(/ (?=and|because|user with)/g, '\n> > '),
    'in HTML': `<p>Hello,</p><div>${message.replace(/\[/g, '&quot;').replace(/\]/g, '&quot;')}</div>`,
    'inside JSON': JSON.stringify({ error: `Sign-in failed.\n${message}` }),
  };
  for (const [name, text] of Object.entries(forms)) {
    it(`reads it ${name}`, () => {
      const { recognised, unread } = read(text);
      expect(recognised[0]?.fields.map((field) => field.value)).toEqual(expected);
      expect(recognised[0]?.finding.id).toBe('conflict.provider-id-differs');
      expect(unread).toEqual([]);
    });
  }

  it('finds several in one text and says which it could not read', () => {
    const { recognised, unread } = read(
      `${message}\n\n${message.replaceAll('amara.okafor', 'li.wei')}\n\nCannot complete login for your user with username`,
    );
    expect(recognised.map((entry) => entry.fields[0]?.value)).toEqual(['amara.okafor@contoso.com', 'li.wei@contoso.com']);
    expect(unread.join()).toContain('1 sign-in message begins');
  });

  it('names a difference that is only one of case', () => {
    const text = message.replace('ID [amara.okafor@contoso.com]', 'ID [Amara.Okafor]');
    expect(read(text).recognised[0]?.finding.cause).toContain('only by upper and lower case');
  });
});

describe('explaining codes of the provisioning log', () => {
  it('finds a code by its suffix and digs out the server’s own answer', () => {
    const text =
      'Code: SystemForCrossDomainIdentityManagementServiceIncompatible. StatusCode: BadRequest Message: Processing of the HTTP request resulted in an exception. Web Response: {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"emails is required"}. ';
    const [first] = read(text).recognised;
    expect(first?.finding.id).toBe('entra.service-incompatible');
    expect(first?.fields).toContainEqual({ label: 'Server’s answer: detail', value: 'emails is required' });
  });

  it('takes the longest suffix, and no plain word for a code', () => {
    expect(read('ContosoEntryConflict').recognised.map((entry) => entry.finding.id)).toEqual(['entra.entry-conflict']);
    expect(read('There was a Conflict and a Timeout was Forbidden').recognised).toEqual([]);
  });

  it('judges a quarantine by the job, not by a person', () => {
    const [first] = read('Provisioning is in quarantine: EncounteredEscrowProportionThreshold').recognised;
    expect(first?.finding.verify).toContain('quarantine');
  });

  it('says so when nothing was recognised', () => {
    expect(read('It does not work').unread.join()).toContain('No documented error was recognised');
  });
});

describe('explaining what Okta says', () => {
  it('quotes the server behind a failed task, and names the person and the app', () => {
    const text =
      'Automatic provisioning of user Amara Okafor to app Palantir Foundry failed: Error while creating user amara@contoso.com: Bad Request. Errors reported by remote server: department is required.';
    const { recognised, unread } = read(text);
    expect(recognised.map(({ finding }) => finding.id)).toEqual(['okta.remote-error']);
    expect(recognised[0]?.finding.cause).toBe('Okta quotes the server: “department is required”.');
    expect(recognised[0]?.fields.map(({ value }) => value)).toEqual(['Amara Okafor', 'Palantir Foundry']);
    expect(unread).toEqual([]);
  });

  it('knows an empty answer to a create', () => {
    expect(read('Error while creating user: Create new user returned empty user').recognised.map(({ finding }) => finding.id)).toEqual([
      'okta.empty-user',
    ]);
  });

  it('asks for the rest when only the failure is told', () => {
    const [first] = read('Automatic provisioning of user Li Wei to app Palantir Foundry failed').recognised;
    expect(first?.finding.id).toBe('okta.provisioning-failed');
    expect(first?.finding.remedy.join()).toContain('copy the whole reason');
  });
});

describe('a very long text', () => {
  const mega = (part: string) => part.repeat(Math.ceil(1_000_000 / part.length));
  const texts: Record<string, string> = {
    'closing braces behind “Web Response”': `Web Response: {"a":"${mega('}')}`,
    'beginnings of a sign-in message': mega('Cannot complete login for your user with username a and provider user ID '),
    'tags that are never closed': mega('<p '),
    'beginnings of a message of Okta’s': mega('Automatic provisioning of user a to app '),
  };
  for (const [name, text] of Object.entries(texts)) {
    // Read in seconds; in a form whose effort grows with the square of the length these take hours and the test never ends.
    it(`of ${name} is read to its end`, () => {
      expect(read(text).unread).not.toEqual([]);
    });
  }

  it('keeps a brace inside a string of the server’s answer', () => {
    const { recognised } = read(
      'SystemForCrossDomainIdentityManagementServiceIncompatible. Web Response: {"detail":"use {id} or }","status":400} and {more}',
    );
    expect(recognised[0]?.fields.map((field) => field.value)).toEqual(['use {id} or }', '400']);
  });
});

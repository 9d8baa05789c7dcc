// What Entra's sign-in codes (AADSTS...) mean to somebody who signs in an app registration: one row a code.
// Source: Microsoft Learn, Microsoft Entra authentication and authorization error codes.

export interface SignInCode {
  readonly code: string;
  readonly meaning: string;
  readonly remedy: readonly string[];
}

export const signInCodes: readonly SignInCode[] = [
  {
    code: 'AADSTS7000215',
    meaning: 'the client secret is wrong; often the secret’s ID was copied instead of its value',
    remedy: ['Make a new client secret at the app registration, and copy its value (not its ID) at once: it is shown only then.'],
  },
  {
    code: 'AADSTS7000222',
    meaning: 'the client secret has expired',
    remedy: ['Make a new client secret at the app registration and enter its value here.'],
  },
  {
    code: 'AADSTS700016',
    meaning: 'this tenant has no app registration with this client ID',
    remedy: ['Compare the client ID with “Application (client) ID” of the app registration.', 'Check that the tenant ID is that of the same tenant.'],
  },
  {
    code: 'AADSTS90002',
    meaning: 'there is no such tenant in this cloud',
    remedy: ['Compare the tenant ID with “Directory (tenant) ID”.', 'Choose the cloud that the tenant is in.'],
  },
  {
    code: 'AADSTS900023',
    meaning: 'the tenant ID is neither an ID nor a domain name',
    remedy: ['Enter “Directory (tenant) ID” as the overview of Entra shows it.'],
  },
  {
    code: 'AADSTS7000112',
    meaning: 'the app registration is disabled in this tenant',
    remedy: ['Enable sign-in for the app under Enterprise applications, Properties.'],
  },
  {
    code: 'AADSTS53003',
    meaning: 'a Conditional Access policy forbids this sign-in',
    remedy: ['Ask who looks after Conditional Access to allow this app from this network.'],
  },
  {
    code: 'AADSTS65001',
    meaning: 'nobody has consented to what the app asks for',
    remedy: ['Let an administrator grant consent to the permissions of the app registration.'],
  },
  {
    code: 'AADSTS50011',
    meaning: 'the app registration does not list http://localhost as a redirect address',
    remedy: ['Add the platform “Mobile and desktop applications” with the redirect address http://localhost.'],
  },
];

/** The row of the first code that stands in a text, if it is known. */
export function signInCodeIn(text: string): SignInCode | undefined {
  const found = /AADSTS\d+/.exec(text)?.[0];
  return signInCodes.find(({ code }) => code === found);
}

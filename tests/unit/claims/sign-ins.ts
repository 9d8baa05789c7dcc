// Sign-ins for tests: SAML responses as identity providers send them, with one thing or another changed.

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
export const nameClaim = `${claims}/name`;
export const groupsClaim = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';

export interface Response {
  readonly nameId?: string;
  readonly format?: string;
  readonly userName?: string;
  readonly groups?: readonly string[];
  /** More attributes as XML. */
  readonly more?: string;
}

const attribute = (name: string, values: readonly string[]) =>
  `<Attribute Name="${name}">${values.map((value) => `<AttributeValue>${value}</AttributeValue>`).join('')}</Attribute>`;

export function assertion({
  nameId = 'E-7',
  format = 'unspecified',
  userName = 'ada@halden.example',
  groups = ['Analysts'],
  more = '',
}: Response = {}): string {
  return `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a"><Issuer>https://sts.example/</Issuer>
  <Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:${format}">${nameId}</NameID></Subject>
  <AttributeStatement>${attribute(nameClaim, [userName])}${groups.length === 0 ? '' : attribute(groupsClaim, groups)}${more}</AttributeStatement></Assertion>`;
}

export function response(content: string, status = 'Success'): string {
  return `<?xml version="1.0"?><samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/></samlp:Status>${content}</samlp:Response>`;
}

// Alters a token so that it is surely another one, and still looks like one.
// A JWT keeps its header and claims and gets another signature: the last character alone may carry no bits of it.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const shifted = (text: string): string =>
  Array.from(text, (character) => {
    const at = alphabet.indexOf(character);
    return at < 0 ? character : alphabet.charAt((at + 7) % alphabet.length);
  }).join('');

/** Same length where the token has letters or digits to alter. */
export function alterToken(token: string): string {
  const lastDot = token.lastIndexOf('.');
  const isJwt = token.split('.').length === 3;
  const from = isJwt ? lastDot + 1 : Math.floor(token.length / 2);
  const altered = token.slice(0, from) + shifted(token.slice(from));
  return altered === token ? `${token}x` : altered;
}

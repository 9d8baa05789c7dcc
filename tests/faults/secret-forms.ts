// Every form of a secret that the secret test looks for. Written apart from the product's own redactor, so that one error does not hide in both.

const jsonEscaped = (text: string) => JSON.stringify(text).slice(1, -1);
const asciiEscaped = (text: string) =>
  jsonEscaped(text).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
const lowerPercent = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const strictlyEncoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Fewer characters of base64 than this say too little to be a secret. */
const shortestEncoded = 6;

function urlForms(text: string): string[] {
  const wellFormed = text.toWellFormed();
  const form = new URLSearchParams([['', wellFormed]]).toString().slice(1);
  const forms = [encodeURIComponent(wellFormed), strictlyEncoded(wellFormed), form, encodeURI(wellFormed)];
  return forms.flatMap((one) => [one, lowerPercent(one), encodeURIComponent(one)]);
}

/** The characters of base64 that depend on this text alone, when it stands 0, 1 or 2 bytes after a group of three. */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const stable = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    if (stable.length < shortestEncoded) return [];
    return [stable, stable.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(stable), stable.replaceAll('/', '\\/')];
  });
}

/** Plain, URL-encoded, JSON-escaped (also inside JSON), in HTML, in hex, in UTF-16, and in base64 of all alignments. */
export function formsOf(secret: string): readonly string[] {
  const encoded = urlForms(secret);
  const escaped = [secret, ...encoded].flatMap((form) => {
    const once = [jsonEscaped(form), asciiEscaped(form), jsonEscaped(form).replaceAll('/', '\\/')];
    return [form, ...once, ...once.map(jsonEscaped)];
  });
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  const hex = Buffer.from(secret, 'utf8').toString('hex');
  return [...new Set([...escaped, html, ...base64Forms(secret), ...encoded.flatMap(base64Forms), hex])];
}

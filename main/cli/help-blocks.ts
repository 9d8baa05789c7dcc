// Blocks of options that several help texts have: said once.

export const byHand = `  --token-url URL            the token endpoint
  --client-id ID             the client ID
  --client-secret-env VAR    the client secret, from this environment variable
  --client-secret-stdin      the client secret, as the first line of standard input; typed, it is not shown
  --auth-style STYLE         body (default), basic or basic-raw
  --scope SCOPE              only if your server asks for one
  --bearer-env VAR           a static bearer token instead: only as an exception agreed with Palantir Support,
  --bearer-exception TEXT    and say where it was agreed
  --idp NAME                 entra (default), okta or other: whose verdict counts
  --matching-attribute NAME  externalId (default) or userName
  --ca-file FILE             additional root certificates (PEM)
  --production               the target is production: “sync”, “cleanup” and “rerun” then need --reason TEXT, which the receipts keep
`;

export const connectionOptions = `Which connection
  --connection NAME          one that was saved in the app or by “connections add”
  --practice                 the practice tenant, started for this command alone
  --scim-url URL             or everything by hand, kept nowhere:
${byHand}`;

export const limits = `Limits (without them as set in the app under About; until then as here)
  --connect-seconds N        to connect, TLS included: 10
  --answer-seconds N         to answer: 30
  --body-megabytes N         the largest answer: 20
`;

export const common = `Everywhere
  --data-dir DIR             where connections and history are kept (default: the app’s own folder)
  --json                     one JSON document on standard output
`;

export const report = `Report
  --report FILE              also write a report: .html, .json, .xml (JUnit), .har or .md; may be given several times
`;

// The bare axios loop, in a process of its own: what our side leaves for the garbage collector must not be collected in its time.
import http from 'node:http';
import axios from 'axios';
import { timed } from './measure.ts';
import { atATime, type BareOrder } from './slice.ts';

const agent = new http.Agent({ keepAlive: true });

process.on('message', ({ scimUrl, token, asked, requests }: BareOrder) => {
  const headers = { Accept: 'application/scim+json', Authorization: `Bearer ${token}` };
  const slice = atATime(asked, requests, async ({ path, query }) => {
    return (await axios.get(`${scimUrl}${path}`, { params: query, headers, httpAgent: agent })).status;
  });
  timed(slice).then(
    (took) => process.send?.(took),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

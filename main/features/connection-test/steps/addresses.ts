// Which addresses the public Internet cannot reach: private, shared, link-local and loopback ranges (RFC 1918, 6598, 3927, 4193, 4291).
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const inside = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

export const isLoopback = (address: string): boolean => isIP(address) !== 0 && loopback.check(address, family(address));

export const isPrivateAddress = (address: string): boolean => isIP(address) !== 0 && (isLoopback(address) || inside.check(address, family(address)));

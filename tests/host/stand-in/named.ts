// Makes an object of the stand-in refuse by name what it does not have, so that a new use of Electron in the shell is seen at once.

/** Symbols and `then` are asked by the language itself (await, inspection) and stay undefined. */
export function named<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get: (target, member, receiver) => {
      if (member in target || typeof member === 'symbol' || member === 'then' || member === 'toJSON') return Reflect.get(target, member, receiver);
      throw new Error(`The Chromium host has no ${name}.${member}: add it to tests/host/stand-in, or do without it in main/shell.`);
    },
  });
}

// What `electron` resolves to in unit tests: importing it outside main/shell is a bug, and this names it.
throw new Error('electron was imported outside main/shell: only the shell may know Electron.');

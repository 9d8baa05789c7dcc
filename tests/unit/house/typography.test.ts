// What people read in the window has typographic marks: ’ in words and “ ” around what is quoted, never the straight ones of a keyboard.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFiles, root } from './repository.ts';

const comments = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm;
/** `administrator's`, and a text that begins or goes on with a straight quotation mark: `'"Add"'`, `as "Add"`. */
const straight = /\p{L}'(?:s|t|re|ve|ll|d|m)\b|'"\p{Lu}|'[^'"<>=\n]* "\p{L}[^'\n]*'/u;

const found = (source: string): readonly string[] =>
  source
    .replace(comments, (comment) => comment.replace(/[^\n]/g, ' '))
    .split('\n')
    .flatMap((line, index) => (straight.test(line) ? [`${index + 1}: ${line.trim().slice(0, 120)}`] : []));

describe('words on the screen', () => {
  it('would be caught with straight marks in them', () => {
    for (const line of [
      'title="Microsoft\'s file"',
      "only what carries this run's prefix",
      "text: '\"You appear',",
      'text: \'such as "Add" with a capital\',',
    ])
      expect(found(line), line).toHaveLength(1);
    expect(found("// Fluent's own\nimport x from './a.ts'; const y = <A b=\"c\" d={e === 'f'} />;")).toEqual([]);
  });

  it('have typographic ones', () => {
    const files = repositoryFiles().filter((file) => /^renderer\/.*\.tsx?$/.test(file));
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => found(readFileSync(path.join(root, file), 'utf8')).map((line) => `${file}:${line}`))).toEqual([]);
  });
});

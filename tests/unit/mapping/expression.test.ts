// The syntax of mapping expressions: what is read, where reading stops, and that no text at all makes it fall over.

import { describe, expect, it } from 'vitest';
import { comparisons, type Expression, parseExpression, printExpression } from '../../../main/domain/mapping/expression.ts';
import fc from '../../properties.ts';

const read = (text: string) => {
  const parsed = parseExpression(text);
  return parsed.kind === 'parsed' ? printExpression(parsed.expression) : `${parsed.at}: ${parsed.reason}`;
};

describe('an expression of a mapping', () => {
  it.each([
    ['[mail]', '[mail]'],
    ['  [ user principal ]  ', '[user principal]'],
    ['Append([userPrincipalName], ".test")', 'Append([userPrincipalName], ".test")'],
    [
      'Join("@",NormalizeDiacritics(StripSpaces(Join(".",  [a], [b]))),"contoso.com")',
      'Join("@", NormalizeDiacritics(StripSpaces(Join(".", [a], [b]))), "contoso.com")',
    ],
    ['Replace([a], "x", , , "y", , )', 'Replace([a], "x", , , "y", , )'],
    ['"Company \\"C\\" \\\\ D"', '"Company \\"C\\" \\\\ D"'],
    ['IIF([country]="USA",[country],[department])', 'IIF([country] = "USA", [country], [department])'],
    ['Switch([x],\n\t"(,)", "]", "[")', 'Switch([x], "(,)", "]", "[")'],
    ['Mid([a], 1, -8)', 'Mid([a], 1, -8)'],
    ['Guid( )', 'Guid()'],
  ])('%s is read', (text, printed) => expect(read(text)).toBe(printed));

  it.each([
    ['', '1: the expression ends too early'],
    ['mail', '5: “mail” is neither in quotation marks, nor in brackets, nor a function'],
    ['[mail', '1: an attribute is not closed by ]'],
    ['[]', '1: between [ and ] stands one attribute name'],
    ['"mail', '6: a text is not closed by a quotation mark'],
    ['ToLower([mail]', '15: a parenthesis is not closed'],
    ['ToLower([mail]))', '16: more text follows where the expression should end'],
    ['Replace([a], , "\\d+")', '17: a backslash in a text stands only before a quotation mark or another backslash'],
    ['Left([a] 3)', '10: “3” stands where a comma or ) is expected'],
    ['Left([a], 3.5)', '12: only whole numbers can stand here'],
  ])('%s is refused with the place and the reason', (text, said) => expect(read(text)).toBe(said));

  it('nested without end is refused, not followed', () => {
    expect(read('A('.repeat(5000))).toContain('nested more than 60 deep');
    expect(read(`"${'x'.repeat(30_000)}"`)).toContain('longer than 20000');
  });

  it('is read or refused, never thrown, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => ['parsed', 'unreadable'].includes(parseExpression(text).kind)));
    const piece = fc.constantFrom('[a]', '"b"', '\\', '"', '[', ']', '(', ')', ',', 'IIF(', 'Join(', '=', '<>', '-3', ' ', '\n');
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => ['parsed', 'unreadable'].includes(parseExpression(pieces.join('')).kind)));
  });

  it('means the same after it was written out and read again', () => {
    const { tree } = fc.letrec<{ tree: Expression; leaf: Expression; operand: Expression }>((tie) => ({
      leaf: fc.oneof(
        fc.stringMatching(/^[^[\]\s]([^[\]]*[^[\]\s])?$/).map((name): Expression => ({ kind: 'attribute', name })),
        fc.string({ unit: 'binary' }).map((value): Expression => ({ kind: 'text', value })),
        fc.integer().map((number): Expression => ({ kind: 'number', digits: String(number) })),
      ),
      operand: fc.oneof(
        { depthSize: 'small' },
        tie('leaf'),
        fc
          .tuple(
            fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/),
            fc.array(fc.oneof(tie('tree'), fc.constant<Expression>({ kind: 'omitted' })), { maxLength: 5 }),
          )
          // `F()` has no argument: one left-out argument alone cannot be written.
          .map(([name, args]): Expression => ({ kind: 'call', name, args: args.length === 1 && args[0]?.kind === 'omitted' ? [] : args })),
      ),
      tree: fc.oneof(
        { depthSize: 'small' },
        tie('operand'),
        fc
          .tuple(fc.constantFrom(...comparisons), tie('operand'), tie('operand'))
          .map(([operator, left, right]): Expression => ({ kind: 'comparison', operator, left, right })),
      ),
    }));
    fc.assert(
      fc.property(tree, (expression) => {
        expect(parseExpression(printExpression(expression))).toEqual({ kind: 'parsed', expression });
      }),
    );
  });
});

// Where a text stands on the page, for "Find": character ranges in the text nodes below one element. Knows the DOM, changes nothing in it.

const mostMatches = 1000;

function shown(node: Node): boolean {
  const element = node.parentElement;
  return element?.checkVisibility() === true;
}

/** Matches in the order of the page, ignoring case; a match that crosses elements is not found. At most 1,000. */
export function findMatches(root: Node, wanted: string): readonly Range[] {
  const needle = wanted.toLowerCase();
  if (needle === '') return [];
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null && ranges.length < mostMatches; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').toLowerCase();
    if (!text.includes(needle) || !shown(node)) continue;
    for (let at = text.indexOf(needle); at >= 0 && ranges.length < mostMatches; at = text.indexOf(needle, at + needle.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + needle.length);
      ranges.push(range);
    }
  }
  return ranges;
}

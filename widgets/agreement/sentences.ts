/** The first sentence of a clause and the rest. Every word stays, in its order: they are the words that are signed. */
export function splitFirstSentence(text: string, language: string): { lead: string; rest: string } {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  const [first] = segmenter.segment(text);
  const lead = first?.segment ?? text;
  return { lead: lead.trim(), rest: text.slice(lead.length).trim() };
}

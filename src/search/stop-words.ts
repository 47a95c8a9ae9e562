/**
 * Words that carry the grammar of a question rather than its subject. They are kept, since "who is on call" has no others,
 * but weigh little. Contractions stand without their apostrophe, as they are read.
 */
const grammar = `a about above after again all also although am an and any anybody anyone anything are arent as at be
  because been before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing dont done
  during each either else ever every few for from get gets getting given go goes going gone got had hadnt has hasnt have
  havent having he her here hers him his how however i id if ill im in into is isnt it its itself ive just keep keeps lets
  like make many may me might more most much must my myself need needed needs no nor not now of off on once one only or other
  our ours out over own really same shall she should shouldnt so some somebody someone something still such than that thats
  the their them then there these they theyre thing things this those though through to too try trying under until up upon us
  use used using very via want wanted wants was wasnt way we were werent what whats when where wheres which while who whom whos
  whose why will with within without wont would wouldnt yes yet you your youre yours`;

/** What people say to be kind to whoever they ask. */
const manners = `anyway guys hello help hey hi howdy kindly maybe ok okay perhaps please pls plz quick quickly sorry thank
  thanks thx tia yo`;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const grammarWords: ReadonlySet<string> = new Set(words(grammar));
const mannerWords: ReadonlySet<string> = new Set(words(manners));

/**
 * How much a word counts beside one that says what the question is about (1).
 *
 * The values are chosen, not fitted: at .25 two questions that differ in "how" and "where" are still told apart, while a
 * question's four or five such words together weigh less than one that is rare.
 */
export function wordWeight(word: string): number {
  if (mannerWords.has(word)) return 0.05;
  return grammarWords.has(word) ? 0.25 : 1;
}

/** Whether a text made of such words alone says what it is about. */
export function isContentWord(word: string): boolean {
  return wordWeight(word) === 1;
}

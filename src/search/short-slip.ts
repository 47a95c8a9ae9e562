/** Words up to so many letters are short: they have too many neighbours for any edit to be a slip. */
export const longestShort = 4;
const shortestShort = 3;

/**
 * Whether a short word is another with two neighbours swapped, an inner letter left out, or a letter doubled. The first
 * letter stays; another letter in the place of one makes another word.
 */
export function isShortSlip(word: string, of: string): boolean {
  if (!isShort(word) || !isShort(of) || word === of || word[0] !== of[0]) return false;
  if (word.length === of.length) return isSwapped(word, of);
  const [long, short] = word.length > of.length ? [word, of] : [of, word];
  return Array.from(long).some((letter, at) => {
    const isLeftOut = long.slice(0, at) + long.slice(at + 1) === short;
    const isInner = at > 0 && at < long.length - 1;
    return isLeftOut && (long === of ? isInner : letter === long[at - 1]);
  });
}

function isShort({ length }: string): boolean {
  return length >= shortestShort && length <= longestShort;
}

function isSwapped(word: string, of: string): boolean {
  return Array.from(of).some((letter, at) => {
    const swapped = of.slice(0, at) + (of[at + 1] ?? "") + letter + of.slice(at + 2);
    return at + 1 < of.length && swapped === word;
  });
}

/** Common English words that one may type for what they look a slip of: those of three letters. */
const three = `ace act add ado age ago aid ail aim air ale all amp and ant any ape app arc are ark arm art ash ask ate awe axe
  bad bag ban bar bat bay bed bee beg bet bib bid big bin bit bog boo bot bow box boy bra bud bug bum bun bus but buy bye cab can cap
  car cat cob cod cog con coo cop cot cow coy cry cub cue cup cut dad dam day den dew did die dig dim din dip doe dog don dot dry
  dub due dug duo dye ear eat eel egg ego elf elm end era eta eve ewe eye fad fan far fat fax fed fee few fig fin fir fit fix flu fly
  foe fog for fox fry fun fur gag gal gap gas gay gel gem get gig gin god got gum gun gut guy gym had ham has hat hay hem hen her
  hew hey hid him hip his hit hog hop hot how hub hue hug hum hut ice ill imp ink inn ion ire ivy jab jam jar jaw jay jet jig job
  jog joy jug keg key kid kin kit lab lad lag lap law lax lay led leg let lid lie lip lit log lot low mad man map mar mat may men
  met mid mix mob mom mop mow mud mug mum nag nap net new nil nod nor not now nun nut oak oar oat odd off oil old one opt orb ore
  our out owe owl own pad pal pan par pat paw pay pea pee peg pen pep per pet pid pie pig pin pit ply pod pop pre pot pro pub pun pup put rag
  ram ran rap rat raw ray red rib rid rig rim rip rob rod rot row rub rug run rut rye sad sag sap sat saw say sea see set sew sex
  she shy sin sip sir sit six ski sky sly sob son sow soy spa spy sub sue sum sun tab tag tan tap tar tax tea tee ten the thy tic tie
  tin tip toe ton too top tow toy try tub tug two urn use van vat vet via vim vow wag war was wax way web wed wee wet who why wig win
  wit woe won woo wow yak yam yap yes yet you zip zoo`;

/** Names of people that are most often written. */
const names = `abe al amy ana ann art ben bob cal dan dave deb don ed eric ian ina ivan jan jean jim joe john jon jose josh juan
  ken kim lea lee len leo lisa liz luis mark mary max mel mia mike nate ned neil nick nina noah omar pam pat paul pete ray rob
  rod ron rose ross roy ruth ryan sam sara sean sid stan sue ted tim tina todd tom tony troy val vic zoe`;

/** Of four letters those that have one twice, where another word may have it once. */
const twice = `ball bass bean beef been beep beer bell bill book boom boot boss buff bull buzz call cell coop cook cool
  cuff cull deed deem deep deer dell dill doll doom door dull fall feed feel feet fell fill fizz food fool foot free full fuss
  geek gill glee good goof gull hall heel hell hill hiss hood hoof hook hoop hoot hull jazz jeep keel keen keep kill kiss knee lass
  leek less loaf look loom loop loot loss mall mass meek meet mess mill miss mood moon moor moss moth need noon null odds pass peel peep
  peer pill poll pool poor puff pull puss reed reef reel rill roll roof rook room root seed seek seem seen sell sill soon soot tall
  teen tell till toll took tool toss tree tube tuff wall weed week weep well wept will wood wool yell zoom`;

/** And those in which two letters may change places. */
const swapped = `abed able acts aged ales also apes arts ates aunt bake band barn bear beat best bets bide bite blot bolt bran brat
  brew calf calm came cape carb care case cast cats clam coal cola cost cups cots crab deal dear diet dire doer dose dots
  drag duel dues each earn east eats edit ends even ever evil fast fats feat felt file fist fits flea flow fore form
  fort fowl frog from gaol gird girl gits gnat goal grid gust guts hate heat here hers hint host hots huts idea item
  just keys lake last late lead leak lean left lest lets life lift like lime line lion lips lisp list live loin lose
  lost lots loud mail male mane mean meat mile mist mits most name neat nest nets nine none nuts once open oven pair
  pale part past pats peal peas perk pest pets pier plea pore post pots prat prey race rats rest ride rise rode role
  rose rots rust ruts safe sale salt sate seat sent sign silt sing site sits size slat slip slit slot snap snow soil
  sole spin spot star stay step stew stop stun suit swap tale tarp teal team test than them then they this tide tied
  tier time tire toes told trap trim tsar turn unit veil vest vets vile vote wait warp west wets wide wolf word work
  wrap year`;

const shortWords: ReadonlySet<string> = new Set(
  [three, names, twice, swapped].flatMap((list) => list.trim().split(/\s+/)),
);

/** Whether a short word is an English one, and so is likely to be meant as it stands. */
export function isShortWord(word: string): boolean {
  return shortWords.has(word);
}

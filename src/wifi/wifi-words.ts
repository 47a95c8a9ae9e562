/** What people call it. */
export const wifiWords = words("wifi wlan ssid wireless hotspot");

/** What one has to know to join. */
export const keyWords = words(
  "password passwords passwort pw pwd passwd pass passcode passphrase kennwort key code codes qr credentials login",
);

/** Places that every company has; an office's network may be called so all the same. */
export const placeNouns = words("office offices building floor room site lobby reception hq");

/** What is said around it, and asks for nothing else. */
export const fillers = words(
  "a an and the our my your its it this that these of to in at on onto for from with as by into",
  "i im id we us me you one someone somebody",
  "is are am be do does did have has had got get getting give gimme gives send show tell share post put see",
  "can could may might would will should shall let lets want need needs wanna looking look find know use using",
  "what whats which wheres where how hows is theres there any anything again now today day quick quickly moment",
  "connect connecting connected join joining joined log logon logging sign access online internet net network",
  "networks name names called details info scan forgot forgotten remember remind lost",
  "please pls plz thanks thank thx cheers hi hello hey morning ask asking here",
  "phone laptop computer device tablet iphone ipad android mac macbook",
);

/** Before what somebody asks for. */
export const prepositions = words("in at for on");

/** What makes it a question on something else: what does not work, what is to be changed, other things. */
export const otherMatters = words(
  "not no never nobody without doesnt dont isnt arent cant cannot couldnt wont didnt wasnt hasnt havent",
  "slow slower fast faster down broken break breaks dead off outage unstable flaky weak bad poor terrible drops",
  "drop dropping disconnects disconnecting disconnected keeps keep failing fails failed fail error errors problem",
  "problems issue issues trouble wrong invalid incorrect rejected refused refuses denied expired works work working",
  "why when who whose whom secure safe encrypted legal allowed policy rules costs cost price bill contract",
  "change changes changed changing rotate rotates rotated rotation reset update updated set setup configure fix",
  "restart reboot reconnect install enable disable block blocked unblock extend boost test measure monitor replace",
  "order buy print printing printer printers scanner tv screen camera speaker doorbell router routers ap aps",
  "controller driver drivers adapter card chip cable signal strength speed coverage range channel certificate cert",
  "radius vlan vpn proxy firewall dns dhcp ip mac-address captive calling home hotel train plane airport",
  "page alert incident logs dashboard report server servers service services",
);

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

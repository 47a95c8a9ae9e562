import type { LookAlike } from "./look-alikes.ts";

export const posterLanguages = ["en", "de", "fr", "es"] as const;

export type PosterLanguage = (typeof posterLanguages)[number];

type PosterWords = {
  readonly dir: "ltr" | "rtl";
  /** Whose way it is to write a date. */
  readonly locale: string;
  readonly invitation: string;
  readonly network: string;
  readonly password: string;
  readonly noPassword: string;
  readonly passwordHidden: string;
  readonly steps: readonly [string, string];
  readonly lookAlikes: Readonly<Record<LookAlike, string>>;
  readonly portal: string;
  readonly madeOn: string;
  readonly validUntil: string;
  readonly ask: string;
};

/** All that a poster says by itself, by language. */
export const posterWords = {
  en: {
    dir: "ltr",
    locale: "en-GB",
    invitation: "Scan to connect",
    network: "Network",
    password: "Password",
    noPassword: "No password needed",
    passwordHidden: "Password not printed. Whoever scans the code can still read it.",
    steps: ["Point your camera at the code.", "Tap the message and join."],
    lookAlikes: {
      "0": "zero",
      O: "letter O",
      "1": "one",
      l: "small L",
      I: "capital i",
      " ": "space",
    },
    portal: "Sign-in page",
    madeOn: "made",
    validUntil: "valid until",
    ask: "ask",
  },
  de: {
    dir: "ltr",
    locale: "de",
    invitation: "Scannen und verbinden",
    network: "Netzwerk",
    password: "Passwort",
    noPassword: "Kein Passwort nötig",
    passwordHidden: "Passwort nicht abgedruckt. Wer den Code scannt, kann es trotzdem lesen.",
    steps: ["Kamera auf den Code richten.", "Meldung antippen und verbinden."],
    lookAlikes: {
      "0": "Null",
      O: "Buchstabe O",
      "1": "Eins",
      l: "kleines L",
      I: "großes i",
      " ": "Leerzeichen",
    },
    portal: "Anmeldeseite",
    madeOn: "erstellt am",
    validUntil: "gültig bis",
    ask: "Fragen an",
  },
  fr: {
    dir: "ltr",
    locale: "fr",
    invitation: "Scannez pour vous connecter",
    network: "Réseau",
    password: "Mot de passe",
    noPassword: "Aucun mot de passe",
    passwordHidden: "Mot de passe non imprimé. Qui scanne le code peut quand même le lire.",
    steps: ["Visez le code avec l’appareil photo.", "Touchez le message et connectez-vous."],
    lookAlikes: {
      "0": "zéro",
      O: "lettre O",
      "1": "un",
      l: "L minuscule",
      I: "i majuscule",
      " ": "espace",
    },
    portal: "Page de connexion",
    madeOn: "créé le",
    validUntil: "valable jusqu’au",
    ask: "questions à",
  },
  es: {
    dir: "ltr",
    locale: "es",
    invitation: "Escanea para conectarte",
    network: "Red",
    password: "Contraseña",
    noPassword: "No hace falta contraseña",
    passwordHidden: "Contraseña no impresa. Quien escanee el código puede leerla igualmente.",
    steps: ["Apunta la cámara al código.", "Toca el aviso y conéctate."],
    lookAlikes: {
      "0": "cero",
      O: "letra O",
      "1": "uno",
      l: "L minúscula",
      I: "i mayúscula",
      " ": "espacio",
    },
    portal: "Página de acceso",
    madeOn: "creado el",
    validUntil: "válido hasta el",
    ask: "preguntas a",
  },
} as const satisfies Record<PosterLanguage, PosterWords>;

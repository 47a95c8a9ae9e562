import { tellDialogues } from "./dialogues.ts";

process.stdout.write(`${await tellDialogues()}\n`);

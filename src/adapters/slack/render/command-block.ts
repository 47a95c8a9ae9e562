/** Names a row of buttons after the command that they answer, whose key Slack gives back with a press. */
export function blockOfCommand(command: string, row: number): string {
  return `${command}#${row}`;
}

/** The command in whose answer a row of buttons stands. */
export function commandOfBlock(block: string | undefined): string | undefined {
  return /^(c:[^#]+)#\d+$/.exec(block ?? "")?.[1];
}

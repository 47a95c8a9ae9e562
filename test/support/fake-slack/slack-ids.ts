/** Gives ids in Slack's form: a letter that says what it is, and a number in capitals. */
export function createSlackIds(): (prefix: string) => string {
  let given = 0;
  return (prefix) => {
    given += 1;
    return `${prefix}0FAKE${given.toString(36).toUpperCase().padStart(5, "0")}`;
  };
}

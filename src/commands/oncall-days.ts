import { InvalidArgumentError, Option } from "commander";

/** So far ahead on-call is looked at, unless somebody says otherwise. */
export const defaultDays = 30;
const mostDays = 400;

export const daysOption = () =>
  new Option("--days <n>", `how far to look ahead (default: ${defaultDays})`).argParser(
    (text: string) => {
      const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
      if (days >= 1 && days <= mostDays) return days;
      throw new InvalidArgumentError(`Expected a whole number from 1 to ${mostDays}.`);
    },
  );

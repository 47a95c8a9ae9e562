import { describeChatPlatform } from "./chat-platform.contract.ts";
import { matrixDriver } from "./matrix-driver.ts";
import { matrixStory } from "./matrix-story.ts";
import { closeTownAtEnd, type MatrixWorldGiven } from "./matrix-world.ts";

/** What every platform must do, in the rooms of a homeserver. */
export function describeMatrix(name: string, given: Omit<MatrixWorldGiven, "pictures">): void {
  closeTownAtEnd();
  describeChatPlatform(name, () => matrixDriver(given), { bot: () => matrixStory(given) });
}

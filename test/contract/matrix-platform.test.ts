import { describeChatPlatform } from "./chat-platform.contract.ts";
import { matrixDriver } from "./matrix-driver.ts";
import { matrixStory } from "./matrix-story.ts";
import { closeTownAtEnd } from "./matrix-world.ts";

closeTownAtEnd();
describeChatPlatform("Matrix", () => matrixDriver(false), { bot: () => matrixStory(false) });

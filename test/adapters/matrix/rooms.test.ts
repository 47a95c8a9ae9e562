import { describeRooms } from "./rooms.contract.ts";

describeRooms({ encrypted: true });
describeRooms({ encrypted: false });

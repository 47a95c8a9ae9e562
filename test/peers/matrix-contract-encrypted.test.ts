import { describePaging } from "../adapters/matrix/paging.contract.ts";
import { describeRooms } from "../adapters/matrix/rooms.contract.ts";
import { describeMatrix } from "../contract/matrix.contract.ts";
import { describeWith, peers } from "./peer.ts";
import { relayedSynapse } from "./relayed-synapse.ts";

describeWith(peers.synapse, "over Synapse,", (program) => {
  const openServer = relayedSynapse(program);
  describeMatrix("Matrix, encrypted", { openServer, encrypted: true });
  describePaging({ openServer });
  describeRooms({ openServer, encrypted: true });
});

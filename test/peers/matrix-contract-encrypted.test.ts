import { describeMatrix } from "../contract/matrix.contract.ts";
import { describeWith, peers } from "./peer.ts";
import { relayedSynapse } from "./relayed-synapse.ts";

describeWith(peers.synapse, "over Synapse,", (program) => {
  describeMatrix("Matrix, encrypted", { openServer: relayedSynapse(program), encrypted: true });
});

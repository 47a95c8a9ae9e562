import { describeMatrix } from "./matrix.contract.ts";

describeMatrix("Matrix, encrypted", { encrypted: true });

import { describePaging } from "./paging.contract.ts";

describePaging();

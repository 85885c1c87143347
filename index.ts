import { environment } from "./stacks/environment";

export = environment;

import { config } from "zod";

// The page's policy forbids making functions from text, which zod otherwise tries for speed.
config({ jitless: true });

import { writeFileSync } from "node:fs";
import { z } from "zod";
import { CONFIG_SCHEMA } from "./schema.ts";

// Part of the build: the schema file that editors read comes from the schema that the command checks against.
const schema = z.toJSONSchema(CONFIG_SCHEMA);
writeFileSync(new URL("../../convoy.schema.json", import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);

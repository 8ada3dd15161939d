// Holds the list that comes on standard input against the schema of CycloneDX 1.6,
// as the makers of CycloneDX publish it.
import { readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const errors = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(readFileSync(0, 'utf8'));
if (errors !== null) {
  console.error(JSON.stringify(errors, null, 2));
  process.exit(1);
}

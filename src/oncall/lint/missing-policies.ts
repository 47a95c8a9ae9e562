import { createNearest } from "../../search/nearest.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";

const defaultPolicy = "default";

/** K230: policies that are asked for and are not there, and waits that cannot be meant. */
export const missingPolicies: OncallCheck = function* (subject) {
  const { oncall, places } = subject;
  const { file, catalogue, isWritten } = oncall;
  if (file.isUnreadable) return;
  const known = [...file.policies.map(({ id }) => id), ...file.broken.policies];
  const nearest = createNearest(known.map((item) => ({ item, names: [item] })));
  for (const { id, escalation } of catalogue.services) {
    if (escalation === undefined || known.includes(escalation)) continue;
    const place = places.of("services", id, ["escalation"]);
    const [near] = nearest(escalation, 1);
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    const message = `The service "${id}" escalates by "${escalation}": oncall.yaml has no such policy.${hint}`;
    const concerns = { policy: escalation };
    if (place) yield { rule: "K230", ...place, message, about: `escalation of ${id}`, concerns };
  }
  const isRota =
    file.policies.length > 0 ||
    file.heartbeats.length > 0 ||
    file.schedules.some(({ schedule }) => schedule.layers.length > 0);
  if (isWritten && isRota && !known.includes(defaultPolicy)) {
    const message = `There is no policy "${defaultPolicy}": the pages of every service without an "escalation" need it.`;
    yield foundAt(subject, ["policies"], {
      rule: "K230",
      message,
      concerns: { policy: defaultPolicy },
    });
  }
  for (const { id, steps } of file.policies) {
    for (const [index, { wait }] of steps.entries()) {
      const minutes = wait.total("minutes");
      if (minutes >= 1 && minutes <= 24 * 60) continue;
      const message = `Step ${index + 1} of "${id}" waits ${minutes < 1 ? "under a minute" : "over a day"}: expected 1m to 24h.`;
      const path = ["policies", id, "steps", index, "wait"];
      yield foundAt(subject, path, { rule: "K230", message, concerns: { policy: id } });
    }
  }
};

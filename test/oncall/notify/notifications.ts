import type { Notification } from "../../../src/oncall/notify/notification.ts";

/** A page of Ana's, turn 3, as Bo is to hear it. */
export function notificationFor(address: string, but: Partial<Notification> = {}): Notification {
  return {
    page: 12,
    turn: 3,
    event: "triggered",
    urgency: "high",
    to: { person: "bo", address },
    from: "Ana",
    about: "payments",
    place: "#ops",
    text: "checkout is down\nsince 03:12, all regions",
    link: "https://ama.example.org/pages/12",
    actions: [
      { action: "ack", url: `https://ama.example.org/act/${"a".repeat(22)}` },
      { action: "escalate", url: `https://ama.example.org/act/${"e".repeat(22)}` },
    ],
    ...but,
  };
}

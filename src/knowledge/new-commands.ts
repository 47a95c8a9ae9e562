/** One step of a runbook that is only begun. */
export type NewStep = {
  /** A sentence. */
  readonly what: string;
  readonly command: string;
  readonly expect: string;
  readonly ifNot: string;
};

/** How to undo steps. */
type WayBack = { readonly what: string; readonly command: string };

/** What is usual for services of one kind. */
type Commands = {
  readonly verify: string;
  readonly byVerb: ReadonlyMap<string, Procedure>;
};
type Procedure = { readonly steps: readonly NewStep[]; readonly back?: WayBack };
const byVerb = (procedures: Readonly<Record<string, Procedure>>) =>
  new Map(Object.entries(procedures));

/** What is usual for a service of this kind: "k8s-deployment", "systemd-unit"; undefined for other kinds. */
export function newCommands(kind: string | undefined): Commands | undefined {
  return usual.find(({ marks }) => marks.some((mark) => kind?.toLowerCase().includes(mark)))
    ?.commands;
}

/** A step of which only the frame is there. */
export const openStep: NewStep = {
  what: "TODO: what to do; replace the command, or remove it.",
  command: 'echo "the command"',
  expect: "TODO: what is seen when it worked.",
  ifNot: "TODO: what to do then.",
};

const kubectl = "kubectl --context {{context}} -n {{namespace}}";
const openIfNot = "TODO: what to do then.";

const readyPods: NewStep = {
  what: "See what runs now.",
  command: `${kubectl} get deployment {{deployment}}`,
  expect: "as many pods are ready as there shall be.",
  ifNot: "TODO: whether to go on, or whom to ask first.",
};
const rolledOut: NewStep = {
  what: "Wait for the new pods.",
  command: `${kubectl} rollout status deployment/{{deployment}} --timeout=5m`,
  expect: "`successfully rolled out`.",
  ifNot: "read the events and the log of the new pods, then roll back.",
};
const setReplicas = (what: string, replicas: string): NewStep => ({
  what,
  command: `${kubectl} scale deployment/{{deployment}} --replicas=${replicas}`,
  expect: "`scaled`.",
  ifNot: openIfNot,
});
const undoRollout: WayBack = {
  what: "Brings the pods of the revision before back.",
  command: `${kubectl} rollout undo deployment/{{deployment}}`,
};

const kubernetes: Commands = {
  verify: `${kubectl} get deployment {{deployment}}`,
  byVerb: byVerb({
    restart: {
      steps: [
        readyPods,
        {
          what: "Replace the pods, one after the other.",
          command: `${kubectl} rollout restart deployment/{{deployment}}`,
          expect: "`restarted`.",
          ifNot: openIfNot,
        },
        rolledOut,
      ],
      back: undoRollout,
    },
    deploy: { steps: [openStep, rolledOut], back: undoRollout },
    rollback: {
      steps: [
        {
          what: "See which revisions there are.",
          command: `${kubectl} rollout history deployment/{{deployment}}`,
          expect: "the last but one is the revision to go back to.",
          ifNot: openIfNot,
        },
        {
          what: "Go back to the revision before.",
          command: `${kubectl} rollout undo deployment/{{deployment}}`,
          expect: "`rolled back`.",
          ifNot: openIfNot,
        },
        rolledOut,
      ],
      back: { ...undoRollout, what: "The same command goes forward again." },
    },
    scale: {
      steps: [readyPods, setReplicas("Set the number of pods.", "{{replicas}}"), rolledOut],
      back: {
        what: "The same command, with the number from the first step.",
        command: setReplicas("", "{{replicas}}").command,
      },
    },
    start: {
      steps: [setReplicas("Start the pods.", "{{replicas}}"), rolledOut],
      back: { what: "Stops the pods again.", command: setReplicas("", "0").command },
    },
    stop: {
      steps: [readyPods, setReplicas("Stop all pods.", "0")],
      back: {
        what: "Starts the pods again, with the number from the first step.",
        command: setReplicas("", "{{replicas}}").command,
      },
    },
    access: {
      steps: [
        {
          what: "See whether you have access.",
          command: `${kubectl} auth can-i get pods`,
          expect: "`yes`.",
          ifNot: "TODO: who grants access, and how long that takes.",
        },
      ],
    },
    debug: {
      steps: [
        {
          what: "See whether pods are missing, or start again and again.",
          command: `${kubectl} get pods`,
          expect: "all are `Running`, without recent restarts.",
          ifNot: openIfNot,
        },
        {
          what: "Read what happened around them.",
          command: `${kubectl} get events --sort-by=.lastTimestamp`,
          expect: "no warnings.",
          ifNot: openIfNot,
        },
        {
          what: "Read the log.",
          command: `${kubectl} logs deployment/{{deployment}} --tail=50`,
          expect: "no errors.",
          ifNot: openIfNot,
        },
      ],
    },
  }),
};

const unitStatus: NewStep = {
  what: "See what runs now.",
  command: "ssh {{host}} systemctl status {{unit}} --no-pager",
  expect: "`active (running)`, or the reason why you are here.",
  ifNot: "TODO: whether to go on, or whom to ask first.",
};
const unitLog: NewStep = {
  what: "Read its log.",
  command: "ssh {{host}} sudo journalctl -u {{unit}} -n 50 --no-pager",
  expect: "no errors.",
  ifNot: openIfNot,
};
const systemctl = (verb: string) => `ssh {{host}} sudo systemctl ${verb} {{unit}}`;
const changeUnit = (what: string, verb: string): NewStep => ({
  what,
  command: systemctl(verb),
  expect: "it returns without an error.",
  ifNot: openIfNot,
});

const systemd: Commands = {
  verify: "ssh {{host}} systemctl is-active {{unit}}",
  byVerb: byVerb({
    restart: { steps: [unitStatus, changeUnit("Restart it.", "restart"), unitLog] },
    start: {
      steps: [changeUnit("Start it.", "start"), unitLog],
      back: { what: "Stops it again.", command: systemctl("stop") },
    },
    stop: {
      steps: [unitStatus, changeUnit("Stop it.", "stop")],
      back: { what: "Starts it again.", command: systemctl("start") },
    },
    access: {
      steps: [
        {
          what: "See whether you have access.",
          command: "ssh {{host}} sudo -l",
          expect: "a list of what you may run.",
          ifNot: "TODO: who grants access, and how long that takes.",
        },
      ],
    },
    debug: { steps: [unitStatus, unitLog] },
  }),
};

const usual = [
  { marks: ["k8s", "kubernetes"], commands: kubernetes },
  { marks: ["systemd"], commands: systemd },
] as const;

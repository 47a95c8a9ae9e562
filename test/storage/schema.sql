CREATE TABLE ask (
      id integer primary key autoincrement,
      gap integer not null references gap (id),
      text text,
      asker text,
      weight real not null,
      at integer not null,
      message_key text not null unique
    ) strict;

CREATE INDEX ask_of_gap on ask (gap, at);

CREATE TABLE gap (
      id integer primary key autoincrement,
      kind text not null,
      key text,
      group_key text not null unique,
      state text not null check (state in ('open', 'answered', 'dismissed', 'merged')),
      reason text,
      note text,
      dismissed_asks integer,
      entry text,
      merged_into integer references gap (id),
      reopened integer not null default 0,
      came_back integer not null default 0 check (came_back in (0, 1)),
      textless integer not null default 0 check (textless in (0, 1)),
      check ((state = 'dismissed') = (reason is not null)),
      check ((state = 'dismissed') = (dismissed_asks is not null)),
      check ((state = 'answered') = (entry is not null)),
      check ((state = 'merged') = (merged_into is not null))
    ) strict;

CREATE INDEX gap_open on gap (id) where state = 'open';

CREATE TABLE gap_event (
      id integer primary key autoincrement,
      gap integer not null references gap (id),
      from_state text,
      event text not null,
      to_state text not null,
      actor text,
      cause text,
      note text,
      at integer not null
    ) strict;

CREATE INDEX gap_event_of_gap on gap_event (gap, id);

CREATE TABLE installation_key (
      seat integer not null primary key check (seat = 1),
      secret text not null
    ) strict;

CREATE TABLE serve_holder (
      seat integer not null primary key check (seat = 1),
      pid integer not null,
      host text not null,
      since integer not null
    ) strict;
